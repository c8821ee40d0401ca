"""Who answers now, in one line that every surface shows: menu, tooltip, window, ``status`` and report (pure)."""

from traybridge.core.cluster import COMING, ClusterState
from traybridge.core.i18n import Text, clipped, joined, msg
from traybridge.core.model_names import model_name
from traybridge.core.models import AUTO
from traybridge.core.presentation.describe import phrase
from traybridge.core.presentation.route_stops import answering
from traybridge.core.presentation.status import ProviderStatus, Snapshot, words_of_cluster

LONGEST = 100
_MOVES = frozenset({ClusterState.DOWNLOADING, ClusterState.LOADING})


def headline(snapshot: Snapshot) -> str:
    """One line: "Exo answers, Llama 3.3 70B", "OpenRouter answers: Mac Studio left", "Nobody can answer"."""
    if snapshot.state == "starting":
        return msg("Starting…")
    first = answering(snapshot)
    if first is None:
        return _nobody(snapshot)
    if (gone := missing(snapshot, first)) is not None:
        return _line(msg("{name} answers: {why}", name=first.label, why=absence(gone)))
    if snapshot.local_only:
        return _line(msg("{name} answers, local only", name=first.label))
    if first.traits.is_starter:
        return _line(msg("{name} answers, tiny", name=first.label))
    if model := answering_model(snapshot, first):
        return _line(msg("{name} answers, {model}", name=first.label, model=model))
    return _line(msg("{name} answers", name=first.label))


def _line(text: Text) -> str:
    return clipped(text, LONGEST)


def _nobody(snapshot: Snapshot) -> str:
    """What happens meanwhile, where something does; else that nobody can."""
    coming = next((one for one in snapshot.providers if one.enabled and is_coming(one)), None)
    return msg("Nobody can answer") if coming is None else _line(absence(coming))


def is_coming(one: ProviderStatus) -> bool:
    """True where a model is on its way, so that waiting helps."""
    return one.cluster is not None and one.cluster.state in _MOVES and not one.usable


def answering_model(snapshot: Snapshot, first: ProviderStatus) -> str:
    """The short name of the model that would answer, "" where the host chooses one itself or nobody knows."""
    if snapshot.first is not None and snapshot.first.provider == first.id:
        name = model_name(snapshot.first.model)
        return "" if name == AUTO else name
    held = first.cluster.models if first.cluster is not None else ()
    return next((model_name(one.id) for one in held if one.answers), "")


def missing(snapshot: Snapshot, first: ProviderStatus) -> ProviderStatus | None:
    """The machines that would be asked before ``first`` and cannot answer now.

    Who never had any (no cluster now, no list of models from before) misses none.
    """
    for one in snapshot.providers:
        if first.id in {one.id, snapshot.only}:
            return None
        near = one.enabled and one.local and not one.traits.is_starter and not one.usable
        if near and (one.cluster is not None or one.models) and not _kept_out(one):
            return one
    return None


def _kept_out(one: ProviderStatus) -> bool:
    """Nothing is wrong with it: a setting leaves it out."""
    return one.health == "ok" and one.cluster is not None and any(model.answers for model in one.cluster.models)


def absence(one: ProviderStatus) -> Text:
    """Why somebody's machines do not answer, as a sentence: "Mac Studio left", "Exo has no model loaded"."""
    cluster = one.cluster
    if cluster is None or cluster.state is ClusterState.OFFLINE:
        return msg("{name} does not answer", name=one.label)
    if left := [node.name for node in cluster.nodes if node.stale]:
        return msg("{node} left", node=left[0])
    if cluster.state in _MOVES:
        return msg("{name} is {what}", name=one.label, what=words_of_cluster(cluster))
    if broken := next((model for model in cluster.models if model.error or model.state.value == "failed"), None):
        return msg("{model} failed", model=model_name(broken.id))
    if not any(model.answers or model.state in COMING for model in cluster.models) and cluster.nodes:
        return msg("{name} has no model loaded", name=one.label)
    return msg("{name} cannot answer", name=one.label)


def tooltip(snapshot: Snapshot) -> str:
    """What the icon says in words: the state, then one phrase for each provider that is switched on, by its name."""
    lines = [headline(snapshot)]
    lines += [phrase(one) for one in snapshot.providers if one.enabled]
    lines += [line for line in (snapshot.keyring, snapshot.settings, snapshot.history) if line]
    return joined("\n", lines)
