"""What the card under an answer draws: parts that give way, bars on one axis, facts, the reason of a failover."""

from typing import Any

import pytest

from traybridge.core.outcome import Outcome
from traybridge.core.presentation.provenance_card import (
    SHORTEST_BAR,
    UNKNOWN,
    LinePart,
    attempt_bars,
    facts,
    fitting,
    line_parts,
    missing_cluster,
    why_not_exo,
)
from traybridge.core.presentation.status import ProviderStatus
from traybridge.core.provenance import Attempt, Provenance, Skip, Usage

ORDER = ("exo", "openrouter", "hf")
LLAMA = "mlx-community/Llama-3.3-70B-Instruct-4bit"


def label(provider: str) -> str:
    return {"exo": "Exo", "openrouter": "OpenRouter", "hf": "Hugging Face"}[provider]


def provenance(**values: Any) -> Provenance:
    usual: dict[str, Any] = {"request_id": "1", "provider": "exo", "model": LLAMA, "ttft": 0.94, "total": 3.0}
    return Provenance(**usual | values)


def attempt(provider: str, seconds: float, reason: str = "") -> Attempt:
    return Attempt(provider, "m", Outcome.RATE if reason else Outcome.OK, seconds, 200, reason)


def status(provider: str, kind: str) -> ProviderStatus:
    return ProviderStatus(provider, label(provider), kind, enabled=True, health="ok", reason="", usable=True)


BOTH = (status("exo", "exo"), status("openrouter", "openai"))


def words(parts: tuple[LinePart, ...]) -> str:
    return " · ".join(one.text for one in parts)


def test_the_line_says_name_model_nodes_speed_and_the_seconds_to_the_first_word() -> None:
    told = provenance(nodes=("studio", "book"), usage=Usage(9, 32, 41), text_seconds=1.0)
    assert words(line_parts(told, label)) == "Exo · Llama 3.3 70B · 2 nodes · 31 tok/s · 0.9 s"


def test_the_line_of_a_failover_ends_with_what_it_cost_and_why_it_was_not_the_first() -> None:
    told = provenance(provider="openrouter", cost=0.0001, attempts=(attempt("exo", 0.3, "Mac Studio left"),))
    assert (
        words(line_parts(told, label, ORDER)) == "OpenRouter · Llama 3.3 70B · 0.9 s · $0.0001 · Exo: Mac Studio left"
    )


def test_the_line_says_which_model_was_wanted_and_that_nobody_answered() -> None:
    told = provenance(substituted=True, asked_model="meta/Llama-9-900B-Instruct")
    assert words(line_parts(told, label)).endswith("instead of Llama 9 900B")
    assert words(line_parts(provenance(provider=None), label)) == "no answer"


@pytest.mark.parametrize(
    ("room", "kept"),
    [
        (100, "name model nodes speed seconds cost why"),
        (67, "name model nodes speed cost why"),
        (57, "name model nodes cost why"),
        (47, "name model cost why"),
        (37, "name model why"),
        (10, "name model why"),
        (0, "name model why"),
    ],
)
def test_what_does_not_fit_gives_way_by_rank_and_the_name_and_the_reason_stay(room: float, kept: str) -> None:
    ranks = {"name": 0, "model": 1, "nodes": 3, "speed": 4, "seconds": 5, "cost": 2, "why": 0}
    widths = [(LinePart(text, rank), 8.0) for text, rank in ranks.items()]
    assert " ".join(part.text for part in fitting(widths, room, 2.0)) == kept


def test_attempts_stand_on_one_axis_that_ends_with_the_answer() -> None:
    told = provenance(
        provider="hf",
        total=2.6,
        attempts=(attempt("exo", 0.26, "not ready"), attempt("openrouter", 0.26, "429, busy"), attempt("hf", 2.08)),
    )
    bars = attempt_bars(told, label)
    assert [(one.name, one.outcome, one.seconds, one.answered) for one in bars] == [
        ("Exo", "not ready", "260 ms", False),
        ("OpenRouter", "429, busy", "260 ms", False),
        ("Hugging Face", "answered", "2.1 s", True),
    ]
    assert [one.start for one in bars] == pytest.approx([0.0, 0.1, 0.2])
    assert [one.end for one in bars] == pytest.approx([0.1, 0.2, 1.0])


def test_what_waited_before_it_was_asked_again_begins_later_on_the_axis() -> None:
    first = Attempt("exo", "m", Outcome.RATE, 1.0, 429, "busy", started=0.0)
    second = Attempt("exo", "m", Outcome.OK, 1.0, 200, started=3.0)
    bars = attempt_bars(provenance(total=4.0, attempts=(first, second)), label)
    assert [(one.start, one.end) for one in bars] == [(0.0, 0.25), (0.75, 1.0)]


def test_an_attempt_that_took_no_time_is_seen_and_stays_on_the_axis() -> None:
    bars = attempt_bars(provenance(total=5.0, attempts=(attempt("exo", 5.0, "broke off"), attempt("hf", 0.0))), label)
    assert [(round(one.start, 3), round(one.end, 3)) for one in bars] == [(0.0, 1.0), (1 - SHORTEST_BAR, 1.0)]
    (only,) = attempt_bars(provenance(total=0.0, attempts=(attempt("exo", 0.0),)), label)
    assert (only.start, only.end) == (0.0, SHORTEST_BAR)
    assert attempt_bars(provenance(), label) == ()


def test_four_facts_and_a_dash_where_nobody_counted() -> None:
    counted = facts(provenance(usage=Usage(214, 97, 311), text_seconds=2.0, cost=0.0001))
    assert [one.value for one in counted] == ["0.9 s", "48 tok/s", "214 + 97", "$0.0001"]
    assert [one.name for one in counted] == ["First word", "Speed", "Tokens", "Cost"]
    assert [one.value for one in facts(provenance(ttft=None))] == [UNKNOWN] * 4
    assert facts(provenance(cost=0.0))[3].value == "free"


def test_why_not_exo_says_what_was_met_when_this_was_asked() -> None:
    failed = provenance(provider="openrouter", attempts=(attempt("exo", 0.3, "Mac Studio left"),))
    left_out = provenance(provider="openrouter", skipped=(Skip("exo", "no model is loaded", "not_loaded"),))
    assert why_not_exo(failed, BOTH) == (BOTH[0], "Mac Studio left")
    assert why_not_exo(left_out, BOTH) == (BOTH[0], "no model is loaded")
    assert why_not_exo(provenance(), BOTH) is None
    assert why_not_exo(failed, BOTH[1:]) is None
    assert why_not_exo(provenance(provider="openrouter"), BOTH) is None


def test_exo_is_missed_only_where_the_cloud_answers_in_its_place() -> None:
    def one(name: str, kind: str, *, usable: bool = True, reason: str = "", local: bool = False) -> ProviderStatus:
        return ProviderStatus(name, name, kind, enabled=True, health="ok", reason=reason, usable=usable, local=local)

    gone, there = one("exo", "exo", usable=False, reason="not running", local=True), one("exo", "exo", local=True)
    cloud, ollama = one("cloud", "openai"), one("ollama", "openai", local=True)
    broke = Attempt("exo", "m", Outcome.TRANSIENT, 0.1, None, "Mac Studio left")

    def reason(attempts: tuple[Attempt, ...], answers: str, *providers: ProviderStatus) -> str | None:
        found = missing_cluster(attempts, answers, providers)
        return None if found is None else found[1]

    assert reason((), "cloud", gone, cloud) == "not running"
    assert reason((broke,), "cloud", there, cloud) == "Mac Studio left", "what happened goes before how it is now"
    assert reason((), "cloud", there, cloud) is None, "somebody has chosen"
    assert reason((), "cloud", cloud, gone) is None, "the cloud stands first"
    assert reason((), "ollama", gone, ollama) is None
    assert reason((), "exo", there, cloud) is None
