"""Who would answer the next question and with what, in the two short lines that head a window (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass

from traybridge.core.cluster import ClusterState
from traybridge.core.i18n import counted, joined, msg
from traybridge.core.model_names import model_name
from traybridge.core.models import AUTO
from traybridge.core.planning import Plan
from traybridge.core.presentation.headline import is_coming, missing
from traybridge.core.presentation.status import ProviderStatus, Snapshot


@dataclass(frozen=True, slots=True)
class WhoAnswers:
    """``line`` stands under the model's name; ``sentence`` is the same for screen readers; ``title`` and ``lines`` are
    what an empty window says.
    """

    line: str
    sentence: str
    title: str
    lines: tuple[str, ...]


def who_answers(snapshot: Snapshot, plan: Plan, model: str = AUTO) -> WhoAnswers:
    """Say it for a plan of the next question; ``plan`` is the bridge's own for ``model``, so no second rule decides."""
    route = plan.routes[0] if plan.routes else None
    one = snapshot.provider(route.provider) if route is not None else None
    if one is None or route is None:
        return _nobody(snapshot, plan, model)
    others = [snapshot.provider(other.provider) for other in plan.routes[1:]]
    cloud_behind = any(other is not None and not other.local for other in others)
    return WhoAnswers(
        _line(snapshot, one, route.model),
        _sentence(one, route.model),
        _title(one),
        tuple(line for line in _lines(snapshot, one, route.model, cloud_behind=cloud_behind) if line),
    )


def is_answering(name: str) -> str:
    """The line while an answer runs."""
    return msg("{name} is answering", name=name)


def _nobody(snapshot: Snapshot, plan: Plan, model: str) -> WhoAnswers:
    """Nobody can be asked now, or it is not known yet who can."""
    coming = next((one for one in snapshot.providers if one.enabled and is_coming(one)), None)
    if coming is not None:
        line = joined(" · ", (coming.label, _coming(coming)))
        return WhoAnswers(line, line, msg("{name} is loading.", name=coming.label), (_named_model(coming),))
    if snapshot.state == "starting" or plan.pending:
        return WhoAnswers(msg("Starting…"), msg("Starting…"), msg("Starting…"), ())
    if model != AUTO and any(one.usable for one in snapshot.providers):
        line = msg("Nobody can answer with this model")
        return WhoAnswers(
            line, line, msg("Nobody can answer with this model."), (msg("Choose Auto or another model."),)
        )
    line = msg("Nobody can answer")
    blocked = (msg("Local only is on, and nothing on your network can answer."),) if snapshot.local_only else ()
    return WhoAnswers(line, line, msg("Nobody can answer yet."), blocked)


def _line(snapshot: Snapshot, one: ProviderStatus, model: str) -> str:
    before = missing(snapshot, one)
    if before is None:
        return joined(" · ", (one.label, _what(one, model)))
    return joined(" · ", (one.label, _until(before)))


def _until(before: ProviderStatus) -> str:
    """How long somebody stands in for another."""
    if not is_coming(before):
        return msg("until {name} is back", name=before.label)
    if share := _share(before):
        return msg("until {name} has loaded, {share}", name=before.label, share=share)
    return msg("until {name} has loaded", name=before.label)


def _sentence(one: ProviderStatus, model: str) -> str:
    if one.traits.is_starter:
        return msg("The starter model answers, tiny")
    return msg("{name} answers with {model}", name=one.label, model=model_name(model))


def _title(one: ProviderStatus) -> str:
    return msg("The starter model answers.") if one.traits.is_starter else msg("{name} answers.", name=one.label)


def _lines(snapshot: Snapshot, one: ProviderStatus, model: str, *, cloud_behind: bool) -> Sequence[str]:
    before = missing(snapshot, one)
    because = msg("{name}: {what}.", name=before.label, what=before.reason or _coming(before)) if before else ""
    if one.traits.is_starter:
        return because, msg("It is quick and private, and often wrong: it is tiny.")
    if not one.local:
        return because, msg("Questions leave your network and may cost money.")
    where = _ready_where(one, model)
    if snapshot.local_only:
        return where, msg("Nothing leaves your network.")
    return where, msg("The cloud is asked only if {name} cannot.", name=one.label) if cloud_behind else ""


def _ready_where(one: ProviderStatus, model: str) -> str:
    """Which model is ready on which machines."""
    held = next((held for held in one.cluster.models if held.id == model), None) if one.cluster is not None else None
    name, nodes = model_name(model), held.nodes if held is not None else ()
    match nodes:
        case ():
            return msg("{model} is ready.", model=name)
        case (node,):
            return msg("{model} is ready on {node}.", model=name, node=node)
        case (node, other):
            return msg("{model} is ready on {node} and {other}.", model=name, node=node, other=other)
    return counted(
        "{model} is ready on {count} machine.", "{model} is ready on {count} machines.", len(nodes), model=name
    )


def _what(one: ProviderStatus, model: str) -> str:
    return msg("tiny") if one.traits.is_starter else model_name(model)


def _share(one: ProviderStatus) -> str:
    """How far the model is that comes first; "" where nobody knows."""
    models = one.cluster.models if one.cluster is not None else ()
    share = max((model.progress for model in models if model.progress is not None), default=None)
    return "" if share is None else msg("{share:.0%}", share=share)


def _coming(one: ProviderStatus) -> str:
    downloading = one.cluster is not None and one.cluster.state is ClusterState.DOWNLOADING
    what = msg("downloading") if downloading else msg("loading")
    return joined(", ", (what, _share(one))) if _share(one) else what


def _named_model(one: ProviderStatus) -> str:
    models = one.cluster.models if one.cluster is not None else ()
    return joined("", (model_name(models[0].id),)) if models else ""
