"""What somebody has to do so that all is as it should be, one short line each, and where it can be done (pure)."""

from dataclasses import dataclass

from traybridge.core.cluster import ClusterState, ModelState
from traybridge.core.i18n import msg
from traybridge.core.model_names import model_name
from traybridge.core.planning import KeyState
from traybridge.core.presentation.status import ProviderStatus, Snapshot

UNLOCK = "unlock"
"""The place of a remedy that is no page of the settings."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """The thing to do, not what happened. ``place`` is a page of the settings, or ``UNLOCK``."""

    text: str
    place: str


def remedies(snapshot: Snapshot) -> tuple[Remedy, ...]:
    """What to do now; where nobody can answer, the quickest way out comes first."""
    offline = snapshot.state == "offline"
    found = [_empty_cluster(one) for one in snapshot.providers if offline and _lacks_model(one)]
    found += _keyring(snapshot)
    locked = bool(snapshot.keyring)
    found += [_of(one) for one in snapshot.providers if one.attention and not (locked and one.key is KeyState.LOCKED)]
    found += [Remedy(line, "diagnostics") for line in (snapshot.settings, snapshot.history) if line]
    return tuple(found)


def _lacks_model(one: ProviderStatus) -> bool:
    cluster = one.cluster
    return one.enabled and cluster is not None and cluster.state is ClusterState.UP and bool(cluster.nodes)


def _empty_cluster(one: ProviderStatus) -> Remedy:
    return Remedy(msg("{name}: load a model…", name=one.label), "exo")


def _keyring(snapshot: Snapshot) -> list[Remedy]:
    if not snapshot.keyring:
        return []
    if any(one.key is KeyState.LOCKED for one in snapshot.providers):
        return [Remedy(msg("Unlock the keyring…"), UNLOCK)]
    return [Remedy(snapshot.keyring, "privacy")]


def _of(one: ProviderStatus) -> Remedy:
    page = f"providers/{one.id}"
    if one.health == "auth":
        return Remedy(msg("{name}: new key…", name=one.label), page)
    if one.health == "no_key" and one.key is KeyState.UNREADABLE:
        return Remedy(msg("{name}: enter its key again…", name=one.label), page)
    broken = [model for model in one.cluster.models if model.state is ModelState.FAILED] if one.cluster else []
    if broken:
        return Remedy(msg("{name}: load {model} again…", name=one.label, model=model_name(broken[0].id)), "exo")
    return Remedy(msg("{name}: {what}", name=one.label, what=one.reason), page)
