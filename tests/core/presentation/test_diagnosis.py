"""The doctor's one line for each provider names what is wrong and the next step."""

import pytest
from tests.core.loud import loud, names_in

from traybridge.core.budget import NOT_KNOWN
from traybridge.core.config import ProviderConfig
from traybridge.core.errors import Unreachable
from traybridge.core.planning import KeyState
from traybridge.core.ports import KeyCheck
from traybridge.core.presentation.diagnosis import Finding, Level, provider_finding, unencrypted_finding
from traybridge.core.presentation.status import ProviderStatus
from traybridge.core.provenance import Skip

ROW = ProviderConfig(id="groq", preset="groq", name="Groq", base_url="https://api.groq.com/openai/v1")


def status(**more: object) -> ProviderStatus:
    values: dict[str, object] = {
        "label": "Groq", "kind": "openai", "enabled": True, "health": "ok", "reason": "", "usable": True,
        "latency": 0.212, "models": ("one", "two"),
    }  # fmt: skip
    return ProviderStatus("groq", **(values | more))  # type: ignore[arg-type]


def test_a_good_one_is_told_with_its_figures():
    good = status(key=KeyState.PRESENT)
    found = provider_finding(good, ROW, key=KeyCheck(True, "accepted"), said="$3.20 left")
    assert (found.level, found.title) == (Level.FINE, "Groq: ok, 212 ms, key: accepted, $3.20 left, 2 models")
    assert loud(found.title) == "Groq: OK, 212 MS, KEY: accepted, $3.20 left, 2 MODELS"


@pytest.mark.parametrize(
    ("now", "given", "code", "level", "command"),
    [
        (
            status(health="no_key", reason="no key", usable=False),
            {},
            "no_key",
            Level.NOTE,
            "traybridge keys set groq",
        ),
        (
            status(health="no_key", reason="keyring locked", usable=False, attention=True, key=KeyState.LOCKED),
            {},
            "no_key",
            Level.PROBLEM,
            "",
        ),
        (
            status(health="auth", reason="key rejected", usable=False, attention=True),
            {},
            "key_rejected",
            Level.PROBLEM,
            "traybridge keys rotate groq",
        ),
        (status(), {"key": KeyCheck(False, "revoked")}, "key_rejected", Level.PROBLEM, "traybridge keys rotate groq"),
        (
            status(health="open", reason="Nothing answers", usable=False),
            {"error": Unreachable("Nothing answers", "Start it.")},
            "unreachable",
            Level.PROBLEM,
            "traybridge providers test groq",
        ),
        (status(health="quota", reason="quota used up", usable=False), {}, "quota", Level.PROBLEM, ""),
        (
            status(health="quota", reason="monthly cap reached", usable=False, attention=True),
            {"skip": Skip("groq", "", "cap"), "error": Unreachable("Nothing answers", "Start it.")},
            "quota",
            Level.PROBLEM,
            "traybridge providers edit groq --monthly-cap USD",
        ),
        (
            status(health="quota", reason=NOT_KNOWN, usable=False, attention=True),
            {"skip": Skip("groq", "", "cap")},
            "quota",
            Level.PROBLEM,
            "",
        ),
        (status(health="off", reason="not installed", usable=False), {}, "not_installed", Level.NOTE, ""),
        (
            status(),
            {"skip": Skip("groq", "no model chosen", "no_model")},
            "no_model",
            Level.PROBLEM,
            "traybridge providers edit groq --model one",
        ),
        (status(), {"said": "It wants a key"}, "wants_key", Level.PROBLEM, "traybridge keys set groq"),
    ],
)
def test_each_trouble_has_its_next_step(now, given, code, level, command):
    found = provider_finding(now, ROW, **given)
    assert (found.code, found.level, found.command) == (code, level, command)
    assert found.title.startswith("Groq: ")
    given_words = (now.reason, given.get("said"), "revoked")
    assert not any(" " in name and name not in given_words for name in names_in(found.title))
    assert not any(" " in name for name in names_in(found.hint) if name != "one, two")
    assert loud(found.text).endswith(command)


def test_one_that_is_switched_off_is_no_problem():
    off = ProviderConfig(id="groq", base_url="https://x.example/v1", enabled=False)
    found = provider_finding(status(enabled=False, health="off", reason="switched off"), off)
    assert (found.level, found.command) == (Level.NOTE, "traybridge providers enable groq")


def test_a_key_that_others_could_read_is_a_note_of_its_own():
    [found] = unencrypted_finding(ProviderConfig(id="far", name="Far", base_url="http://llm.example/v1"))
    assert (found.code, found.level) == ("unencrypted_key", Level.NOTE)
    assert found.title.startswith("Far: ")
    assert found.command.startswith("traybridge providers edit far --url https://")
    assert unencrypted_finding(ROW) == []


def test_a_finding_is_copied_with_its_next_step_and_without_empty_lines():
    finding = Finding("port_taken", "Something else answers", "End it.", command="lsof -i")
    assert finding.text == "Something else answers\nEnd it.\nlsof -i"
    assert Finding("exo_fine", "Exo is well", level=Level.FINE).text == "Exo is well"


@pytest.mark.parametrize(
    ("key", "hint", "command"),
    [
        (KeyState.MISSING, "Get one at https://console.groq.com", "traybridge keys set groq"),
        (KeyState.LOCKED, "Unlock the keyring", ""),
        (KeyState.UNREADABLE, "Enter it again.", "traybridge keys set groq"),
        (KeyState.OTHER_ORIGIN, "another address and is not sent here", "traybridge keys set groq"),
    ],
)
def test_who_has_a_key_that_cannot_be_used_is_not_told_to_get_one(key: KeyState, hint: str, command: str):
    found = provider_finding(status(health="no_key", reason="no key", usable=False, key=key), ROW)
    assert hint in found.hint
    assert found.command == command
