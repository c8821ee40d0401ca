"""Tells where a question of ours stands among those that an Exo cluster has taken (pure).

Exo answers eight questions at once and lets the others wait, without a sign in their streams. Its list of tasks holds
what people asked: of each task only its kind, its id, its instance and its status are decoded, and nothing is kept but
the ids of our own. Recordings: 041, 110, 150 (`TextGeneration`, Pending and Running), 400.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from msgspec import Raw, Struct

from traybridge.providers.exo.wire import UnreadableState

LONGEST = 8 * 1024 * 1024
"""Bytes of a list that is still read: with its prompts it can be long."""
GENERATION = "TextGeneration"
_OPEN = frozenset({"Pending", "Running"})


class _Task(Struct, rename="camel", frozen=True):
    task_status: str = ""
    instance_id: str = ""


_TASKS = msgspec.json.Decoder(dict[str, dict[str, Raw]])
_TASK = msgspec.json.Decoder(_Task)


@dataclass(frozen=True, slots=True)
class Question:
    """A question that Exo has taken and not answered yet; ``waits``: it has not begun with it."""

    id: str
    waits: bool


def read_questions(body: bytes, instances: Collection[str]) -> tuple[Question, ...]:
    """Read the answer to `GET /state/tasks`: the open questions to some instances, the oldest first.

    Raises:
        UnreadableState: it is no list of tasks.
    """
    try:
        tasks = _TASKS.decode(body)
        rows = ((key, _TASK.decode(kinds[GENERATION])) for key, kinds in tasks.items() if GENERATION in kinds)
        return tuple(
            Question(key, task.task_status == "Pending")
            for key, task in rows
            if task.instance_id in instances and task.task_status in _OPEN
        )
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise UnreadableState("tasks", str(problem)) from None


def claimed(questions: Sequence[Question], known: Mapping[int, str], waiting: Sequence[int]) -> dict[int, str]:
    """Say which question is whose: Exo tells nobody its number before the first word.

    ``waiting`` are our own requests by number, the oldest first; ``known`` what was found out about them before. The
    newest questions that nobody has claimed are theirs, in their order (or those of somebody who asked in the same
    two seconds, which is as good).
    """
    open_now = [one.id for one in questions]
    still = {number: key for number, key in known.items() if key in set(open_now)}
    free = [key for key in open_now if key not in set(still.values())]
    unknown = [one for one in waiting if one not in still]
    found = zip(reversed(unknown), reversed(free), strict=False)
    return {**{number: key for number, key in still.items() if number in waiting}, **dict(found)}


def place_of(question: str, questions: Sequence[Question]) -> int | None:
    """How many questions wait up to this one: 1 = it is next, 0 = Exo has begun with it; None = it is not there."""
    waiting = 0
    for one in questions:
        waiting += one.waits
        if one.id == question:
            return waiting if one.waits else 0
    return None
