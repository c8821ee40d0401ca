"""A key that does not show itself."""

import re

from traybridge.core.errors import BadKey

_ALLOWED = re.compile(r"[\x21-\x7e]+")
LONGEST_PASTED = 4096
"""Characters; in a longer text nothing is looked for but the key itself."""
_NAMED = "(?i:key|token|secret|password|authorization)"
_ASSIGNED = re.compile(
    rf"""(?:export\s+|set\s+|\$env:)?
    (?: ["']?\w*{_NAMED}\w*["']?\s*=\s*
      | ["']?[\w-]*{_NAMED}[\w-]* (?:["']\s*:\s* | \s*:\s+)
      | [A-Z][A-Z0-9_]{{2,}}=
    )
    (?P<key>[^=\s].{{7,}})""",
    re.VERBOSE | re.DOTALL,
)
"""What people copy with a key: a line of a shell, of a .env file, of JSON or of a header."""
_NAME_ALONE = re.compile(r"(?:export\s+)?\w+_(?:KEY|TOKEN|SECRET)\s*=\s*[\"']*")
_SCHEME = re.compile(r"bearer\s+(?P<key>\S.*)", re.IGNORECASE | re.DOTALL)
_QUOTES = {'"': '"', "'": "'", "`": "`", "“": "”", "‘": "’"}
_OPENING, _CLOSING = "".join(_QUOTES), "".join(_QUOTES.values())
"""Half of a pair is copied easily, and no key begins or ends so."""


class Secret:
    """Hold a key; only ``reveal()`` gives it out, and one place for each wire format calls that."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    @classmethod
    def from_entry(cls, text: str) -> "Secret":
        """Take a key as somebody typed or pasted it: what is copied along with it goes, blanks inside are refused.

        That is: blanks around it, NAME= or "name": before it, quotes or half a pair of them, Bearer, a comma or
        semicolon behind it.

        Raises:
            BadKey: the text is empty, or holds anything but the printable ASCII 0x21-0x7e that an HTTP header
                may carry (RFC 9110, 5.5). The message never repeats the text.
        """
        value = _bare(text)
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


def _bare(text: str) -> str:
    """The key alone, out of what was pasted."""
    value = text.strip()
    if len(value) > LONGEST_PASTED:
        return value
    if _NAME_ALONE.fullmatch(value):
        return ""
    if found := _ASSIGNED.fullmatch(value):
        value = found["key"].strip()
    value = _unquoted(value)
    if found := _SCHEME.fullmatch(value):
        value = _unquoted(found["key"].strip())
    return value


def _unquoted(value: str) -> str:
    for opening, closing in _QUOTES.items():
        end = value.rstrip(",;")
        if len(end) > 1 and end.startswith(opening) and end.endswith(closing):
            return end[1:-1].strip()
    return value.lstrip(_OPENING).rstrip(_CLOSING) if len(value) > 1 else value
