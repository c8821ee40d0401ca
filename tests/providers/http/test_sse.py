import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from traybridge.providers.http.sse import Comment, EventTooLong, Reader, ServerSentEvent

# The examples of the standard (WHATWG HTML, 9.2.6), and what each must give.
STANDARD: dict[str, tuple[bytes, list[ServerSentEvent | Comment]]] = {
    "stock ticker": (b"data: YHOO\ndata: +2\ndata: 10\n\n", [ServerSentEvent(b"YHOO\n+2\n10")]),
    "four blocks": (
        b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
        [
            Comment(b"test stream"),
            ServerSentEvent(b"first event"),
            ServerSentEvent(b"second event"),
            ServerSentEvent(b" third event"),
        ],
    ),
    "empty data": (b"data\n\ndata\ndata\n\ndata:", [ServerSentEvent(b""), ServerSentEvent(b"\n")]),
    "one space": (b"data:test\n\ndata: test\n\n", [ServerSentEvent(b"test"), ServerSentEvent(b"test")]),
    "named": (
        b"event: add\ndata: 73857293\n\nevent: remove\ndata: 2153\n\ndata: 113411\n\n",
        [ServerSentEvent(b"73857293", "add"), ServerSentEvent(b"2153", "remove"), ServerSentEvent(b"113411")],
    ),
}
MORE: dict[str, tuple[bytes, list[ServerSentEvent | Comment]]] = {
    "bom": (b"\xef\xbb\xbfdata: x\n\n", [ServerSentEvent(b"x")]),
    "bom once": (b"\xef\xbb\xbf\xef\xbb\xbfdata: x\n\n", []),
    "separators inside": (
        "data: a\u2028b\u0085c\u000bd\n\n".encode(),
        [ServerSentEvent("a\u2028b\u0085c\u000bd".encode())],
    ),
    "many bytes": ("data: Grüße 🌍\n\n".encode(), [ServerSentEvent("Grüße 🌍".encode())]),
    "exo comments": (
        b': keep-alive\n\n: prefill_progress {"a":1}\n\ndata: {}\n\n',
        [Comment(b"keep-alive"), Comment(b'prefill_progress {"a":1}'), ServerSentEvent(b"{}")],
    ),
    "comment in an event": (b"data: a\n:note\ndata: b\n\n", [Comment(b"note"), ServerSentEvent(b"a\nb")]),
    "name without data": (b"event: x\n\ndata: y\n\n", [ServerSentEvent(b"y")]),
    "unknown fields": (b"foo: bar\nfoobar\ndata: y\n: \n\n", [Comment(b""), ServerSentEvent(b"y")]),
    "no blank line": (b"data: whole\n\ndata: cut\n", [ServerSentEvent(b"whole")]),
    "blank lines": (b"\n\n\n\ndata: y\n\n\n\n\n", [ServerSentEvent(b"y")]),
    "colon in data": (b"data: a: b\n\n", [ServerSentEvent(b"a: b")]),
    "case matters": (b"Data: a\nDATA: b\ndata: c\n\n", [ServerSentEvent(b"c")]),
    "nul": (b"data: a\x00b\nid: a\x00b\n\n", [ServerSentEvent(b"a\x00b")]),
    "nothing": (b"", []),
}
EXAMPLES = STANDARD | MORE
ENDS = (b"\n", b"\r\n", b"\r")


def read(pieces: list[bytes]) -> list[ServerSentEvent | Comment]:
    reader = Reader()
    return [found for piece in pieces for found in reader.feed(piece)]


@pytest.mark.parametrize("end", ENDS, ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_reads_the_same_at_every_split_point(name: str, end: bytes) -> None:
    stream, expected = EXAMPLES[name]
    stream = stream.replace(b"\n", end)
    assert read([stream]) == expected
    for first in range(len(stream) + 1):
        assert read([stream[:first], stream[first:]]) == expected, first
    assert read([stream[at : at + 1] for at in range(len(stream))]) == expected


def test_three_pieces_anywhere_read_the_same() -> None:
    stream, expected = EXAMPLES["four blocks"]
    stream = stream.replace(b"\n", b"\r\n")
    for first in range(len(stream)):
        for second in range(first, len(stream)):
            assert read([stream[:first], stream[first:second], stream[second:]]) == expected


def test_mixed_line_ends() -> None:
    assert read([b"data: a\rdata: b\r\ndata: c\n\r\n"]) == [ServerSentEvent(b"a\nb\nc")]
    assert read([b"data: a\r", b"\n\r", b"\ndata: b\n\n"]) == [ServerSentEvent(b"a"), ServerSentEvent(b"b")]


def test_id_and_retry_are_kept() -> None:
    reader = Reader()
    reader.feed(b"id: 7\nretry: 1500\ndata: x\n\nretry: soon\nid: a\x00\n\n")
    assert (reader.last_id, reader.retry) == ("7", 1500)


def reference(stream: bytes) -> list[ServerSentEvent | Comment]:
    """The standard's algorithm, written down as slowly and plainly as it stands there."""
    found: list[ServerSentEvent | Comment] = []
    lines = re.split(rb"\r\n|\n|\r", stream.removeprefix(b"\xef\xbb\xbf"))
    data: list[bytes] = []
    name = b""
    for line in lines[:-1]:
        if line == b"":
            if data:
                found.append(ServerSentEvent(b"\n".join(data), name.decode("utf-8", "replace")))
            data, name = [], b""
            continue
        field, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if line.startswith(b":"):
            found.append(Comment(value))
        elif field == b"data":
            data.append(value)
        elif field == b"event":
            name = value
    return found


LINES = st.sampled_from(
    [
        b"data: x",
        b"data:",
        b"data",
        b":note",
        b": \xf0\x9f\x8c\x8d",
        b"event: e",
        b"id: 1",
        b"retry: 2",
        b"",
        b"data: \xe2\x80\xa8",
    ]
) | st.binary(max_size=8)
STREAMS = st.lists(st.tuples(LINES, st.sampled_from(ENDS)), max_size=12).map(
    lambda rows: b"".join(line + end for line, end in rows)
)


@given(stream=STREAMS, cuts=st.lists(st.integers(0, 80), max_size=6))
@example(stream=b"\xef\xbb\xbf\r\r\n\ndata\r\r", cuts=[1, 2, 3, 4])
def test_any_stream_cut_anywhere_reads_as_the_standard_says(stream: bytes, cuts: list[int]) -> None:
    places = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]
    pieces = [stream[start:end] for start, end in pairwise(places)]
    assert read(pieces) == reference(stream)


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        (b"data: a\n\n", None),
        (b"data: a\n", ServerSentEvent(b"a")),
        (b"data: a", ServerSentEvent(b"a")),
        (b"event: e\ndata: a\ndata: b", ServerSentEvent(b"a\nb", "e")),
        (b"data: a\n\n: note", None),
        (b"", None),
    ],
)
def test_the_last_event_without_its_blank_line_is_handed_out_on_request(
    stream: bytes, expected: ServerSentEvent | None
) -> None:
    reader = Reader()
    reader.feed(stream)
    assert reader.rest() == expected
    assert reader.rest() is None


MEBIBYTE = b"x" * 1_048_576


@pytest.mark.parametrize(
    "pieces",
    [
        [MEBIBYTE] * 64,
        [b"data: ", *[MEBIBYTE] * 64],
        [b"data: " + MEBIBYTE + b"\n"] * 64,
        [b": ", *[MEBIBYTE] * 64],
        [b"data\n" * 200_000] * 64,
    ],
    ids=["no line", "one line", "many lines", "comment", "empty lines"],
)
def test_garbage_without_end_is_given_up_in_bounded_memory(pieces: list[bytes]) -> None:
    reader = Reader()
    taken = 0
    with pytest.raises(EventTooLong):
        for piece in pieces:
            taken += len(piece)
            reader.feed(piece)
    assert taken <= 10 * 1_048_576


def test_an_event_of_the_limit_passes_and_the_count_starts_again() -> None:
    reader = Reader(limit=100)
    for _ in range(5):
        assert reader.feed(b"data: " + b"x" * 80 + b"\n\n") == [ServerSentEvent(b"x" * 80)]
        assert reader.feed(b": " + b"y" * 80 + b"\n") == [Comment(b"y" * 80)]


def test_a_large_event_in_small_pieces_is_not_quadratic() -> None:
    """Four mebibytes by 64 bytes: joined at each piece that would copy 137 GB."""
    reader = Reader()
    reader.feed(b"data: ")
    for _ in range(65_536):
        reader.feed(b"z" * 64)
    (found,) = reader.feed(b"\n\n")
    assert isinstance(found, ServerSentEvent)
    assert len(found.data) == 4 * 1_048_576
