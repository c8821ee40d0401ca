"""Readers of older tools' files, one format a file; nothing here writes into what it reads but the scrub."""
