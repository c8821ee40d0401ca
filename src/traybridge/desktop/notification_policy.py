"""Which changes are told by a notification (pure, no Qt): only what matters, each with its switch, none twice.

Whoever looks away wants to know that the own cluster went, that the cloud began to answer, and what costs or refuses.
What a person does here is no news to that person, and what was so at the start is shown by the icon.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from traybridge.core.cluster import ClusterState
from traybridge.core.config import NotificationsConfig
from traybridge.core.formatting import dollars
from traybridge.core.i18n import joined, msg
from traybridge.core.models import AUTO
from traybridge.core.presentation.describe import why_not_earlier
from traybridge.core.presentation.headline import absence, missing
from traybridge.core.presentation.notices import back_again, left_machine
from traybridge.core.presentation.route_stops import answering
from traybridge.core.presentation.status import ProviderStatus, Snapshot
from traybridge.core.provenance import Provenance

LOST_SECONDS = 10.0
"""An election takes Exo 3.5 s, a node that starts again about 10 (exo.md): shorter absences are no news."""
QUIET_SECONDS = 600.0
"""The same thing of the same provider is told once in this time."""

_NOBODY: Mapping[str, float] = MappingProxyType({})
_COMING = frozenset({ClusterState.DOWNLOADING, ClusterState.LOADING})
_NEVER_WORKED = frozenset({"unknown", "off", "no_key"})


@dataclass(frozen=True, slots=True)
class Notice:
    """One notification. ``kind`` is the name of its switch in ``[desktop.notifications]``.

    ``title`` and ``text`` are texts; ``text`` may begin small (``sentence``). ``page`` of the settings is where
    something can be done about it, "" is the chat.
    """

    kind: str
    title: str
    text: str = ""
    provider: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class NoticeHistory:
    """What was seen and told. Times are monotonic seconds.

    ``seen``: clusters and local servers that could answer since the start; ``gone``: those that cannot, and since
    when; ``told_gone``: whose loss was told; ``machines``: the names of theirs when they could answer last;
    ``capped``: at their monthly cap, None = not looked yet; ``cloud_told``: that the cloud answers instead is known for
    this absence; ``absence_told``: and it was told by its first answer, so that the loss is told no more; ``times``
    when each notice was due, shown or switched off.
    """

    seen: frozenset[str] = frozenset()
    gone: Mapping[str, float] = field(default_factory=dict)
    told_gone: frozenset[str] = frozenset()
    capped: frozenset[str] | None = None
    cloud_told: bool = False
    absence_told: bool = False
    machines: Mapping[str, frozenset[str]] = field(default_factory=dict)
    times: Mapping[tuple[str, str], float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NoticeDecision:
    """``notices`` to show now; ``again_in``: look again after so many seconds, None = when something changes."""

    notices: tuple[Notice, ...]
    memory: NoticeHistory
    again_in: float | None = None


def decide(
    memory: NoticeHistory,
    before: Snapshot | None,
    after: Snapshot,
    *,
    wanted: NotificationsConfig,
    now: float,
    answered: Provenance | None = None,
    capped: Mapping[str, float] = _NOBODY,
    excused: frozenset[str] = frozenset(),
) -> NoticeDecision:
    """Say what to tell. ``answered`` is an answer that just ended; ``capped``: the caps in US dollars of those who have
    reached theirs; ``excused``: somebody unloads a model there now.
    """
    news: list[Notice] = []
    memory = _follow_clusters(memory, after, now, excused, news)
    if wanted.exo_lost and any(one.kind == "exo_lost" for one in news):
        memory = replace(memory, cloud_told=True)  # it says who answers meanwhile
    if before is not None:
        news += _refusals(before, after)
    news += _caps(memory, after, capped)
    memory = replace(memory, capped=frozenset(capped))
    if answered is not None and (notice := _failover(memory, after, answered)) is not None:
        news.append(notice)
        told = wanted.failover and _is_fresh(memory, notice, now)
        memory = replace(memory, cloud_told=True, absence_told=told)
    fresh = [one for one in news if _is_fresh(memory, one, now)]
    times = {**memory.times, **{(one.kind, one.provider): now for one in fresh}}
    waiting = [since + LOST_SECONDS - now for one, since in memory.gone.items() if one not in memory.told_gone]
    shown = tuple(one for one in fresh if getattr(wanted, one.kind))
    return NoticeDecision(shown, replace(memory, times=times), min((max(0.0, one) for one in waiting), default=None))


def _is_fresh(memory: NoticeHistory, notice: Notice, now: float) -> bool:
    """A return is told whenever the loss was; everything else once in ten minutes."""
    last = memory.times.get((notice.kind, notice.provider))
    return notice.kind == "exo_back" or last is None or now - last >= QUIET_SECONDS


def _follow_clusters(
    memory: NoticeHistory, after: Snapshot, now: float, excused: frozenset[str], news: list[Notice]
) -> NoticeHistory:
    """Clusters that can answer are remembered; one that cannot for some time is news, and so is its return."""
    seen, gone, told = set(memory.seen), dict(memory.gone), set(memory.told_gone)
    machines = dict(memory.machines)
    near = {one.id: one for one in after.providers if one.enabled and one.local and not one.traits.is_starter}
    for one in near.values():
        if one.usable:
            seen.add(one.id)
            gone.pop(one.id, None)
            machines[one.id] = _machines(one)
            if one.id in told:
                told.discard(one.id)
                news.append(Notice("exo_back", msg("{name} is back", name=one.label), back_again(one), one.id))
        elif one.id in excused or (one.cluster is not None and one.cluster.state in _COMING):
            seen.discard(one.id)
            gone.pop(one.id, None)
        elif one.id in seen and one.id not in gone:
            gone[one.id] = now
        if one.id in gone and one.id not in told and now - gone[one.id] >= LOST_SECONDS:
            lost = _loss(one, machines.get(one.id, frozenset()), after)
            if memory.absence_told:
                told.add(one.id)
            elif _is_fresh(memory, lost, now):
                told.add(one.id)
                news.append(lost)
            else:
                seen.discard(one.id)
                gone.pop(one.id)
    kept = {one: since for one, since in gone.items() if one in near}
    there = {one: names for one, names in machines.items() if one in near}
    memory = replace(memory, seen=frozenset(seen & near.keys()), gone=kept, machines=there)
    memory = replace(memory, told_gone=frozenset(told & near.keys()))
    away = not any(one.usable for one in near.values())
    return replace(memory, cloud_told=memory.cloud_told and away, absence_told=memory.absence_told and away)


def _machines(one: ProviderStatus) -> frozenset[str]:
    return frozenset(node.name for node in one.cluster.nodes) if one.cluster is not None else frozenset()


def _loss(one: ProviderStatus, machines: frozenset[str], after: Snapshot) -> Notice:
    """Somebody's own machines cannot answer: why, and who answers meanwhile."""
    why = left_machine(one, machines) or (one.reason if one.cluster is None else "") or absence(one)
    instead = answering(after)
    then = msg("Nobody else can answer.") if instead is None else _until_back(instead)
    title = msg("{name} cannot answer", name=one.label)
    return Notice("exo_lost", title, msg("{why}. {then}", why=why, then=then), one.id)


def _until_back(instead: ProviderStatus) -> str:
    return msg("{name} answers until it is back.", name=instead.label)


def _refusals(before: Snapshot, after: Snapshot) -> list[Notice]:
    """A key that worked and does not any more; an allowance that is used up."""
    news = []
    for one in after.providers:
        was = before.provider(one.id)
        if was is None or was.health == one.health or was.health in _NEVER_WORKED:
            continue
        page = f"providers/{one.id}"
        if one.health == "auth":
            title = msg("{name} needs a new key", name=one.label)
            then = msg("Nobody else can answer.") if answering(after) is None else msg("The others answer meanwhile.")
            text = msg("{why}. {then}", why=msg("Its key was rejected"), then=then)
            news.append(Notice("key_rejected", title, text, one.id, page))
        elif one.health == "quota" and one.retry_in is not None:
            title = joined(": ", (one.label, one.reason))
            news.append(Notice("cap_reached", title, _asked_instead(after, one), one.id, page))
    return news


def _asked_instead(after: Snapshot, one: ProviderStatus) -> str:
    instead = answering(after)
    if instead is None or instead.id == one.id:
        return msg("Nobody else can answer.")
    return msg("{name} is asked instead.", name=instead.label)


def _caps(memory: NoticeHistory, after: Snapshot, capped: Mapping[str, float]) -> list[Notice]:
    if memory.capped is None:
        return []
    new = [one for one in after.providers if one.id in capped.keys() - memory.capped and one.enabled]
    return [
        Notice(
            "cap_reached",
            msg("{name} has reached {sum}", name=one.label, sum=dollars(capped[one.id])),
            _until_next_month(after, one),
            one.id,
            f"providers/{one.id}",
        )
        for one in new
    ]


def _until_next_month(after: Snapshot, one: ProviderStatus) -> str:
    instead = answering(after)
    if instead is None or instead.id == one.id:
        return msg("It is not asked any more this month.")
    return msg("{name} is asked instead until next month.", name=instead.label)


def _failover(memory: NoticeHistory, after: Snapshot, answered: Provenance) -> Notice | None:
    """The first answer from the cloud while machines that were there before cannot answer."""
    by_id = {one.id: one for one in after.providers}
    gave = by_id.get(answered.provider or "")
    if gave is None or gave.local or answered.asked_model != AUTO or memory.cloud_told:
        return None
    order = list(by_id)
    earlier = [by_id[one] for one in order[: order.index(gave.id)]]
    if not any(_was_there(memory, one) for one in earlier):
        return None
    because = why_not_earlier(answered, lambda one: by_id[one].label if one in by_id else one, order)
    if not because:
        return None
    gone = missing(after, gave)
    why = absence(gone) if gone is not None else because
    page = "exo" if gone is not None and gone.cluster is not None else ""
    text = msg("{why}. {then}", why=why, then=price) if (price := _price(answered)) else why
    return Notice("failover", msg("{name} answers now", name=gave.label), text, gave.id, page)


def _price(answered: Provenance) -> str:
    """What it means for the purse; who cannot know it says so."""
    if answered.cost is None:
        return msg("Answers from here may cost money.")
    return msg("Answers from here cost money.") if answered.cost else ""


def _was_there(memory: NoticeHistory, one: ProviderStatus) -> bool:
    """Somebody who never had a cluster is not told at each start that it is missing."""
    return one.enabled and one.local and not one.traits.is_starter and (one.id in memory.seen or bool(one.models))


def sentence(text: str) -> str:
    """What is said alone begins with a capital, in whichever language it is by now."""
    return text[:1].upper() + text[1:]
