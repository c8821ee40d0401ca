"""The changes of an Exo cluster over time, as whole `/state` answers.

SYNTHETIC: the recorded timelines are slim (no `lastSeen`, no memory, pending downloads left out). What is
missing is taken from whole states recorded in the same group, and `lastSeen` is made up: a node that lives was
seen just now, one that was killed stays at the moment it was last heard of, and while there is no master
nobody's moves, for it is the master that orders the events. Everything else is as recorded.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Self, TypeAlias

import msgspec

from traybridge.demo.recordings import Library, Recording, RecordingEnd
from traybridge.demo.requests import Received

State: TypeAlias = dict[str, Any]

_DOWNLOADS = "downloads(non-pending)"
_KEPT_FOR_LOST_NODES = frozenset({"nodeIdentities", "nodeBackends"})  # as in 124, a minute after the loss

NOBODY = Recording("nobody answers", b"", (), RecordingEnd.CUT)
"""The nearest that a listening port comes to a refused connection: it closes without a word."""


@dataclass(frozen=True, slots=True)
class Silence:
    """When nodes were not heard of, in seconds of a timeline: `killed` from then on, all while `leaderless`."""

    killed: Mapping[str, float] = field(default_factory=dict)
    leaderless: tuple[float, float] = (0.0, 0.0)

    def last_heard(self, node: str, t: float) -> float:
        begin, end = self.leaderless
        return min(begin if begin <= t < end else t, self.killed.get(node, t))


@dataclass(frozen=True, slots=True)
class TimelineStates:
    """What belongs to a timeline: whole states of its time, the nearest first, and its silence."""

    wholes: tuple[str, ...]
    silence: Silence = Silence()


GROUPS: Mapping[str, TimelineStates] = {
    "041": TimelineStates(("002", "067")),
    "091": TimelineStates(("067",)),
    "100": TimelineStates(("101",)),
    "100b": TimelineStates(("101",)),
    "110": TimelineStates(("101", "122")),
    # 122 was taken at about 9 s and knows that node 2 had been seen last 3.1 s before node 1.
    "120": TimelineStates(("122", "124"), Silence(killed={"9614938a0653454733f426d0b52ea950": 6.6})),
    # The new master was there at 11.06 s, after an election of 3.5 s.
    "131": TimelineStates(("124", "135", "122"), Silence(leaderless=(7.56, 11.06))),
    "141": TimelineStates(("143",)),
    "150": TimelineStates(("153",)),
}


class TimelineStep(msgspec.Struct, frozen=True):
    """A line of `*.timeline.jsonl`: the slim state from `t` seconds on."""

    t: float
    state: State

    @property
    def answered(self) -> bool:
        """Whether anybody answered at all (100b starts before the port is open)."""
        return "error" not in self.state


@dataclass(frozen=True)
class Timeline:
    """Whole states over time; `start` is the hour of its first step."""

    steps: tuple[TimelineStep, ...]
    wholes: tuple[State, ...] = field(repr=False)
    silence: Silence = Silence()
    start: datetime = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)

    @classmethod
    def load(cls, library: Library, name: str) -> Self:
        """Join a recorded timeline and the whole states of its group. Raises KeyError for an unknown one."""
        group = GROUPS[name]
        lines = library.timeline(name).read_bytes().splitlines()
        steps = tuple(msgspec.json.decode(line, type=TimelineStep) for line in lines)
        return cls(steps, tuple(library[whole].json() for whole in group.wholes), group.silence)

    @property
    def seconds(self) -> float:
        """When the last change came."""
        return self.steps[-1].t

    def at(self, t: float) -> State | None:
        """The whole state after `t` seconds; None while nobody answers."""
        number = max((n for n, step in enumerate(self.steps) if step.t <= t), default=0)
        step = self.steps[number]
        if not step.answered:
            return None
        state = merged(step.state, self.wholes)
        state["lastSeen"] = {
            node: stamp(self.start + timedelta(seconds=self.silence.last_heard(node, t)))
            for node in state["topology"]["nodes"]
        }
        state["lastEventAppliedIdx"] += number
        return state

    def times(self, every: float | None = None) -> Iterator[float]:
        """Tell when to look: at each change and, between two, `every` so many seconds (`lastSeen` moves on)."""
        for step, following in zip(self.steps, (*self.steps[1:], None), strict=True):
            yield step.t
            if every and following:
                ticks = int((following.t - step.t) / every)
                yield from (t for n in range(1, ticks + 1) if (t := step.t + n * every) < following.t)

    def states(self, every: float | None = None) -> Iterator[tuple[float, State | None]]:
        """Give (t, whole state or None) step by step."""
        return ((t, self.at(t)) for t in self.times(every))

    def played(self, clock: Callable[[], float], speed: float = 1.0) -> Callable[[Received], Recording]:
        """Answer `/state` from the first request on; with speed 0 each request sees the next change.

        The clock gives seconds.
        """
        times = iter(list(self.times()))
        began: float | None = None
        now = 0.0

        def answer(_: Received) -> Recording:
            nonlocal began, now
            if speed:
                began = clock() if began is None else began
                now = (clock() - began) * speed
            else:
                now = next(times, now)
            state = self.at(now)
            return NOBODY if state is None else Recording.of_json(state, name="timeline")

        return answer


def merged(slim: State, wholes: Iterable[State]) -> State:
    """Complete a slim state with the rows that whole states have for its nodes; the first one that has a row wins."""
    wholes = tuple(wholes)
    state = dict(wholes[0])
    for key in state:
        if key.startswith("node"):
            present = slim["nodeIdentities"] if key in _KEPT_FOR_LOST_NODES else slim["topology"]["nodes"]
            rows = {node: _first_row(wholes, key, node) for node in present}
            state[key] = {node: row for node, row in rows.items() if row is not None}
    state.update((key, value) for key, value in slim.items() if key != _DOWNLOADS)
    state["downloads"] = {node: list(_downloads(node, rows, wholes)) for node, rows in slim[_DOWNLOADS].items()}
    return state


def _first_row(wholes: tuple[State, ...], key: str, node: str) -> Any:
    return next((whole[key][node] for whole in wholes if node in whole[key]), None)


def _downloads(node: str, rows: list[State], wholes: tuple[State, ...]) -> Iterator[State]:
    """Put the pending rows back around those that the slim state has, in the order of the whole state."""
    slim = {_model(row): row for row in rows}
    for row in _first_row(wholes, "downloads", node) or []:
        if (known := slim.pop(_model(row), None)) is not None:
            yield known
        elif "DownloadPending" in row:
            yield row
    yield from slim.values()


def _model(download: State) -> str:
    """Name the model of a download row: `{kind: {shardMetadata: {kind: {modelCard: {modelId}}}}}`."""
    (row,) = download.values()
    (shard,) = row["shardMetadata"].values()
    return str(shard["modelCard"]["modelId"])


def stamp(moment: datetime) -> str:
    """Write a moment as Exo does: UTC, microseconds, Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
