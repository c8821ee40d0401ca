import re

import msgspec
import pytest

from traybridge.demo.chats import KEEP_ALIVE, ChatBody, RecordedChats, as_whole, delayed, never, personal
from traybridge.demo.recordings import Library, Piece, Recording, RecordingEnd

ID = "00000000-1111-2222-3333-444444444444"


@pytest.fixture(scope="session")
def chats(library: Library) -> RecordedChats:
    return RecordedChats({name.split("_")[0]: library[name] for name in library})


def body(text: object, **more: object) -> ChatBody:
    raw = {"model": "some/model", "messages": [{"role": "user", "content": text}], **more}
    return msgspec.convert(raw, ChatBody)


def said(recording: Recording) -> str:
    return "".join(msgspec.json.decode(word) for word in re.findall(rb'"content":("(?:[^"\\]|\\.)*")', recording.body))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What is the capital of France?", "The capital of France is Paris."),
        ("How much is 2+2?", "2 + 2 = 4"),
        ("hello!", "Hello there"),
        ("Tell me something", "The story of a fox is a classic example of a magical tale. It's"),
        ([{"type": "text", "text": "Paris?"}, {"type": "image_url"}], "The capital of France is Paris."),
        (None, "The story of a fox is a classic example of a magical tale. It's"),
    ],
)
def test_the_answer_suits_the_last_words_of_the_user(chats: RecordedChats, question: object, answer: str):
    streamed = chats.answer(body(question, stream=True), answer_id=ID, created=1)
    assert said(streamed) == answer
    whole = chats.answer(body(question), answer_id=ID, created=1)
    assert whole.json()["choices"][0]["message"]["content"] == answer


def test_only_what_the_user_said_last_counts():
    messages = [
        {"role": "user", "content": "a"},
        {"role": "user", "content": "b"},
        {"role": "assistant", "content": "c"},
    ]
    assert msgspec.convert({"model": "m", "messages": messages}, ChatBody).last_words == "b"
    assert ChatBody("m", []).last_words == ""


def test_an_answer_carries_the_requests_own_id_model_and_hour_and_nothing_of_the_recorded_ones(library: Library):
    recorded = library["113"]
    ours = personal(recorded, answer_id=ID, created=1234, model='odd"name')
    assert [piece.at for piece in ours.pieces] == [piece.at for piece in recorded.pieces]
    chunks = [msgspec.json.decode(line[6:]) for line in ours.body.splitlines() if line.startswith(b"data: {")]
    assert {(chunk["id"], chunk["model"], chunk["created"]) for chunk in chunks} == {(ID, 'odd"name', 1234)}
    assert b"SmolLM2" not in ours.body
    for comment in (b": keep-alive", b": prefill_progress", b": generation_stats", b"data: [DONE]"):
        assert comment in ours.body


def test_an_answer_without_ids_is_left_alone(library: Library):
    assert personal(library["152"], answer_id=ID, created=1, model="m") == library["152"]


def test_an_answer_put_together_equals_the_recorded_one_for_who_does_not_stream(library: Library):
    ours = as_whole(library["050"], library["051"])
    theirs = library["051"].json()
    assert {**ours.json(), "id": 0, "usage": 0} == {**theirs, "id": 0, "usage": 0}
    assert ours.json()["usage"]["completion_tokens"] == theirs["usage"]["completion_tokens"]
    assert ours.pieces[0].at == library["050"].ended_at


def test_an_answer_waits_for_its_model_with_keep_alives_as_in_042(library: Library):
    late = delayed(library["113"], 25.0)
    assert late.pieces[:3] == (Piece(0.0, KEEP_ALIVE), Piece(10.0, KEEP_ALIVE), Piece(20.0, KEEP_ALIVE))
    assert late.pieces[3].at == library["113"].pieces[1].at + 25
    assert late.body.count(KEEP_ALIVE) == 3
    assert late.ended_at == library["113"].ended_at + 25


def test_an_answer_that_is_no_stream_waits_in_silence(library: Library):
    late = delayed(library["051"], 25.0)
    assert late.body == library["051"].body
    assert late.pieces[0].at == library["051"].pieces[0].at + 25


@pytest.mark.parametrize(("name", "said_first"), [("113", [KEEP_ALIVE]), ("051", [])])
def test_what_never_comes_hangs(library: Library, name: str, said_first: list[bytes]):
    hung = never(library[name])
    assert hung.ending is RecordingEnd.HELD
    assert [piece.data for piece in hung.pieces[:1]] == said_first
    assert {piece.data for piece in hung.pieces} == set(said_first)


def test_bodies_that_are_no_chat_get_exos_422(library: Library, chats: RecordedChats):
    assert chats.refusal(b'{"messages":"nope"}') == library["014"]
    assert chats.refusal(b"{bad") == library["015"]
    assert chats.refusal(b'{"model":"m","messages":[{"role":"user","content":"x"}],"tools":[]}') is None
