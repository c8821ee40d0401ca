"""Building blocks of the windows that know nothing of the program."""
