"""The chat window: composer, transcript, and under each answer where it came from."""
