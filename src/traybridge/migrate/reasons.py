"""Why something cannot be used, in words for people that keep their pattern (core/i18n.py)."""

from traybridge.core.errors import TrayBridgeError
from traybridge.core.i18n import Text, joined, marked


class Reason(Exception):
    """``words`` say why; str() of the exception is the same without the pattern."""

    def __init__(self, words: Text) -> None:
        super().__init__(words)
        self.words = words


def capitalised(text: str) -> Text:
    """A reason at the beginning of a line. The windows write the capital again, in their language."""
    kept = marked(text)
    return Text(kept[:1].upper() + kept[1:], kept.pattern, kept.values, kept.number)


def uncapitalised(text: str) -> Text:
    """A title inside a sentence, behind a colon."""
    kept = marked(text)
    return Text(kept[:1].lower() + kept[1:], kept.pattern, kept.values, kept.number)


def words_of(error: Exception) -> Text:
    """What str() of an error says, as a text. The words of others (msgspec, the system) are theirs."""
    if isinstance(error, TrayBridgeError):
        whole = joined(". ", (error.title, error.hint)) if error.hint else marked(error.title)
        if whole == str(error):  # else it names a place in a file, too
            return whole
    return Text(str(error), "{told}", {"told": str(error)})
