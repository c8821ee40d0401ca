"""What a host's refusal means: its words, its class, and how long it asks to wait."""
