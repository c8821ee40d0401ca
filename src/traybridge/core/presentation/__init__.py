"""How things are shown to people and scripts: words and JSON documents made from the core's values (pure)."""
