"""The document of ``ask --json`` tells the whole story, whatever became of the request."""

from traybridge.cli.answer import PartialAnswer, document, ending_lines
from traybridge.core.chat import Chunk, Source, ToolCall
from traybridge.core.ending import Ending
from traybridge.core.errors import AllRoutesFailed, BadRequest, NotFound, ProviderFailed
from traybridge.core.outcome import Outcome
from traybridge.core.provenance import Attempt, Provenance, Skip, Usage

ALWAYS = {
    "text", "reasoning", "provider", "model", "finish_reason", "usage", "cost", "ttft_ms", "total_ms", "interrupted",
    "attempts", "skipped", "ended", "nodes", "tokens_per_second", "sources",
}  # fmt: skip


def test_before_anything_happened_every_field_is_there():
    found = document(PartialAnswer())
    assert set(found) == ALWAYS
    assert (found["text"], found["reasoning"], found["attempts"], found["total_ms"]) == ("", "", [], 0)


def test_how_it_ended_its_sources_its_nodes_and_its_speed_are_told():
    answer = PartialAnswer()
    answer.take(Chunk(text="x", sources=(Source("https://a.example", "A"),)))
    answer.take(
        Provenance(
            "r", "exo", "m", ttft=0.1, total=9.0, usage=Usage(1, 8, 9), text_seconds=5.0, ended=Ending.LENGTH,
            nodes=("studio", "book"),
        )
    )  # fmt: skip
    found = document(answer)
    assert (found["ended"], found["nodes"], found["tokens_per_second"]) == ("length", ["studio", "book"], 1.4)
    assert found["sources"] == [{"url": "https://a.example", "title": "A"}]
    assert ending_lines(answer.provenance, answer.sources) == ["Cut at its length limit", "[1] A – https://a.example"]


def test_a_picture_alone_is_something_that_arrived():
    answer = PartialAnswer()
    answer.take(Chunk(media=("image",)))
    assert answer.begun
    assert document(answer)["ended"] == "interrupted"


def test_pieces_become_one_text_and_fragments_one_tool_call():
    answer = PartialAnswer()
    for chunk in (
        Chunk(text="Par", reasoning="hm"),
        Chunk(text="is"),
        Chunk(tool_calls=(ToolCall(0, "call_1", "weather", '{"ci'), ToolCall(1, "call_2", "time"))),
        Chunk(tool_calls=(ToolCall(0, arguments='ty":1}'), ToolCall(1, arguments="{}"))),
    ):
        answer.take(chunk)
    found = document(answer)
    assert (found["text"], found["reasoning"]) == ("Paris", "hm")
    assert found["tool_calls"] == [
        {"id": "call_1", "name": "weather", "arguments": '{"city":1}'},
        {"id": "call_2", "name": "time", "arguments": "{}"},
    ]


def test_times_are_whole_milliseconds_and_usage_has_three_numbers():
    answer = PartialAnswer()
    answer.take(Provenance("r", "a", "m", ttft=0.1234, total=1.9876, usage=Usage(1, 2, 3, cost=0.5), cost=0.5))
    found = document(answer)
    assert (found["ttft_ms"], found["total_ms"], found["cost"]) == (123, 1988, 0.5)
    assert found["usage"] == {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3}


def test_a_reason_is_one_line_without_markup_and_never_empty():
    attempts = (
        Attempt("a", "m", Outcome.TRANSIENT, 0.1, 502, "<html><h1>Bad\n gateway</h1></html>" + "x" * 400),
        Attempt("b", "m", Outcome.TRANSIENT, 0.1, 502, ""),
        Attempt("c", "m", Outcome.OK, 0.1, 200, ""),
        Attempt("d", "m", Outcome.CLIENT, 0.1, 400, "x < y and y > z"),
    )
    answer = PartialAnswer()
    answer.take(Provenance("r", "c", "m", attempts=attempts, skipped=(Skip("e", "no\nkey"),)))
    found = document(answer)
    first, second, third, fourth = (one["reason"] for one in found["attempts"])
    assert first.startswith("Bad gateway")
    assert len(first) == 300
    assert second
    assert third == ""
    assert fourth == "x < y and y > z"
    assert found["skipped"] == [{"provider": "e", "reason": "no key"}]


def test_a_failure_has_the_class_of_its_first_cause():
    provenance = Provenance("r", None, None, attempts=(Attempt("a", "m", Outcome.TRANSIENT, 0.1, 503, "down"),))
    answer = PartialAnswer()
    answer.fail(AllRoutesFailed("Nobody", "Try again", provenance=provenance, causes=[ProviderFailed("down")]))
    found = document(answer)
    assert found["error"] == {"title": "Nobody", "hint": "Try again", "class": "transient"}
    assert found["attempts"][0]["reason"] == "down"


def test_a_failure_before_any_request_has_a_class_too():
    for error, kind in ((BadRequest("Too long"), "client"), (NotFound("No such provider"), "not_found")):
        answer = PartialAnswer()
        answer.fail(error)
        assert document(answer)["error"]["class"] == kind


def test_a_stopped_answer_names_who_was_answering():
    answer = PartialAnswer(stopped=True)
    answer.take(Chunk(text="The capi"))
    answer.attempts.append(Attempt("a", "m", Outcome.CANCELLED, 0.25, 200, "stopped"))
    found = document(answer)
    assert (found["provider"], found["model"], found["interrupted"], found["total_ms"]) == ("a", "m", True, 250)
    assert found["error"]["class"] == "cancelled"
