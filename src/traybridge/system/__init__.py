"""The machine: paths, the config file, the keyring, the single instance, login item, power events, logs."""
