"""What the settings and the welcome share: a key, older tools' settings, and changes of the list of providers."""
