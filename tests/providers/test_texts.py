"""What the rooms below the windows tell can be said in another language: no sentence is put together by hand."""

from pathlib import Path

import pytest
from tests.faults.translations import lost_in, untold

from traybridge.core.errors import BadInput
from traybridge.core.i18n import joined, msg

SOURCE = Path(__file__).parents[2] / "src" / "traybridge"
ROOMS = ("providers", "storage", "system", "demo")


@pytest.mark.parametrize("room", ROOMS)
def test_no_f_string_and_no_uncollected_literal_reaches_a_person(room: str) -> None:
    assert [place for path in sorted((SOURCE / room).rglob("*.py")) for place in lost_in(path)] == []


def test_what_loses_its_pattern_is_found(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text(
        'raise BadInput(f"No {there}", "Check it.")\n'
        'KeyCheck(None, "The key works")\n'
        'Reading(1.0, detail="running" if ready else say("asleep"))\n'
        'BadInput("Not there", hint=hint.removeprefix("x"))\n'
        'KeyCheck(None, say("The key works"), "")\n'
    )
    assert [place.split(":")[1] for place in lost_in(bad)] == ["1", "2", "3", "4"]
    name = "mac.lan"
    assert untold(BadInput(f"Nothing answers at {name}").title) == ["Nothing answers at mac.lan"]
    assert untold("Is this the right address?") == ["Is this the right address?"]
    nested = msg("{happened}: {reason}", happened=msg("The key was refused"), reason="no such key")
    assert untold(joined(" ", [nested, msg("Never written down")])) == ["Never written down"]
