import pytest

from traybridge.demo.recordings import Arrival, IndexRow, Library, Piece, Recording, RecordingEnd, parse, read_index


def row(ending: RecordingEnd = RecordingEnd.COMPLETE, seconds: float = 2.5) -> IndexRow:
    return IndexRow("made_up", seconds, ending, "curl -isSN http://127.0.0.1:52415/")


def test_the_arrivals_of_every_timed_recording_are_the_bytes_of_its_http_file(library: Library):
    timed = [name for name in library if (library.folder / f"{name}.timed.jsonl").exists()]
    assert len(timed) > 40
    for name in timed:
        assert library[name].raw == (library.folder / f"{name}.http").read_bytes(), name


def test_exo_leaves_the_reason_phrase_empty_and_the_old_one_does_not(library: Library):
    assert library["012"].status_line == b"HTTP/1.1 404 "
    assert library["012"].status == 404
    assert library["213"].status_line == b"HTTP/1.1 400 Bad Request"


def test_pieces_carry_their_recorded_times_and_not_the_head(library: Library):
    waiting = library["042"]
    assert waiting.head_at == 0.0298
    assert [piece.at for piece in waiting.pieces[:3]] == pytest.approx([0.0298, 10.0351, 10.7283])
    assert waiting.pieces[0].data == b": keep-alive\n\n"
    assert waiting.ended_at == 16.538


def test_an_answer_may_end_long_after_its_last_piece(library: Library):
    killed = library["121"]
    assert killed.pieces[-1].at == pytest.approx(46.78, abs=0.01)
    assert killed.ended_at == 55.485


def test_without_arrival_times_a_chunked_head_comes_first_and_a_known_length_all_at_once(library: Library):
    slow, held = library["083"], library["160"]
    assert (slow.head_at, slow.pieces[0].at) == (0.0, 4.176)
    assert (held.head_at, held.pieces[0].at) == (2.798, 2.798)


def test_an_empty_body_has_no_pieces(library: Library):
    assert library["093"].pieces == ()
    assert library["093"].chunked


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("050", RecordingEnd.COMPLETE),
        ("132", RecordingEnd.HELD),
        ("162", RecordingEnd.CUT),
        ("134", RecordingEnd.REFUSED),
    ],
)
def test_endings_are_curls_exit_codes(library: Library, name: str, ending: RecordingEnd):
    assert library[name].ending is ending


@pytest.mark.parametrize(
    ("name", "reusable"), [("002", True), ("051", True), ("050", False), ("162", False), ("001", True)]
)
def test_a_connection_is_kept_where_the_recorded_headers_allow_it(library: Library, name: str, reusable: bool):
    assert library[name].keeps_alive is reusable


def test_headers_keep_their_case_and_are_found_in_any(library: Library):
    stream = library["050"]
    assert ("Transfer-Encoding", "chunked") in stream.headers
    assert stream.header("Content-TYPE") == "text/event-stream; charset=utf-8"
    assert stream.header("location") is None


def test_a_number_is_name_enough_but_not_half_a_number(library: Library):
    assert library["050"].name == "050_chat_stream_ready"
    assert library["failures_runner_crash/054"].pieces == ()
    assert "999" not in library
    with pytest.raises(KeyError):
        library["05"]


def test_timelines_are_found_by_number(library: Library):
    assert library.timeline("100").name == "100_state_timeline_node2_joins.timeline.jsonl"
    assert library.timeline("100b").name == "100b_state_timeline_seen_from_node2.timeline.jsonl"
    with pytest.raises(KeyError):
        library.timeline("050")


def test_a_read_that_ended_inside_a_character_keeps_its_bytes():
    text = "data: caf\N{LATIN SMALL LETTER E WITH ACUTE}\n\n".encode()
    head = b"HTTP/1.1 200 \r\n\r\n"
    arrivals = (
        Arrival(1, (head + text[:10]).decode("utf-8", "surrogateescape")),
        Arrival(2000, text[10:].decode("utf-8", "surrogateescape")),
    )
    recording = parse(row(), head + text, arrivals)
    assert recording.pieces == (Piece(0.001, text[:10]), Piece(2.0, text[10:]))
    assert recording.body == text


def test_the_index_is_read_with_its_quoted_commands():
    text = "name\tx\n1_a\t2026\t0.015s\tcurl_rc=28\tHTTP/1.1 200 \t163B\tcurl -isSN 'http://127.0.0.1/?a=b'\n"
    assert read_index(text) == {"1_a": IndexRow("1_a", 0.015, RecordingEnd.HELD, "curl -isSN 'http://127.0.0.1/?a=b'")}


def test_where_nobody_took_the_time_the_last_arrival_is_the_end(library: Library):
    text = "name\tx\n4_a\t2026\t\tcurl_rc=0\tHTTP/1.1 200 \t163B\tcurl -isSN http://127.0.0.1/\n"
    assert read_index(text)["4_a"].seconds == 0
    reading = library["402"]
    assert (reading.pieces[-1].at, reading.ended_at) == (127.378, 127.378)
    assert reading.ending is RecordingEnd.COMPLETE


def test_another_body_gets_its_own_length_and_the_recorded_head(library: Library):
    said = library["001"].with_json({"name": "naïve"})
    assert said.header("content-length") == str(len('{"name":"naïve"}'.encode()))
    assert said.header("server") == "hypercorn-h11"
    assert said.json() == {"name": "naïve"}


def test_a_made_answer_looks_like_exos(library: Library):
    made = Recording.of_json({"detail": "Not Found"}, status=404)
    recorded = library["008"]
    assert (made.status_line, made.body) == (recorded.status_line, recorded.body)
    assert set(recorded.headers) - set(made.headers) == {("date", recorded.header("date"))}


def test_an_answer_can_be_cut_between_and_inside_its_pieces(library: Library):
    whole = library["050"]
    after_three = whole.ending_in(RecordingEnd.HELD, pieces=3)
    assert after_three.pieces == whole.pieces[:3]
    assert after_three.ended_at == whole.pieces[2].at
    inside = whole.ending_in(RecordingEnd.CUT, size=20)
    assert inside.body == whole.body[:20]
    assert (inside.ending, len(inside.pieces)) == (RecordingEnd.CUT, 2)


def test_another_ending_alone_keeps_body_and_timing(library: Library):
    whole = library["050"]
    held = whole.ending_in(RecordingEnd.HELD)
    assert (held.raw, held.ended_at, held.keeps_alive) == (whole.raw, whole.ended_at, False)
