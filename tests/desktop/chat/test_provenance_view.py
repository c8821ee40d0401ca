"""The line and its card together: made when it is opened, its words, and the button that asks Exo."""

import pytest
from PySide6.QtGui import QGuiApplication
from tests.desktop.rooms import button, seen
from tests.desktop.widgets.on_screen import window

from traybridge.core.outcome import Outcome
from traybridge.core.presentation.status import ProviderStatus
from traybridge.core.provenance import Attempt, Provenance
from traybridge.desktop.chat.provenance_view import ProvenanceView

pytestmark = pytest.mark.usefixtures("qapp")

LEFT = Attempt("exo", "m", Outcome.TRANSIENT, 0.3, None, "Mac Studio left the cluster")
FROM_CLOUD = Provenance("1", "cloud", "big", attempts=(LEFT, Attempt("cloud", "big", Outcome.OK, 1.0, 200)), total=1.3)


def providers(*, exo_usable: bool) -> tuple[ProviderStatus, ...]:
    exo = ProviderStatus("exo", "Exo", "exo", enabled=True, health="ok", reason="", usable=exo_usable, local=True)
    return exo, ProviderStatus("cloud", "Cloud", "openai", enabled=True, health="ok", reason="", usable=True)


def test_exo_is_asked_where_it_can_answer_again() -> None:
    asked: list[str] = []
    view = ProvenanceView(FROM_CLOUD, lambda: providers(exo_usable=True), asked.append)
    with window(view):
        assert view.card is None
        view.line.click()
        assert "Mac Studio left the cluster. Exo can answer now." in seen(view)
        button(view, "Ask Exo now").click()
    assert asked == ["exo"]


def test_a_button_that_would_bring_nothing_is_not_there() -> None:
    view = ProvenanceView(FROM_CLOUD, lambda: providers(exo_usable=False), lambda _provider: None)
    with window(view):
        view.line.click()
        assert "Mac Studio left the cluster." in seen(view)
        assert view.card is not None
        assert [one for one in seen(view) if one.startswith("Ask")] == []
        button(view, "Copy details").click()
    assert QGuiApplication.clipboard().text() == view.details
    assert "Cloud (big): answered, 1.0 s" in view.details


def test_an_answer_of_somebody_who_is_gone_from_the_settings_is_shown_by_its_id() -> None:
    view = ProvenanceView(FROM_CLOUD, lambda: (), lambda _provider: None)
    with window(view):
        view.line.click()
        assert view.line.words.startswith("cloud · big")
        assert not any(one.startswith("Why not") for one in seen(view))
