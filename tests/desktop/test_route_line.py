"""The route as stops: as many as have room, whoever answers among them, each leading to its settings."""

import pytest
from PySide6.QtWidgets import QApplication

from traybridge.core.presentation.route_stops import RouteStop
from traybridge.desktop.route_line import RouteLine, shown


def stop(name: str, *, answers: bool = False, ready: bool = True) -> RouteStop:
    return RouteStop(name, name.title(), "2 machines", "local", ready, answers)


def test_those_that_have_no_room_are_counted_and_whoever_answers_stays():
    many = [stop(str(at), answers=at == 40) for at in range(60)]
    assert shown(many[:4], 4) == (many[:4], 0)
    assert shown(many, 4) == ([many[0], many[1], many[40]], 57)
    assert shown(many, 1) == ([many[40]], 59)


def test_a_stop_says_its_fact_and_leads_to_its_settings(qapp: QApplication):
    line = RouteLine()
    line.resize(388, 60)
    line.show()
    line.show_stops([stop("exo", answers=True), stop("cloud", ready=False)])
    opened: list[str] = []
    line.opened.connect(opened.append)
    assert [one.accessibleName() for one in line.stops] == ["Exo, 2 machines, answers now", "Cloud, 2 machines"]
    line.stops[1].click()
    assert opened == ["cloud"]
    qapp.processEvents()


@pytest.mark.parametrize("width", [120, 320, 388, 900])
def test_sixty_providers_with_long_names_stay_inside(qapp: QApplication, width: int):
    line = RouteLine()
    line.resize(width, 60)
    line.show()
    line.show_stops([stop(f"{'w' * 200}{at}") for at in range(60)])
    qapp.processEvents()
    assert line.width() == width
    assert all(line.rect().contains(one.geometry()) for one in line.stops)
    assert (line.stops[-1].stop.provider == "") == (width > 120), "the rest is in the settings"


def test_a_line_that_gets_narrower_has_fewer_stops(qapp: QApplication):
    line = RouteLine()
    line.show()
    line.show_stops([stop(str(at)) for at in range(6)])
    counts = []
    for width in (600, 388, 200):
        line.resize(width, 60)
        qapp.processEvents()
        assert line.width() == width
        counts.append(len(line.stops))
    assert counts == [6, 4, 2]


def test_who_answers_is_drawn_with_a_ring(qapp: QApplication):
    pictures = []
    for answers in (False, True):
        line = RouteLine()
        line.resize(388, 60)
        line.show_stops([stop("exo", answers=answers)])
        line.show()
        qapp.processEvents()
        pictures.append(line.grab().toImage().pixelColor(12, 7).name())
    assert pictures[0] != pictures[1]
