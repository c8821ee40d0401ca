"""What to do, not what happened: one short line each, with the place where it is done."""

import pytest

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.core.planning import KeyState
from traybridge.core.presentation.remedies import UNLOCK, Remedy, remedies
from traybridge.core.presentation.status import ProviderStatus, Snapshot

NODES = (Node("1", "Studio"),)
BROKEN = LoadedModel("mlx/Llama-3.2-3B", ModelState.FAILED, error="full")
FAILED = Cluster(ClusterState.FAILED, "1.x", NODES, (BROKEN,))
NOTHING = Cluster(ClusterState.UP, "1.x", NODES)
EMPTY = ProviderStatus("exo", "Exo", "exo", True, "ok", "no model is loaded", False, local=True, cluster=NOTHING)


def host(health: str, reason: str, **values: KeyState) -> ProviderStatus:
    return ProviderStatus("hf", "Hugging Face", "openai", True, health, reason, False, True, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "text", "place"),
    [
        (host("auth", "key rejected"), "Hugging Face: new key…", "providers/hf"),
        (
            host("quota", "quota used up, again in 3 h"),
            "Hugging Face: quota used up, again in 3 h",
            "providers/hf",
        ),
        (host("no_key", "", key=KeyState.UNREADABLE), "Hugging Face: enter its key again…", "providers/hf"),
        (
            ProviderStatus("exo", "Exo", "exo", True, "ok", "", False, True, local=True, cluster=FAILED),
            "Exo: load Llama 3.2 3B again…",
            "exo",
        ),
    ],
)
def test_each_has_its_line_and_its_place(one: ProviderStatus, text: str, place: str):
    assert remedies(Snapshot("cloud", (one,))) == (Remedy(text, place),)


def test_a_locked_keyring_is_said_once_for_all_its_keys():
    locked = tuple(host("no_key", "keyring locked", key=KeyState.LOCKED) for _ in range(3))
    assert remedies(Snapshot("offline", locked, keyring="The keyring is locked")) == (
        Remedy("Unlock the keyring…", UNLOCK),
    )


def test_a_keyring_that_is_not_there_is_told_as_it_is():
    assert remedies(Snapshot("cloud", (), keyring="There is no keyring")) == (Remedy("There is no keyring", "privacy"),)


def test_files_that_cannot_be_read_are_told_in_their_own_words():
    found = remedies(Snapshot("cloud", (), settings="config.toml:3: failover", history="The history is damaged"))
    assert [one.text for one in found] == ["config.toml:3: failover", "The history is damaged"]


def test_a_cluster_without_a_model_is_a_way_out_only_where_nobody_can_answer():
    assert remedies(Snapshot("cloud", (EMPTY,))) == ()
    assert remedies(Snapshot("offline", (EMPTY,))) == (Remedy("Exo: load a model…", "exo"),)
