"""The drawing says what it should, without Qt."""

import subprocess
import sys
from itertools import product
from xml.etree import ElementTree as ET

import pytest

from traybridge.desktop.glyph.composition import (
    EXAMPLES,
    PHASE_SECONDS,
    PHASES,
    Badge,
    Cloud,
    ClusterPier,
    Deck,
    Grid,
    Source,
    TrayState,
    compose,
    draw,
    phase_at,
    source_state,
)
from traybridge.desktop.glyph.outline import NamedShape

SIZES = (16, 18, 20, 22, 24, 32, 36, 44, 48, 64)
CLUSTERS = (ClusterPier(), ClusterPier("loading", 50), ClusterPier("ready"))
CLOUDS: tuple[Cloud, ...] = ("none", "reachable", "locked")
DECKS: tuple[Deck, ...] = ("starting", "whole", "busy", "occupied", "struck")
BADGES: tuple[Badge, ...] = ("none", "attention")
SOURCES: tuple[Source, ...] = ("cluster", "cloud", "starter")
EVERY_STATE = [TrayState(*parts) for parts in product(CLUSTERS, CLOUDS, DECKS, BADGES, (False, True))]
BUSY = TrayState(ClusterPier("ready"), "reachable", "busy")


def numbers(part: NamedShape) -> list[float]:
    return [number for _, values in part.outline for number in values]


def horizontal(part: NamedShape) -> list[float]:
    return numbers(part)[::2]


def test_drawing_needs_no_qt() -> None:
    """The command line can write an SVG on a machine without Qt."""
    code = "import sys, traybridge.desktop.glyph.artwork; print([m for m in sys.modules if m.startswith('PySide6')])"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_state_is_svg_in_one_colour(name: str) -> None:
    root = ET.fromstring(draw(EXAMPLES[name], colour="#123456", size=22))
    assert root.get("viewBox") == "0 0 22 22"
    inks = {path.get("fill") for path in root.iter() if path.get("id") and path.tag.endswith("path")}
    assert inks == {"#123456"}
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_leaves_the_square(size: int) -> None:
    for state in EVERY_STATE:
        for phase in range(PHASES) if state.deck == "busy" else (0,):
            for part in compose(state, size, phase):
                if not part.cut:
                    assert all(0 <= number <= size for number in numbers(part)), (state, part.name)


@pytest.mark.parametrize("size", SIZES)
def test_straight_edges_lie_on_whole_pixels(size: int) -> None:
    for state in EVERY_STATE:
        for part in compose(state, size):
            if part.name.endswith("stump"):
                assert all(number == int(number) for number in numbers(part)), (state, part.name)
            if part.name in {"left", "right", "middle"}:
                corners = [values for letter, values in part.outline if letter in {"M", "L"}]
                assert all(number == int(number) for corner in corners for number in corner), (state, part.name)


@pytest.mark.parametrize("size", [*SIZES, 17, 26, 30, 56, 72, 80, 128, 180])
def test_every_size_has_measures_that_fit_together(size: int) -> None:
    grid = Grid.of(size)
    assert 0 < grid.deck_top < grid.below < grid.ground <= size
    assert 0 < grid.left + grid.pier < grid.right
    assert grid.right + grid.pier <= size
    assert grid.stump < grid.ground - grid.below


def names(state: TrayState) -> set[str]:
    return {part.name for part in compose(state, 22)}


@pytest.mark.parametrize(
    ("state", "standing", "stumps"),
    [
        (TrayState(ClusterPier("ready"), "reachable"), {"left", "right"}, set()),
        (TrayState(ClusterPier("ready")), {"left"}, {"right-stump"}),
        (TrayState(cloud="reachable"), {"right"}, {"left-stump"}),
        (TrayState(cloud="reachable", embedded=True), {"right"}, {"left-stump"}),
        (TrayState(ClusterPier("ready"), embedded=True), {"left"}, {"right-stump"}),
        (TrayState(embedded=True), {"middle"}, {"left-stump", "right-stump"}),
        (TrayState(cloud="locked", embedded=True), {"middle", "lock", "shackle"}, {"left-stump"}),
        (TrayState(ClusterPier("loading", 10), embedded=True), {"left", "middle"}, {"right-stump"}),
        (TrayState(deck="starting", embedded=True), set(), {"left-stump", "right-stump"}),
    ],
)
def test_a_pier_stands_if_it_can_answer(state: TrayState, standing: set[str], stumps: set[str]) -> None:
    assert names(state) - {"deck"} == standing | stumps


def test_the_sign_stands_over_the_right_pier_and_the_lock() -> None:
    for cloud in CLOUDS:
        assert names(TrayState(ClusterPier("ready"), cloud, badge="attention")) == {"left", "deck", "ring", "sign"}


def test_nobody_is_the_whole_bridge_struck_through() -> None:
    assert names(TrayState(deck="struck")) == {"left", "right", "deck", "gap", "line"}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("state", "low", "high"),
    [
        (BUSY, 0.2, 0.5),
        (TrayState(cloud="reachable", deck="busy"), 0.5, 0.8),
        (TrayState(embedded=True, deck="busy"), 0.45, 0.55),
    ],
)
def test_the_dot_rests_on_the_side_that_answers(state: TrayState, low: float, high: float, size: int) -> None:
    (dot,) = [part for part in compose(state, size) if part.name == "dot"]
    middle = (min(horizontal(dot)) + max(horizontal(dot))) / 2
    assert low <= middle / size <= high


def test_the_dot_walks_and_nothing_else_moves() -> None:
    frames = [{part.name: part for part in compose(BUSY, 22, phase)} for phase in range(PHASES)]
    dots = [frame.pop("dot") for frame in frames]
    assert all(frame == frames[0] for frame in frames)
    assert all(one != other for one, other in zip(dots, [*dots[1:], dots[0]], strict=True))


def test_the_dot_stands_still_while_the_cluster_answers_others() -> None:
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


def test_only_the_pier_of_who_answered_stands() -> None:
    assert {source: names(source_state(source)) & {"left", "right", "middle"} for source in SOURCES} == {
        "cluster": {"left"},
        "cloud": {"right"},
        "starter": {"middle"},
    }
