"""The command line: one command a file, and the only room that prints. Scripts rely on its words."""
