"""What a notification says of a cluster that left or came back, in whole sentences (pure)."""

from collections.abc import Collection, Sequence

from traybridge.core.cluster import Node
from traybridge.core.i18n import Text, counted, msg
from traybridge.core.model_names import model_name
from traybridge.core.presentation.status import ProviderStatus


def left_machine(one: ProviderStatus, before: Collection[str]) -> Text | None:
    """The machine that was there when it could answer last and is not seen any more; None where nobody knows.

    ``before``: the names of its machines then. A cluster of which nothing is known has not lost one of them.
    """
    nodes = one.cluster.nodes if one.cluster is not None else ()
    if not nodes:
        return None
    here = {node.name for node in nodes if not node.stale}
    left = sorted(set(before) - here)
    return msg("{node} left the cluster", node=left[0]) if left else None


def back_again(one: ProviderStatus) -> str:
    """What answers again, and where: "Llama 3.3 70B is ready on 2 Macs."."""
    cluster = one.cluster
    model = next((model for model in cluster.models if model.answers), None) if cluster is not None else None
    if cluster is None or model is None:
        return msg("It answers again.")
    nodes = [node for node in cluster.nodes if not model.nodes or node.name in model.nodes]
    if not nodes:
        return msg("{model} is ready.", model=model_name(model.id))
    return msg("{model} is ready on {machines}.", model=model_name(model.id), machines=in_machines(nodes))


def in_machines(nodes: Sequence[Node]) -> str:
    """How many machines, as what people call them: "2 Macs", "3 machines"."""
    if all(node.is_mac for node in nodes):
        return counted("{count} Mac", "{count} Macs", len(nodes))
    return counted("{count} machine", "{count} machines", len(nodes))
