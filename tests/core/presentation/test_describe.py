"""Where an answer came from and how everything is, in the words that every surface uses."""

from typing import Any

import pytest
from tests.core.loud import loud, names_in

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.core.errors import BadConfig
from traybridge.core.i18n import Text, msg
from traybridge.core.outcome import Outcome
from traybridge.core.presentation.describe import (
    TINY_NOTE,
    attempt_line,
    detail,
    in_one_line,
    phrase,
    provenance_line,
    queue_words,
    skip_line,
    trace_lines,
    why_not_earlier,
)
from traybridge.core.presentation.status import ProviderStatus
from traybridge.core.provenance import Attempt, Provenance, Skip, Usage

ORDER = ("exo", "openrouter", "embedded")


def label(provider: str) -> str:
    return {"exo": "Exo", "openrouter": "OpenRouter"}.get(provider, provider)


def told(**values: Any) -> Provenance:
    usual: dict[str, Any] = {"request_id": "1", "provider": "exo", "model": "mlx/Llama-3.2-3B", "total": 1.24}
    return Provenance(**usual | values)


def attempt(provider: str, reason: str = "") -> Attempt:
    return Attempt(provider, "m", Outcome.TRANSIENT if reason else Outcome.OK, 0.212, 200, reason)


@pytest.mark.parametrize(
    ("provenance", "line"),
    [
        (told(), "Exo · Llama 3.2 3B · 1.2 s"),
        (told(nodes=("studio",)), "Exo · Llama 3.2 3B · 1.2 s"),
        (told(nodes=("studio", "book")), "Exo · Llama 3.2 3B · 2 nodes · 1.2 s"),
        (told(usage=Usage(9, 32, 41), ttft=0.24, text_seconds=1.0), "Exo · Llama 3.2 3B · 1.2 s · 31 tok/s"),
        (told(usage=Usage(9, 1, 10), ttft=0.24), "Exo · Llama 3.2 3B · 1.2 s"),
        (told(provider="openrouter", cost=0.0012), "OpenRouter · Llama 3.2 3B · 1.2 s · $0.0012"),
        (told(provider="openrouter", cost=0.12), "OpenRouter · Llama 3.2 3B · 1.2 s · $0.12"),
        (told(provider="openrouter", cost=0.0), "OpenRouter · Llama 3.2 3B · 1.2 s"),
        (told(substituted=True, asked_model="gpt-9"), "Exo · Llama 3.2 3B · 1.2 s – instead of gpt-9"),
        (
            told(provider="openrouter", skipped=(Skip("exo", "busy", "not_loaded"),)),
            "OpenRouter · Llama 3.2 3B · 1.2 s – Exo: busy",
        ),
        (told(provider=None, model=None), "no answer"),
        (told(provider="embedded", model=None, own_words=True), "TrayBridge itself · 1.2 s"),
    ],
)
def test_one_quiet_line_says_where_an_answer_came_from(provenance, line):
    """Shown as one quiet line under the answer."""
    assert provenance_line(provenance, label, ORDER) == line


@pytest.mark.parametrize(
    ("provenance", "because"),
    [
        (told(provider="openrouter", attempts=(attempt("exo", "refused"), attempt("openrouter"))), "Exo: refused"),
        (told(provider="openrouter", skipped=(Skip("exo", "switched off", "off"),)), ""),
        (told(provider="openrouter", skipped=(Skip("embedded", "not needed", "not_needed"),)), ""),
        (told(provider="openrouter", skipped=(Skip("embedded", "not installed", "not_installed"),)), ""),
        (told(provider="gone", skipped=(Skip("embedded", "not needed", "not_needed"),)), ""),
        (told(attempts=(attempt("exo", "HTTP 503"), attempt("exo"))), ""),
        (
            told(provider="embedded", skipped=(Skip("exo", "old", "cooling"), Skip("openrouter", "no key", "no_key")),
                 attempts=(attempt("exo", "refused"), attempt("embedded"))),
            "Exo: refused; OpenRouter: no key",
        ),
    ],
)  # fmt: skip
def test_only_what_kept_those_before_from_answering_is_told(provenance, because):
    """Switched off by choice is no news, and who stands behind the one that answered was not needed."""
    assert why_not_earlier(provenance, label, ORDER) == because


def test_the_whole_story_names_everybody():
    provenance = told(
        attempts=(attempt("exo", "refused"), attempt("openrouter")),
        skipped=(Skip("embedded", "not needed", "not_needed"),),
        ttft=0.5,
        usage=Usage(9, 32, 41),
        cost=0.000123,
    )
    assert trace_lines(provenance, label) == [
        "Exo (m): refused, 212 ms",
        "OpenRouter (m): answered, 212 ms",
        "embedded: not asked, not needed",
        "first word after 500 ms, 1.2 s in all",
        "9 tokens read, 32 written",
        "cost $0.000123",
    ]
    assert trace_lines(told(cost=0.0), label) == ["free"]
    assert trace_lines(told(), label) == []
    assert attempt_line(attempt("exo", "refused"), label) == "Exo (m): refused, 212 ms"
    assert skip_line(Skip("exo", "busy"), label) == "Exo: not asked, busy"


NODES = (Node("1", "Studio"), Node("2", "Book"))
READY = LoadedModel("mlx/Llama-3.2-3B", ModelState.READY)


def exo(state: ClusterState, *models: LoadedModel, nodes: tuple[Node, ...] = NODES, **values: Any) -> ProviderStatus:
    usual: dict[str, Any] = {"id": "exo", "label": "Exo", "kind": "exo", "enabled": True, "health": "ok"}
    usual |= {"reason": "", "usable": True}
    return ProviderStatus(**usual | {"cluster": Cluster(state, "1.x", nodes, models)} | values)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (exo(ClusterState.READY, READY), "2 nodes, Llama 3.2 3B ready"),
        (exo(ClusterState.READY, READY, nodes=NODES[:1]), "1 node, Llama 3.2 3B ready"),
        (exo(ClusterState.BUSY, LoadedModel("m", ModelState.BUSY)), "2 nodes, m busy"),
        (exo(ClusterState.UP), "2 nodes, no model is loaded"),
        (
            exo(ClusterState.LOADING, LoadedModel("mlx/m", ModelState.LOADING, progress=0.4)),
            "2 nodes, loading m 40%",
        ),
        (exo(ClusterState.DEGRADED, READY, nodes=(NODES[0], Node("2", "Book", stale=True))),
         "2 nodes, Book not seen lately, Llama 3.2 3B ready"),
        (exo(ClusterState.DEGRADED, nodes=(Node("2", "Book", stale=True),)), "1 node, Book not seen lately"),
        (exo(ClusterState.DEGRADED, LoadedModel("m", ModelState.FAILED, error="node Book not seen for 8 s",
             nodes=("Studio", "Book")), nodes=(NODES[0], Node("2", "Book", stale=True)), usable=False),
         "2 nodes, Book not seen lately, m failed"),
        (exo(ClusterState.DEGRADED, READY, LoadedModel("m", ModelState.FAILED, error="full\ndisk")),
         "2 nodes, Llama 3.2 3B ready, m failed: full disk"),
        (exo(ClusterState.READY, READY, LoadedModel("x/m", ModelState.DOWNLOADING, progress=0.12)),
         "2 nodes, Llama 3.2 3B ready, downloading m 12%"),
        (exo(ClusterState.BUSY, READY, LoadedModel("m", ModelState.BUSY)), "2 nodes, Llama 3.2 3B ready, m busy"),
        (exo(ClusterState.READY, *(LoadedModel(name, ModelState.READY) for name in "abcde"), nodes=NODES[:1]),
         "1 node, a, b, c and 2 more ready"),
        (exo(ClusterState.READY, READY, health="open", usable=False, reason="No first word within 30 s"),
         "2 nodes, Llama 3.2 3B ready, No first word within 30 s"),
        (exo(ClusterState.ELECTING, nodes=(), reason="the nodes are electing a master", usable=False),
         "the nodes are electing a master"),
        (exo(ClusterState.ELECTING, nodes=()), "nodes are finding each other"),
        (exo(ClusterState.OFFLINE), "not running"),
        (exo(ClusterState.OFFLINE, reason="Nothing answers"), "Nothing answers"),
        (exo(ClusterState.FAILED, LoadedModel("m", ModelState.FAILED, error="full")), "2 nodes, m failed: full"),
        (exo(ClusterState.READY, cluster=None, reason="refused"), "refused"),
        (exo(ClusterState.READY, cluster=None, kind="embedded"), "ready (tiny)"),
        (exo(ClusterState.READY, cluster=None, kind="openai"), "ok"),
    ],
)  # fmt: skip
def test_one_phrase_for_a_provider(one, words):
    assert detail(one) == words
    assert phrase(one) == f"Exo: {words}"


def test_a_whole_line_of_origin_can_be_said_in_another_language():
    provenance = told(
        provider="openrouter",
        model="x/gpt",
        asked_model="gpt-9",
        substituted=True,
        nodes=("a", "b"),
        usage=Usage(9, 32, 41),
        ttft=0.24,
        text_seconds=1.0,
        cost=0.0012,
        skipped=(Skip("embedded", msg("not installed"), "not_installed"),),
        attempts=(
            attempt("exo", msg("No first word within {seconds:g} s", seconds=30.0)),
            attempt("openrouter"),
        ),
    )
    order = ("exo", "embedded", "openrouter")
    assert loud(provenance_line(provenance, label, order)) == (
        "OpenRouter · gpt · 2 NODES · 1.2 S · 31 TOK/S · $0.0012 – INSTEAD OF gpt-9 "
        "– embedded: NOT INSTALLED; Exo: NO FIRST WORD WITHIN 30 S"
    )
    assert [loud(line) for line in trace_lines(provenance, label)] == [
        "Exo (m): NO FIRST WORD WITHIN 30 S, 212 MS",
        "OpenRouter (m): ANSWERED, 212 MS",
        "embedded: NOT ASKED, NOT INSTALLED",
        "FIRST WORD AFTER 240 MS, 1.2 S IN ALL",
        "NODES: a, b",
        "9 TOKENS READ, 32 WRITTEN",
        "31 TOK/S",
        "COST $0.001200",
    ]
    assert loud(trace_lines(told(cost=0.0), label)[0]) == "FREE"
    assert loud(provenance_line(told(provider=None), label)) == "NO ANSWER"


@pytest.mark.parametrize("state", ClusterState)
@pytest.mark.parametrize("nodes", [(), NODES])
def test_every_state_of_a_cluster_has_words_that_can_be_translated(state, nodes):
    models = [LoadedModel(f"x/{one}", one) for one in ModelState]
    for held in ([], models, *([one] for one in models)):
        words = detail(exo(state, *held, nodes=nodes))
        assert not any(" " in name for name in names_in(words))
        assert isinstance(words, Text)


def test_an_error_in_one_line_keeps_its_place_and_its_pattern():
    title = msg("{key} must be true or false", key="failover")
    placed = BadConfig(title, path="/home/ada/config.toml", line=3)
    assert in_one_line(placed) == "config.toml:3: failover must be true or false"
    assert loud(in_one_line(placed)) == "config.toml:3: failover MUST BE TRUE OR FALSE"
    assert loud(in_one_line(BadConfig(title))) == "failover MUST BE TRUE OR FALSE"
    assert loud(TINY_NOTE) == TINY_NOTE.upper()


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (1, "next in Exo's queue"),
        (2, "second in Exo's queue"),
        (3, "third in Exo's queue"),
        (11, "number 11 in Exo's queue"),
    ],
)
def test_a_place_in_a_queue(place: int, words: str) -> None:
    assert queue_words("Exo", place) == words
