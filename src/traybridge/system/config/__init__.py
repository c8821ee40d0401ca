"""config.toml: reading with line numbers, checking, and editing that keeps comments."""
