"""The card under an answer: bars on one axis, facts, and the one click that would bring Exo back."""

import pytest
from tests.desktop.rooms import button, seen
from tests.desktop.widgets.on_screen import SHARP, colours_in, from_right, picture, window

from traybridge.core.presentation.provenance_card import AttemptBar, Fact
from traybridge.desktop.chat.provenance_card import AttemptAxis, ProvenanceCard, WhyNotExo
from traybridge.desktop.widgets.theme import theme

pytestmark = pytest.mark.usefixtures("qapp")

BARS = (
    AttemptBar("Exo", "not ready", "300 ms", 0.0, 0.2, answered=False),
    AttemptBar("Hugging Face", "answered", "2.1 s", 0.2, 1.0, answered=True),
)
FACTS = (Fact("First word", "1.2 s"), Fact("Speed", "48 tok/s"), Fact("Tokens", "214 + 67"), Fact("Cost", "$0.0001"))


def spans(axis: AttemptAxis, row: int, role: str) -> tuple[int, int]:
    """From where to where a colour runs in the middle of a row."""
    image = picture(axis)
    y, wanted = int((row + 0.5) * theme().px(24) * SHARP), theme().colour(role)
    columns = [x for x in range(image.width()) if image.pixelColor(x, y) == wanted]
    return min(columns), max(columns)


def test_the_one_who_answered_begins_where_the_failed_one_ended() -> None:
    axis = AttemptAxis(BARS, "cloud")
    with window(axis):
        axis.resize(500, axis.sizeHint().height())
        failed, answered = spans(axis, 0, "faint"), spans(axis, 1, "cloud_fill")
        assert abs(failed[1] - answered[0]) <= 4 * SHARP
        assert answered[1] - answered[0] > 3 * (failed[1] - failed[0])
    assert axis.accessibleName().splitlines() == ["Exo: not ready, 300 ms", "Hugging Face: answered, 2.1 s"]


def test_time_runs_from_the_left_where_text_runs_from_the_right() -> None:
    axis = AttemptAxis(BARS, "local")
    with from_right(), window(axis):
        axis.resize(500, axis.sizeHint().height())
        assert spans(axis, 0, "faint")[0] < spans(axis, 1, "local_fill")[1]


def test_the_card_says_its_facts_and_its_button_asks() -> None:
    asked: list[str] = []
    why = WhyNotExo("Exo", "No model was loaded. Exo can answer now.", "Ask Exo now")
    card = ProvenanceCard(
        BARS, FACTS, "cloud", why=why, run=lambda: asked.append("exo"), copy=lambda: asked.append("copy")
    )
    with window(card):
        words = seen(card)
        assert [one for one in words if one in {fact.value for fact in FACTS}] == [fact.value for fact in FACTS]
        assert "Why not Exo?" in words
        assert "No model was loaded. Exo can answer now." in words
        button(card, "Ask Exo now").click()
        button(card, "Copy details").click()
        assert button(card, "Copied").isVisible()
    assert asked == ["exo", "copy"]


def test_without_a_reason_or_an_attempt_there_is_nothing_about_them() -> None:
    card = ProvenanceCard((), FACTS, None, skipped=["Exo: not asked, off"], copy=lambda: None)
    with window(card):
        assert not any(one.startswith("Why") for one in seen(card))
        assert "Exo: not asked, off" in seen(card)
        assert not card.axis.isVisible()


def test_long_and_foreign_names_stay_inside() -> None:
    bar = AttemptBar("N" * 300, "x\n" * 200, "1.0 s", 0.0, 1.0, answered=True)
    axis = AttemptAxis((bar,) * 40, "local")
    with window(axis):
        axis.resize(240, axis.sizeHint().height())
        assert axis.height() == 12 * theme().px(24)
        assert colours_in(picture(axis))
