"""Each known trouble of an Exo cluster is told once, with its next step; a well one is called well."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.faults.translations import untold

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.core.errors import Unreachable
from traybridge.core.i18n import Text, msg
from traybridge.core.presentation.diagnosis import Level
from traybridge.providers.exo.diagnosis import ClusterFacts, diagnose
from traybridge.providers.exo.identify import NoAnswer
from traybridge.providers.exo.placement import why_not
from traybridge.providers.exo.state import cluster_of
from traybridge.providers.exo.wire import Download, read_state
from traybridge.providers.http.connect import Closed
from traybridge.providers.http.errors import failure

FIXTURES = Path(__file__).parents[2] / "fixtures" / "exo"
NODE = Node("n1", "Studio", last_seen=0.0)
MODEL = LoadedModel("m", ModelState.READY, instance="i", nodes=("Studio",))
READY = Cluster(ClusterState.READY, "1.x", (NODE,), (MODEL,))
WELL = ClusterFacts("127.0.0.1:52415", 52415, cluster=READY, parts=True)


def codes(facts: ClusterFacts) -> list[str]:
    return [finding.code for finding in diagnose(facts)]


def test_a_well_cluster_is_called_well_and_nothing_else():
    (finding,) = diagnose(WELL)
    assert (finding.code, finding.level) == ("exo_fine", Level.FINE)


def test_where_nobody_listens_it_is_not_running():
    facts = ClusterFacts(
        "127.0.0.1:52415", 52415, error=Unreachable("Nobody answers at 127.0.0.1:52415"), listens=False
    )
    (finding,) = diagnose(facts)
    assert (finding.code, finding.command) == ("not_running", "")
    assert finding.title == "Exo is not running: nothing listens at 127.0.0.1:52415"
    assert "Start the Exo app" in finding.hint
    (far,) = diagnose(replace(facts, near=False, listens=None, error=Unreachable("refused")))
    assert (far.code, far.title) == ("not_running", "Exo does not answer at 127.0.0.1:52415: refused")


@pytest.mark.parametrize(
    ("platform", "command"),
    [
        ("linux", "ss -ltnp 'sport = :52415'"),
        ("darwin", "lsof -nP -iTCP:52415 -sTCP:LISTEN"),
        ("win32", "netstat -ano | findstr :52415"),
    ],
)
def test_who_listens_and_does_not_answer_is_told_with_the_command_that_shows_who_it_is(platform: str, command: str):
    error = NoAnswer("127.0.0.1:52415", "No whole answer within 3 s")
    (finding,) = diagnose(ClusterFacts("127.0.0.1:52415", 52415, platform=platform, error=error, listens=True))
    assert (finding.code, finding.command) == ("port_silent", command)
    assert finding.title.endswith("at 127.0.0.1:52415, but does not answer as Exo does: No whole answer within 3 s")
    assert "restart it" in finding.hint
    (stranger,) = diagnose(ClusterFacts("127.0.0.1:52415", 52415, platform=platform, stranger="nginx"))
    assert (stranger.code, stranger.command) == ("port_taken", command)


def test_a_stranger_on_the_port_is_named():
    (finding,) = diagnose(ClusterFacts("127.0.0.1:8000", 8000, stranger="SimpleHTTP/0.6 Python/3.11.7"))
    assert finding.code == "port_taken"
    assert finding.title == "Something else answers at 127.0.0.1:8000: SimpleHTTP/0.6 Python/3.11.7"


@pytest.mark.parametrize(
    ("platform", "near", "code"),
    [("darwin", False, "local_network"), ("linux", False, "not_running"), ("darwin", True, "not_running")],
)
def test_no_route_on_a_mac_points_to_the_local_network_permission(platform: str, near: bool, code: str):
    error = Unreachable("There is no way to 192.0.2.10:52415")
    facts = ClusterFacts("192.0.2.10:52415", 52415, near=near, platform=platform, error=error)
    assert codes(facts) == [code]


def test_a_refusal_on_a_mac_is_no_matter_of_permission():
    facts = ClusterFacts("192.0.2.10:52415", 52415, near=False, platform="darwin", error=Unreachable("refused"))
    assert codes(facts) == ["not_running"]


def test_a_cluster_without_nodes_says_what_to_do():
    facts = replace(WELL, cluster=Cluster(ClusterState.ELECTING, "1.x"))
    assert codes(facts) == ["no_node"]


def test_an_idle_cluster_is_well_and_says_how_to_load():
    facts = replace(WELL, cluster=Cluster(ClusterState.UP, "1.x", (NODE,)))
    assert codes(facts) == ["nothing_loaded", "exo_fine"]


def test_a_stale_node_is_a_problem():
    stale = replace(NODE, name="MacBook", last_seen=12.4, stale=True)
    facts = replace(WELL, cluster=replace(READY, state=ClusterState.DEGRADED, nodes=(NODE, stale)))
    (finding,) = diagnose(facts)
    assert (finding.code, finding.title) == ("stale_node", "Node MacBook was not seen for 12 s")


def test_what_a_quiet_node_stops_is_told_once_with_the_node():
    stale = replace(NODE, last_seen=12.4, stale=True)
    stopped = replace(MODEL, state=ModelState.FAILED, error="node Studio not seen for 12 s")
    (finding,) = diagnose(replace(WELL, cluster=Cluster(ClusterState.DEGRADED, "1.x", (stale,), (stopped,))))
    assert finding.title == "Node Studio was not seen for 12 s, so m cannot answer"


def test_the_recorded_failed_download_is_told_once_in_exos_words():
    state = read_state((FIXTURES / "153_state_download_failed.http").read_bytes().partition(b"\r\n\r\n")[2])
    failed = [row for row in state.downloads if row.status == "Failed"]
    (finding,) = diagnose(replace(WELL, cluster=cluster_of(state), downloads=failed))
    assert finding.code == "download_failed"
    assert "Model files not found locally in offline mode" in finding.title
    assert finding.command == "traybridge exo unload mlx-community/Llama-3.2-1B-Instruct-4bit"


@pytest.mark.parametrize(
    "words",
    [
        "[Errno 28] No space left on device",
        "OSError: No space left on device: 'x.safetensors'",
        "not enough disk space",
    ],
)
def test_a_full_disk_is_recognised_also_for_a_download_of_no_instance(words: str):
    (finding,) = diagnose(replace(WELL, downloads=[Download("n1", "big", "Failed", error=words)]))
    assert finding.code == "disk_full"
    assert words in finding.title


def test_a_failed_download_that_belongs_to_nothing_is_simply_loaded_again():
    (finding,) = diagnose(replace(WELL, downloads=[Download("n1", "big", "Failed", error="no net")]))
    assert (finding.code, finding.command) == ("download_failed", "traybridge exo load big")
    assert "unload" not in finding.hint


def test_the_model_of_the_settings_that_does_not_fit_is_told_with_exos_reason():
    (finding,) = diagnose(replace(WELL, wanted="huge", unfit="no cycle with 700 GB"))
    assert (finding.code, finding.title) == ("model_does_not_fit", "huge does not fit: no cycle with 700 GB")
    assert "smaller model" in finding.hint


def test_a_crashed_model_is_told_with_its_reason():
    crashed = replace(MODEL, state=ModelState.FAILED, error="Terminated (signal=9 (Killed))")
    facts = replace(WELL, cluster=replace(READY, state=ClusterState.FAILED, models=(crashed,)))
    (finding,) = diagnose(facts)
    assert (finding.code, finding.title) == ("model_failed", "m failed: Terminated (signal=9 (Killed))")


def test_a_wedge_is_only_suspected_when_somebody_asked_for_a_word():
    assert codes(replace(WELL, asked="m", silence="nothing within 20 s")) == ["wedged"]
    assert set(codes(replace(WELL, asked="m", silence=""))) == {"exo_fine", "tokens"}


@pytest.mark.parametrize(("dialect", "parts", "old"), [("0.x", None, True), ("1.x", False, True), ("1.x", True, False)])
def test_an_old_version_is_a_note(dialect: str, parts: bool | None, old: bool):
    found = diagnose(replace(WELL, cluster=replace(READY, dialect=dialect), parts=parts))
    assert ("old_exo" in [finding.code for finding in found]) is old
    assert not any(finding.level is Level.PROBLEM for finding in found)


def test_openness_is_explained_as_a_note():
    found = diagnose(replace(WELL, open_to="*"))
    (note,) = [finding for finding in found if finding.code == "open_to_lan"]
    assert note.level is Level.NOTE
    assert "no password" in note.hint


QUIET = replace(NODE, name="MacBook", last_seen=12.4, stale=True)
STOPPED = replace(MODEL, state=ModelState.FAILED, error=msg("the runner failed"), nodes=("MacBook",))


@pytest.mark.parametrize(
    "facts",
    [
        WELL,
        ClusterFacts("mac:1", 1, stranger="nginx"),
        ClusterFacts("mac:1", 1, listens=False),
        ClusterFacts("mac:1", 1, error=failure(ConnectionResetError(), "mac:1", seconds=1), near=False),
        ClusterFacts(
            "mac:1", 1, error=NoAnswer("mac:1", failure(Closed(silent=True), "mac:1", seconds=1).title), listens=True
        ),
        ClusterFacts("mac:1", 1, error=failure(OSError(113, "x"), "mac:1", seconds=1), near=False, platform="darwin"),
        replace(WELL, cluster=Cluster(ClusterState.ELECTING, "1.x")),
        replace(WELL, cluster=Cluster(ClusterState.UP, "1.x", (NODE,))),
        replace(WELL, cluster=replace(READY, nodes=(NODE, QUIET))),
        replace(WELL, cluster=replace(READY, nodes=(QUIET,), models=(STOPPED, replace(STOPPED, id="n")))),
        replace(WELL, cluster=replace(READY, models=(STOPPED,))),
        replace(WELL, cluster=replace(READY, models=(STOPPED,)), downloads=[Download("n1", "m", "Failed", error="")]),
        replace(WELL, downloads=[Download("n1", "a", "Failed", error="disk full"), Download("n1", "b", "Failed")]),
        replace(WELL, wanted="huge", unfit=why_not([])),
        replace(WELL, asked="m", silence=msg("it ended without a word"), open_to="*", parts=False),
        replace(WELL, asked="m", silence="", cluster=replace(READY, dialect="0.x")),
    ],
)
def test_every_finding_can_be_told_in_another_language(facts: ClusterFacts):
    for finding in diagnose(facts):
        assert untold(finding.title) + untold(finding.hint) == [], finding


def test_models_that_a_quiet_node_stops_are_counted():
    cluster = replace(READY, nodes=(QUIET,), models=(STOPPED, replace(STOPPED, id="n"), replace(STOPPED, id="o")))
    (finding,) = diagnose(replace(WELL, cluster=cluster))
    assert finding.title == "Node MacBook was not seen for 12 s, so m and n and o cannot answer"
    assert isinstance(finding.title, Text)
    assert finding.title.number == 3


def test_problems_come_first():
    facts = replace(WELL, open_to="*", downloads=[Download("n1", "big", "Failed", error="no net")])
    assert [finding.level for finding in diagnose(facts)] == [Level.PROBLEM, Level.NOTE]
