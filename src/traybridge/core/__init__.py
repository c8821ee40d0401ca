"""Values, decisions and the Bridge facade: no Qt, no HTTP, no files, no environment, no clock of its own."""
