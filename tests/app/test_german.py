"""The longest lines of the windows in the German that is shipped: wholly German but for the names."""

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from tests.core.fakes import say as asking
from tests.support.german import german

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.core.config import EMBEDDED, Config, ProviderConfig
from traybridge.core.failure_messages import no_route
from traybridge.core.i18n import msg
from traybridge.core.outcome import Outcome
from traybridge.core.planning import KeyState, Plan, ProviderFacts, cap_reached, plan, without_model
from traybridge.core.presentation.describe import provenance_line, trace_lines
from traybridge.core.presentation.headline import tooltip
from traybridge.core.presentation.status import ProviderStatus, Snapshot, describe
from traybridge.core.provenance import Attempt, Provenance, Skip, Usage
from traybridge.desktop.language import tr

NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def in_german(qapp: QApplication) -> Iterator[None]:
    with german(qapp):
        yield


def exo(*models: LoadedModel, nodes: tuple[Node, ...]) -> ProviderStatus:
    cluster = Cluster(ClusterState.DEGRADED, "1.x", nodes, models)
    return ProviderStatus("exo", "Exo", "exo", enabled=True, health="ok", reason="", usable=True, cluster=cluster)


def test_the_tooltip():
    ready = [LoadedModel(f"mlx/{name}", ModelState.READY) for name in "abcd"]
    loading = LoadedModel("mlx/Qwen3", ModelState.LOADING, progress=0.4)
    failed = LoadedModel("mlx/gpt", ModelState.FAILED)
    nodes = (Node("1", "studio"), Node("2", "book", stale=True))
    tiny = describe(ProviderFacts(EMBEDDED), 0.0)
    capped = describe(
        ProviderFacts(ProviderConfig(id="x", base_url="https://x.example", monthly_cap=5), spent=5.25), 0.0
    )
    shown = Snapshot("exo", (exo(*ready, loading, failed, nodes=nodes), tiny, capped), local_only=True)
    held = ["2 Knoten", "book länger nicht gesehen", "a, b, c und 1 weiteres bereit", f"Qwen3 wird geladen (40{NBSP}%)"]
    held += ["gpt fehlgeschlagen"]
    assert tr(tooltip(shown)).split("\n") == [
        "Exo antwortet, nur lokal",
        f"Exo: {', '.join(held)}",
        "Startmodell: noch nicht geprüft",
        f"x: Monatsgrenze erreicht (5,25{NBSP}$ von 5,00{NBSP}$)",
    ]


def test_where_an_answer_came_from():
    refused = Attempt("a", "m", Outcome.TRANSIENT, 30.0, reason=msg("No first word within {seconds:g} s", seconds=1.5))
    provenance = Provenance(
        "1",
        "b",
        "x/gpt",
        asked_model="gpt-9",
        substituted=True,
        attempts=(refused, Attempt("b", "x/gpt", Outcome.OK, 0.2)),
        skipped=(Skip("c", cap_reached(5.0, 5.0), "cap"),),
        nodes=("studio", "book"),
        usage=Usage(9, 32, 41),
        ttft=0.24,
        text_seconds=1.0,
        total=1.24,
        cost=0.0012,
    )
    assert tr(provenance_line(provenance, str, ("c", "a", "b"))) == (
        f"b · gpt · 2 Knoten · 1,2 s · 31 Token/s · 0,0012{NBSP}$ – statt gpt-9 "
        f"– c: Monatsgrenze erreicht (5,00{NBSP}$ von 5,00{NBSP}$); a: Kein erstes Wort innerhalb von 1,5 s"
    )
    assert [tr(line) for line in trace_lines(provenance, str)] == [
        "a (m): Kein erstes Wort innerhalb von 1,5 s, 30 s",
        "b (x/gpt): geantwortet, 200 ms",
        f"c: nicht gefragt, Monatsgrenze erreicht (5,00{NBSP}$ von 5,00{NBSP}$)",
        "erstes Wort nach 240 ms, insgesamt 1,2 s",
        "Knoten: studio, book",
        "9 Token gelesen, 32 geschrieben",
        "31 Token/s",
        f"kostete 0,001200{NBSP}$",
    ]


def test_why_nobody_can_be_asked():
    config = Config()
    facts = [ProviderFacts(row, key=KeyState.LOCKED) for row in config.effective_providers if row.kind == "openai"]
    chosen = plan(asking(model="gpt-9"), config, facts, 0.0)
    error = no_route(Provenance("1", None, None, asked_model="gpt-9"), chosen, str)
    assert tr(error.title) == (
        "Niemand kann gefragt werden (openrouter: Schlüsselbund gesperrt; huggingface: Schlüsselbund gesperrt)"
    )
    assert tr(error.hint) == (
        "Starten Sie Exo, schalten Sie einen Anbieter ein, oder geben Sie einen Schlüssel ein; "
        "traybridge doctor sagt, was fehlt."
    )
    skipped = (Skip("a", without_model("gpt-9"), "no_model"), Skip("b", msg("switched off"), "off"))
    unknown = Plan(skipped=skipped, nearest=("gpt-4",))
    missed = no_route(Provenance("1", None, None, asked_model="gpt-9"), unknown, str)
    assert tr(missed.title) == "Niemand hat das Modell „gpt-9“ (b: ausgeschaltet)"
    assert tr(skipped[0].reason) == "hat kein Modell „gpt-9“"
    assert tr(missed.hint) == "Meinten Sie gpt-4?"
