"""Foreign words (answers, names, model ids, error texts, file names) made fit for a terminal, a label or a log (pure).

Whoever writes them can put in what a screen obeys: control characters move a terminal's cursor and rename its window
(C0, and C1 such as U+009B), line breaks forge a row of a table, and bidirectional controls show the words around them
in another order (Unicode Standard Annex 9; "Trojan Source", CVE-2021-42574). Marks that only say which way a letter
goes (U+200E, U+200F, U+061C) stay: right-to-left languages need them, and they end with the letter.
"""

import re

_BIDI = "\u202a-\u202e\u2066-\u2069"
_TAGS = "\U000e0000-\U000e007f"
"""Tag characters: seen by nobody, read by models."""
_OBEYED = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_BIDI}{_TAGS}]")
_BREAKS = re.compile("\r\n|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_IN_JSON = re.compile(f"[\x7f-\x9f\u2028\u2029{_BIDI}{_TAGS}]")


def readable(text: str) -> str:
    """Several lines as they can be shown: line breaks and tabs stay, what a screen would obey goes.

    Half a surrogate pair, which cannot be written at all, becomes U+FFFD.
    """
    return _SURROGATES.sub("\ufffd", _OBEYED.sub("", _BREAKS.sub("\n", text)))


def one_line(text: str, longest: int | None = None) -> str:
    """The same on one line, blanks run together; at most ``longest`` characters, then an ellipsis ends it."""
    line = " ".join(readable(text).split())
    return line if longest is None or len(line) <= longest else f"{line[: longest - 1]}…"


def escaped_in_json(document: str) -> str:
    """A JSON document whose strings may hold such characters, each of them written as JSON's escape.

    It means the same to every reader. json.dumps itself escapes U+0000 to U+001F only.
    """
    return _IN_JSON.sub(_escape, document)


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000  # JSON has UTF-16 halves above the first plane (RFC 8259, section 7)
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
