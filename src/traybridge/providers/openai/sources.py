"""Reads the pages that an answer refers to, in the forms of several hosts (pure)."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from traybridge.core.chat import Source
from traybridge.core.foreign_text import one_line

MOST_SOURCES = 200
LONGEST_URL = 2_000
LONGEST_TITLE = 200


class SourceList:
    """The sources of one answer, each once and in the order in which they were named: ``[2]`` means the second."""

    def __init__(self) -> None:
        self._seen: dict[str, None] = {}

    def new(self, *places: Any) -> tuple[Source, ...]:
        """What an event names for the first time. Titles stand in ``search_results`` and in annotations."""
        if not any(places):
            return ()
        found: dict[str, str] = {}
        for place in places:
            for url, title in _pages(place):
                found[url] = found.get(url) or title
        fresh = [Source(url, title) for url, title in found.items() if url not in self._seen]
        fresh = fresh[: max(0, MOST_SOURCES - len(self._seen))]
        self._seen |= dict.fromkeys(source.url for source in fresh)
        return tuple(fresh)


def _pages(place: Any) -> Iterator[tuple[str, str]]:
    """Plain addresses (Perplexity, xAI), ``{url, title}`` (search results), ``{url_citation: {...}}`` (OpenAI)."""
    for row in place[:MOST_SOURCES] if isinstance(place, list) else ():
        page = row
        if isinstance(row, Mapping):
            inner = row.get("url_citation")
            page = inner if isinstance(inner, Mapping) else row
        url = page.get("url") if isinstance(page, Mapping) else page
        if isinstance(url, str) and is_page(url):
            title = page.get("title") if isinstance(page, Mapping) else ""
            yield url, one_line(title)[:LONGEST_TITLE] if isinstance(title, str) else ""


def is_page(url: str) -> bool:
    """True for an address on the web that fits on a line; no other scheme is ever offered."""
    if len(url) > LONGEST_URL or url != one_line(url) or " " in url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
