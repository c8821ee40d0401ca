"""The pages that an answer names are told once, in order, and nothing but pages."""

import pytest

from traybridge.core.chat import Source
from traybridge.providers.openai.sources import MOST_SOURCES, SourceList, is_page

A, B = "https://a.example/1", "https://b.example/2"


def test_addresses_titles_and_annotations_are_read_and_each_page_once() -> None:
    sources = SourceList()
    searched = [{"url": A, "title": "Page A"}, {"title": "no address"}, 5]
    assert sources.new([A, B], searched, None) == (Source(A, "Page A"), Source(B))
    assert sources.new([B], [{"type": "url_citation", "url_citation": {"url": A, "title": "again"}}]) == ()
    assert sources.new([{"type": "url_citation", "url": "https://c.example"}]) == (Source("https://c.example"),)


@pytest.mark.parametrize(
    "url",
    ["", "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://", "https://a b", "http://x\n.example",
     "https://\u202ea.example", "https://" + "a" * 3_000, "http://[::1", "ftp://a.example", "//a.example"],
)  # fmt: skip
def test_only_addresses_on_the_web_are_pages(url: str) -> None:
    assert not is_page(url)
    assert SourceList().new([url]) == ()


def test_titles_are_one_line_and_there_is_an_end_of_sources() -> None:
    sources = SourceList()
    (source,) = sources.new([{"url": A, "title": "one\ntwo\x1b[31m\u202e three"}])
    assert source.title == "one two[31m three"
    many = [f"https://a.example/{number}" for number in range(10_000)]
    assert len(sources.new(many)) + len(sources.new(many[5_000:])) < MOST_SOURCES + 1


@pytest.mark.parametrize("odd", [None, 5, "x", {}, [None], [[A]], [{"url": 5}], [{"url_citation": A}]])
def test_odd_lists_name_nothing(odd: object) -> None:
    assert SourceList().new(odd) == ()
