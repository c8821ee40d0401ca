"""SQLite: conversations, the request journal, usage."""
