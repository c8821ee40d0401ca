"""The settings window: what is changed applies at once; what cannot be used stays in its field, with the reason."""
