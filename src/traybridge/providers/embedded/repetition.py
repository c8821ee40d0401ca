"""Notices that an answer only says the same again and again (pure)."""

from typing import Final

LONGEST_UNIT: Final = 200
"""Characters of what is said again: a few sentences."""
TIMES: Final = 4
LEAST: Final = 80
"""Characters that the repetitions must have in all: "ha ha ha" is a word, and a refrain is one too."""


class Repetition:
    """One answer as it comes; only its end is kept."""

    def __init__(self) -> None:
        self._end = ""

    def feed(self, text: str) -> bool:
        """Take the next piece; True once the same words stand at least four times behind each other at the end."""
        self._end = (self._end + text)[-LONGEST_UNIT * TIMES :]
        return any(_ends_in(self._end, length) for length in range(1, min(LONGEST_UNIT, len(self._end) // TIMES) + 1))


def _ends_in(text: str, length: int) -> bool:
    """True when the end of a text is one unit of so many characters, over and over; lines and dots are no words."""
    if text[-4:] != text[-4 - length : -length]:  # nearly always decided here
        return False
    whole = max(TIMES * length, -(-LEAST // length) * length)
    unit = text[-length:]
    return len(text) >= whole and any(map(str.isalnum, unit)) and text.endswith(unit * (whole // length))
