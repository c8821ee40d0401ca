"""Whose question stands where, from recorded lists of tasks."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from traybridge.providers.exo.queue import Question, claimed, place_of, read_questions
from traybridge.providers.exo.wire import UnreadableState

FIXTURES = Path(__file__).parents[2] / "fixtures" / "exo"
INSTANCE_122 = "db382745-857e-4a07-ac36-af58dba57005"


def body_of(name: str) -> bytes:
    (path,) = FIXTURES.glob(f"{name}_*.http")
    return path.read_bytes().partition(b"\r\n\r\n")[2]


def tasks_of_122() -> dict[str, Any]:
    found = msgspec.json.decode(body_of("122"))["tasks"]
    assert isinstance(found, dict)
    return found


def test_the_recorded_question_that_is_being_answered_is_found_and_its_words_are_not():
    tasks = tasks_of_122()
    (key,) = (key for key, kinds in tasks.items() if "TextGeneration" in kinds)
    body = msgspec.json.encode(tasks)
    assert b"Tell me a long story" in body
    found = read_questions(body, {INSTANCE_122})
    assert found == (Question(key, waits=False),)
    assert "story" not in repr(found)
    assert read_questions(body, {"another"}) == ()


@pytest.mark.parametrize("name", ["087", "400_state_tasks"])
def test_work_that_is_no_question_and_questions_that_are_over_do_not_count(name: str):
    tasks = msgspec.json.decode(body_of(name))
    instances = {body["instanceId"] for kinds in tasks.values() for body in kinds.values()}
    assert instances
    assert read_questions(body_of(name), instances) == ()


def test_the_recorded_question_to_a_model_that_loads_waits():
    (path,) = FIXTURES.glob("041_*.timeline.jsonl")
    rows = [msgspec.json.decode(line) for line in path.read_bytes().splitlines()]
    states = [row["state"] for row in rows if "f9a8ee" in str(row["state"].get("tasks"))]
    (instance,) = states[0]["instances"]
    waits = [read_questions(msgspec.json.encode(state["tasks"]), {instance}) for state in states]
    assert next([one.waits for one in found] for found in waits if found) == [True]
    assert [False] in [[one.waits for one in found] for found in waits]


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"<html>", b'{"a":1}', b"\xff", b"[" * 100_000, b'{"a":{"TextGeneration":5}}']
)
def test_what_is_no_list_of_tasks_is_refused(body: bytes):
    with pytest.raises(UnreadableState):
        read_questions(body, {"i"})


def queue(*ids: str, running: str = "") -> tuple[Question, ...]:
    return (*(Question(one, waits=False) for one in running), *(Question(one, waits=True) for one in ids))


@pytest.mark.parametrize(
    ("questions", "known", "waiting", "expected"),
    [
        (queue("a", "b", "c"), {}, [1], {1: "c"}),
        (queue("a", "b", "c"), {}, [1, 2], {1: "b", 2: "c"}),
        (queue("a", "b", "c"), {1: "a"}, [1, 2], {1: "a", 2: "c"}),
        (queue("a"), {}, [1, 2], {2: "a"}),
        (queue(), {}, [1], {}),
        (queue("b"), {1: "a"}, [1], {1: "b"}),  # what it was thought to be is over: it was somebody else's
        (queue("a", "b"), {1: "a"}, [2], {2: "b"}),  # the first of ours has begun
        (queue("a", "b"), {}, [], {}),
    ],
)
def test_the_newest_unclaimed_questions_are_ours(
    questions: tuple[Question, ...], known: dict[int, str], waiting: list[int], expected: dict[int, str]
):
    assert claimed(questions, known, waiting) == expected


@pytest.mark.parametrize(("question", "place"), [("x", 0), ("a", 1), ("b", 2), ("c", 3), ("gone", None), ("", None)])
def test_a_place_counts_those_that_wait(question: str, place: int | None):
    assert place_of(question, queue("a", "b", "c", running="xyz")) == place
