"""Reads the error bodies of many hosts into one form (pure)."""

import base64
import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import msgspec

from traybridge.core.i18n import Text, joined, msg

WORDS_LIMIT = 300
"""Characters of a provider's own words that are shown."""
UNTITLED = msg("an HTML page")
"""What stands for a page that has no title: the only words here that are not the provider's."""

_MARKUP = re.compile(r"\s*(?:<!doctype|<html|<head|<body|<\?xml|<[a-z][a-z0-9]*[\s/>])", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype|html|head|body|\?xml)\b", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_MESSAGE = re.compile(r'"(?:message|detail|error)"\s*:\s*"((?:[^"\\]|\\.)*)')
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_QUERY = re.compile(r"(https?://[^\s?#\"'<>]+)[?#][^\s\"'<>]*")
_KEYLIKE = re.compile(
    r"\b(?:Bearer\s+\S{6,}|(?:sk|pk|rk|gsk|hf|xai|key|csk|nvapi|tgp)[-_][A-Za-z0-9*_.-]{6,}|AIza[\w-]{10,}|eyJ[\w.-]{20,})",
)
_HIDDEN = "[key]"
MIN_DISGUISED = 8
"""Characters from which on a key in another writing is no chance."""
_EMPTY_WRAPPERS = frozenset({"provider returned error", "upstream error", "error"})


@dataclass(frozen=True, slots=True)
class ErrorBody:
    """An error body, read.

    ``words`` are the provider's own, cleaned; ``codes`` every code and type that it names, in lower case;
    ``status`` an HTTP status inside the body; ``is_json`` and ``is_page`` say what the body was (both False: plain
    text or nothing); ``reasons`` why a moderation refused; ``headers`` and ``resets_at`` are OpenRouter's.
    """

    words: str = ""
    codes: frozenset[str] = frozenset()
    status: int | None = None
    is_json: bool = False
    is_page: bool = False
    moderated: bool = False
    reasons: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    resets_at: Any = None
    retry_delay: Any = None


def read_body(body: bytes, content_type: str = "", *, key: str = "") -> ErrorBody:
    """Read an error body of any shape (routing.md, section 3 names eight; hosts have more)."""
    try:
        value = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return _read_text(body, content_type, key)
    if isinstance(value, bool | int | float):
        return _read_text(body, content_type, key)
    return read_value(value, key=key)


def _read_text(body: bytes, content_type: str, key: str) -> ErrorBody:
    text = body.decode("utf-8", "replace")
    if "json" in content_type.lower() and text.lstrip()[:1] in {"{", "["}:
        # Cut off: longer than we read, or the connection broke. It was JSON, and its first message is its reason.
        found = _MESSAGE.search(text)
        return ErrorBody(words=clean(found.group(1), key) if found else "", is_json=True)
    page = bool(text.strip()) and ("html" in content_type.lower() or _MARKUP.match(text) is not None)
    return ErrorBody(words=clean(text, key), is_page=page)


def read_value(value: Any, *, key: str = "") -> ErrorBody:
    """Read an error that came as JSON: a body, or the ``error`` of an event."""
    boxes = list(_boxes(value))
    metadata: Mapping[str, Any] = next(
        (box["metadata"] for box in boxes if isinstance(box.get("metadata"), Mapping)), {}
    )
    reasons = metadata.get("reasons")
    return ErrorBody(
        words=clean(_words(value), key),
        codes=frozenset(code for box in boxes for code in _codes(box)),
        status=next((status for box in boxes if (status := _status(box)) is not None), None),
        is_json=True,
        moderated="flagged_input" in metadata or bool(reasons),
        reasons=tuple(clean(str(reason), key) for reason in _list(reasons)),
        headers=_strings(metadata.get("headers")),
        resets_at=metadata.get("resets_at"),
        retry_delay=next((box["retryDelay"] for box in boxes if "retryDelay" in box), None),
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _strings(value: Any) -> dict[str, str]:
    return {str(name).lower(): str(text) for name, text in value.items()} if isinstance(value, Mapping) else {}


def _boxes(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Every object of an error body that may hold codes, the outermost first."""
    if depth > 4:
        return
    if isinstance(value, Mapping):
        yield value
        for name in ("error", "detail", "details", "metadata", "message"):
            yield from _boxes(value.get(name), depth + 1)
    for item in _list(value)[:8]:
        yield from _boxes(item, depth + 1)


def _codes(box: Mapping[str, Any]) -> Iterator[str]:
    for name in ("code", "type", "error_type", "status", "error_code", "reason", "limit_source", "error"):
        value = box.get(name)
        if isinstance(value, str) and value and len(value) <= 80 and not value.isdigit() and " " not in value:
            yield value.lower()


def _status(box: Mapping[str, Any]) -> int | None:
    for name in ("code", "status", "status_code", "statusCode"):
        value = box.get(name)
        number = int(value) if isinstance(value, str) and value.isdigit() and len(value) == 3 else value
        if isinstance(number, int) and not isinstance(number, bool) and 400 <= number <= 599:
            return number
    return None


def _words(value: Any, depth: int = 0) -> str:
    """The text meant for people: the deepest message that says more than its wrapper."""
    if depth > 6:
        return ""
    if isinstance(value, str):
        return _unwrapped(value, depth)
    if isinstance(value, list):
        return "; ".join(text for item in value[:4] if (text := _words(item, depth + 1)))
    if not isinstance(value, Mapping):
        return ""
    words = next(
        (text for name in ("error", "message", "detail", "msg", "error_message", "title")
         if (text := _words(value.get(name), depth + 1))),
        "",
    )  # fmt: skip
    if place := _place(value):
        words = f"{words} ({place})" if words else place
    return _behind_wrapper(value, words, depth)


def _unwrapped(text: str, depth: int) -> str:
    """A message that is JSON itself (Mistral, OpenRouter's ``raw``) is read once more."""
    if text.lstrip()[:1] in {"{", "["}:
        try:
            inner = msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            return text
        return _words(inner, depth + 1) or text
    return text


def _place(box: Mapping[str, Any]) -> str:
    """Where FastAPI's validation found the fault: ``body.messages``."""
    return ".".join(str(part) for part in _list(box.get("loc")))


def _behind_wrapper(box: Mapping[str, Any], words: str, depth: int) -> str:
    """OpenRouter says "Provider returned error" and keeps the reason in ``metadata``."""
    metadata = box.get("metadata")
    if not isinstance(metadata, Mapping) or words.strip().lower() not in _EMPTY_WRAPPERS:
        return words
    raw = _words(metadata.get("raw"), depth + 1)
    who = metadata.get("provider_name")
    return ": ".join(part for part in (who if isinstance(who, str) else "", raw or words) if part)


def clean(text: str, key: str = "") -> str:
    """Make foreign text fit to be shown: no markup, no control characters, no key, no query, at most 300 signs."""
    text = text[: 64 * WORDS_LIMIT]
    untitled = False
    if _MARKUP.match(text):
        text = _page(text)
        untitled = text is UNTITLED
    elif found := _PAGE.search(text):
        page = _page(text[found.start() :])
        text = f"{text[: found.start()]} {page}"
        untitled = page is UNTITLED
    text = hide_keys(one_line(_without_traceback(text)), key)
    text = _QUERY.sub(r"\1", text)
    if len(text) > WORDS_LIMIT:
        return text[: WORDS_LIMIT - 1].rstrip() + "…"
    if untitled and text.endswith(UNTITLED):
        return joined("", [text.removesuffix(UNTITLED), UNTITLED]) if text != UNTITLED else UNTITLED
    return text


def _without_traceback(text: str) -> str:
    """Exo sends Python's whole story: what stands before it is the reason, else its last line is."""
    reason, found, story = text.partition("Traceback (most recent call last)")
    if not found:
        return text
    return reason.strip(" (:") or next((line for line in reversed(story.splitlines()) if line.strip()), "")


def _page(text: str) -> str:
    found = _TITLE.search(text)
    inner = one_line(html.unescape(found.group(1))) if found else ""
    return quoted(inner) if inner and "<" not in inner else UNTITLED


def quoted(words: str) -> Text:
    return msg("“{words}”", words=words)


def one_line(text: str) -> str:
    """Foreign words on one line: no control characters, no line ends, nothing that turns the direction of writing."""
    return " ".join(_CONTROL.sub(" ", text).split())


def hide_keys(text: str, key: str = "") -> str:
    """Take out the key that was sent, its recognisable beginning, and whatever else looks like a key."""
    if key:
        for disguise in _disguises(key):
            text = disguise.sub(_HIDDEN, text)
        if len(key) >= 16:
            text = re.sub(re.escape(key[:10]) + r"[^\s\"',;)]*", _HIDDEN, text)
    return _KEYLIKE.sub(_HIDDEN, text)


@lru_cache(maxsize=64)
def _disguises(key: str) -> tuple[re.Pattern[str], ...]:
    """How a host may give a key back: as it is, backwards, in base64, hex or %XX, only its end, broken by blanks."""
    plain = [key, key[::-1]] if len(key) >= MIN_DISGUISED else [key]
    patterns = [r"\s*".join(map(re.escape, text)) for text in plain]
    if len(key) >= 16:
        patterns.append(r"\s*".join(map(re.escape, key[-12:])))
    if len(key) >= MIN_DISGUISED:
        data = key.encode()
        patterns.append("(?i:" + r"\s*".join(data.hex()) + ")")
        patterns.append(r"\s*".join(f"(?:{re.escape(chr(byte))}|(?i:%{byte:02x}))" for byte in data))
        patterns += [r"\s*".join(map(re.escape, text)) + "[A-Za-z0-9+/=_-]*" for text in _base64(data)]
    return tuple(re.compile(pattern) for pattern in patterns)


def _base64(data: bytes) -> Iterator[str]:
    """What base64 makes of it wherever it begins in what was encoded, without the signs that its neighbours change."""
    for offset in range(3):
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            encoded = encode(b"\0" * offset + data).decode().rstrip("=")
            yield encoded[(0, 2, 3)[offset] : len(encoded) - 1]
