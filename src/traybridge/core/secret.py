"""A key that does not show itself."""

import re

from traybridge.core.errors import BadKey

_ALLOWED = re.compile(r"[\x21-\x7e]+")


class Secret:
    """Hold a key; only ``reveal()`` gives it out, and one place for each wire format calls that."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    @classmethod
    def from_entry(cls, text: str) -> "Secret":
        """Take a key as somebody typed or pasted it: blanks around it go, blanks inside are refused.

        Raises:
            BadKey: the text is empty, or holds anything but the printable ASCII 0x21-0x7e that an HTTP header
                may carry (RFC 9110, 5.5). The message never repeats the text.
        """
        value = text.strip()
        if not value:
            raise BadKey("The key is empty", "Paste the key and try again; the stored key stays as it was.")
        if not _ALLOWED.fullmatch(value):
            raise BadKey(
                "The key has a blank, a line break or another character inside that no key has",
                "Copy it again in one piece, with nothing before or after it.",
            )
        return cls(value)

    def reveal(self) -> str:
        return self._value

    @property
    def masked(self) -> str:
        """An ellipsis and the last four characters (only the ellipsis for a key shorter than 12)."""
        return f"…{self._value[-4:]}" if len(self._value) >= 12 else "…"

    def __repr__(self) -> str:
        return "Secret('…')"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a Secret is not pickled")

    def __getstate__(self) -> object:
        raise TypeError("a Secret is not pickled")
