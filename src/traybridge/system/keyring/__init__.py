"""The operating system's keyring: one entry for each provider."""
