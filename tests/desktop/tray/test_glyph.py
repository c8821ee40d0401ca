"""The drawing says what it should, without Qt."""

import subprocess
import sys
from itertools import product
from xml.etree import ElementTree as ET

import pytest

from traybridge.desktop.tray.glyph import (
    EXAMPLES,
    PHASE_SECONDS,
    PHASES,
    Badge,
    Cloud,
    ClusterPier,
    Deck,
    TrayState,
    compose,
    draw,
    phase_at,
    source_state,
)
from traybridge.desktop.tray.outline import NamedShape

SIZES = (16, 18, 20, 22, 24, 32, 36, 44, 48, 64)
CLUSTERS = (
    ClusterPier(),
    ClusterPier("outlined"),
    ClusterPier("loading", 50),
    ClusterPier("ready"),
    ClusterPier("stale"),
)
CLOUDS: tuple[Cloud, ...] = ("none", "reachable", "locked")
DECKS: tuple[Deck, ...] = ("starting", "whole", "busy", "occupied", "broken")
BADGES: tuple[Badge, ...] = ("none", "attention")
EVERY_STATE = [TrayState(*parts) for parts in product(CLUSTERS, CLOUDS, DECKS, BADGES, (False, True))]
BUSY = TrayState(ClusterPier("ready"), "reachable", "busy")


def numbers(part: NamedShape) -> list[float]:
    return [number for _, values in part.outline for number in values]


def horizontal(part: NamedShape) -> list[float]:
    return numbers(part)[::2]


def test_drawing_needs_no_qt() -> None:
    """The command line can write an SVG on a machine without Qt."""
    code = "import sys, traybridge.desktop.tray.artwork; print([m for m in sys.modules if m.startswith('PySide6')])"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_state_is_svg_in_one_colour(name: str) -> None:
    root = ET.fromstring(draw(EXAMPLES[name], colour="#123456", size=22))
    assert root.get("viewBox") == "0 0 22 22"
    assert {path.get("fill") for path in root} == {"#123456"}
    assert len({path.get("id") for path in root}) == len(root)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_leaves_the_square(size: int) -> None:
    for state in EVERY_STATE:
        for phase in range(PHASES) if state.deck == "busy" else (0,):
            for part in compose(state, size, phase):
                assert all(0 <= number <= size for number in numbers(part)), (state, part.name)


@pytest.mark.parametrize("size", SIZES)
def test_straight_edges_lie_on_whole_pixels(size: int) -> None:
    for state in EVERY_STATE:
        for part in compose(state, size):
            if part.name in {"foot", "pier", "slabs", "hanger", "mark"} or (
                part.name == "deck" and state.deck != "broken"
            ):
                assert all(number == int(number) for number in numbers(part)), (state, part.name)


@pytest.mark.parametrize("size", SIZES)
def test_the_keystone_stands_free_between_its_neighbours(size: int) -> None:
    for state in EVERY_STATE:
        parts = {part.name: part for part in compose(state, size)}
        if state.embedded:
            neighbour = next(parts[name] for name in ("hanger", "shackle", "cloud") if name in parts)
            keystone = horizontal(parts["keystone"])
            assert max(horizontal(parts["foot"])) <= min(keystone), state
            assert max(keystone) < min(horizontal(neighbour)), state
            assert max(keystone) - min(keystone) >= 2, state


def test_the_dot_crosses_the_whole_deck_and_nothing_else_moves() -> None:
    frames = [{part.name: part for part in compose(BUSY, 22, phase)} for phase in range(PHASES)]
    dots = [frame.pop("dot") for frame in frames]
    assert all(frame == frames[0] for frame in frames)
    assert min(min(horizontal(dot)) for dot in dots) == 0
    assert max(max(horizontal(dot)) for dot in dots) == 22
    assert all(one != other for one, other in zip(dots, [*dots[1:], dots[0]], strict=True))


@pytest.mark.parametrize("size", SIZES)
def test_the_dot_begins_in_the_middle(size: int) -> None:
    (dot,) = [part for part in compose(BUSY, size) if part.name == "dot"]
    assert min(horizontal(dot)) + max(horizontal(dot)) == size


def test_the_dot_stands_in_the_middle_while_the_cluster_answers_others() -> None:
    occupied = TrayState(ClusterPier("ready"), "reachable", "occupied")
    assert compose(occupied, 22, 3) == compose(BUSY, 22)


def test_a_deck_that_is_not_busy_ignores_the_phase() -> None:
    for state in EVERY_STATE:
        if state.deck != "busy":
            assert compose(state, 16, phase=3) == compose(state, 16)


def test_the_phase_follows_the_clock() -> None:
    steps = [phase_at(step * PHASE_SECONDS, reduced_motion=False) for step in range(PHASES + 1)]
    assert steps == [*range(PHASES), 0]


def test_the_dot_stands_still_where_motion_is_unwanted() -> None:
    assert {phase_at(step * PHASE_SECONDS, reduced_motion=True) for step in range(PHASES)} == {0}


def test_only_the_source_of_an_answer_is_solid() -> None:
    assert source_state("cluster") == TrayState(ClusterPier("ready"))
    assert source_state("cloud") == TrayState(ClusterPier("outlined"), "reachable")
    assert source_state("embedded") == TrayState(ClusterPier("outlined"), embedded=True)
