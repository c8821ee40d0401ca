"""What a notification says of a cluster: who left, and what is ready again."""

import pytest

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.core.presentation.notices import back_again, left_machine
from traybridge.core.presentation.status import ProviderStatus

STUDIO, BOOK, BOX = Node("1", "Mac Studio"), Node("2", "MacBook Pro"), Node("3", "box")


def exo(*nodes: Node, models: tuple[LoadedModel, ...] = ()) -> ProviderStatus:
    cluster = Cluster(ClusterState.READY, "1.x", nodes, models)
    return ProviderStatus("exo", "Exo", "exo", True, "ok", "", True, local=True, cluster=cluster)


def test_the_machine_that_is_missing_is_named():
    assert left_machine(exo(BOOK), {"Mac Studio", "MacBook Pro"}) == "Mac Studio left the cluster"
    assert left_machine(exo(BOOK, Node("1", "Mac Studio", stale=True)), {"Mac Studio"}) == "Mac Studio left the cluster"


def test_nobody_left_where_all_are_there_or_nothing_is_known():
    assert left_machine(exo(STUDIO, BOOK), {"Mac Studio"}) is None
    assert left_machine(exo(), {"Mac Studio"}) is None


@pytest.mark.parametrize(
    ("nodes", "on", "words"),
    [
        ((STUDIO, BOOK), (), "Llama 3.3 70B is ready on 2 Macs."),
        ((STUDIO, BOX), (), "Llama 3.3 70B is ready on 2 machines."),
        ((STUDIO, BOX), ("Mac Studio",), "Llama 3.3 70B is ready on 1 Mac."),
        ((), (), "Llama 3.3 70B is ready."),
    ],
)
def test_what_is_ready_again_and_where(nodes: tuple[Node, ...], on: tuple[str, ...], words: str):
    model = LoadedModel("mlx/Llama-3.3-70B-Instruct", ModelState.READY, nodes=on)
    assert back_again(exo(*nodes, models=(model,))) == words


def test_a_server_without_a_cluster_answers_again():
    one = ProviderStatus("ollama", "Ollama", "openai", True, "ok", "", True, local=True)
    assert back_again(one) == "It answers again."
