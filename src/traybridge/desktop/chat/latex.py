"""Formulas in an answer, kept as they were written: Markdown would take their backslashes, stars and underscores away.

``shielded`` puts a stand-in, which Markdown does not know, in the place of each such sign; ``unshielded`` puts the
sign back into what Markdown made of the text. Both keep the length of a text.
"""

import re
from collections.abc import Iterator

_SIGNS = "\\*_[]<>`|~#+-=!&$\n"
_STAND_INS = "".join(chr(0xFDD2 + at) for at in range(len(_SIGNS)))
"""Unicode's noncharacters U+FDD2 to U+FDEF: no text that is exchanged has them (Unicode 16, 23.7).
Qt uses U+FDD0 and U+FDD1 itself, for the borders of frames.
"""
_SHIELD = str.maketrans(_SIGNS, _STAND_INS)
_UNSHIELD = str.maketrans(_STAND_INS, _SIGNS.replace("\n", "\N{LINE SEPARATOR}"))
_REMOVED = {ord(sign): "\N{REPLACEMENT CHARACTER}" for sign in _STAND_INS}

_LONGEST, _LONGEST_INLINE = 4000, 400
"""Characters within which a formula ends, or is none."""

_TOKEN = re.compile(
    r"""
    (?P<fence> ^[ \t>]* (?P<marks> `{3,} | ~{3,} ) [^\n]* $ )
    | (?P<code> `+ )
    | https?://[^\s<>]+
    | (?P<formula> \\\( | \\\[ | \$\$ | \\begin\{ (?P<name> \w{1,20}\*? ) \} )
    | (?P<dollar> \$ (?=[^\s$]) )
    | (?P<kept> (?<!\d)\\\) | \\ [\\({}\[\],;:%&^"'=/@?] )
    | \\ .
    """,
    re.VERBOSE | re.MULTILINE,
)
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_DOLLAR_END = re.compile(r"(?<=[^\s\\])\$(?!\d)")
_CLOSERS = {"\\(": "\\)", "\\[": "\\]", "$$": "$$"}


def shielded(text: str) -> str:
    """An answer in which no sign of a formula has a meaning for Markdown (pure, linear)."""
    text = text.translate(_REMOVED)
    parts: list[str] = []
    at = 0
    for start, end in _kept(text):
        parts += (text[at:start], text[start:end].translate(_SHIELD))
        at = end
    return "".join((*parts, text[at:]))


def unshielded(text: str) -> str:
    """The text with its signs again; a line of a formula ends in U+2028."""
    return text.translate(_UNSHIELD)


def _kept(text: str) -> Iterator[tuple[int, int]]:
    """From where to where signs are kept as written; code is Markdown's and keeps everything anyway."""
    at = 0
    while (token := _TOKEN.search(text, at)) is not None:
        at = token.end()
        match token.lastgroup:
            case "fence":
                at = _end_of_fence(text, token)
            case "code":
                at = _end_of_code(text, token)
            case "kept":
                yield token.span()
            case "formula" | "dollar":
                if end := _end_of_formula(text, token):
                    yield token.start(), end
                    at = end
                elif token["formula"]:
                    yield token.span()  # no formula, and still a backslash that somebody wrote


def _end_of_fence(text: str, token: re.Match[str]) -> int:
    marks = token["marks"]
    closing = re.compile(rf"^[ \t>]*{re.escape(marks[0])}{{{len(marks)},}}[ \t]*$", re.MULTILINE)
    found = closing.search(text, token.end())
    return found.end() if found else len(text)


def _end_of_code(text: str, token: re.Match[str]) -> int:
    """Behind the run of as many backquotes; behind this run where there is none near."""
    run = token.group()
    start, limit = token.end(), token.end() + _LONGEST
    while (found := text.find(run, start, limit)) >= 0:
        end = found + len(run)
        if not text.startswith("`", end):
            return end
        start = end + len(text[end:limit]) - len(text[end:limit].lstrip("`"))
    return token.end()


def _end_of_formula(text: str, token: re.Match[str]) -> int:
    """Where the formula ends that may begin here; 0 where none does."""
    start = token.end()
    limit = min(len(text), start + (_LONGEST_INLINE if token["dollar"] else _LONGEST))
    if (paragraph := _PARAGRAPH_END.search(text, start, limit)) is not None:
        limit = paragraph.start()
    if token["dollar"]:
        found = _DOLLAR_END.search(text, start, limit)
        return found.end() if found else 0
    closer = f"\\end{{{token['name']}}}" if token["name"] else _CLOSERS[token["formula"]]
    at = text.find(closer, start, limit)
    return at + len(closer) if at >= 0 else 0
