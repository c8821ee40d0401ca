"""What an import would do, decided before anything is written (pure).

TrayBridge's own settings win: a provider that is already listed keeps what it has and gets only what it lacks. Of
several sources the first wins, the others fill gaps and are named. An import of the same things again changes nothing.
A stored key that differs is replaced only with ``replace_keys``, which somebody has to confirm.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from dataclasses import replace as change
from typing import Any
from urllib.parse import urlsplit

from msgspec.structs import replace

from traybridge.core.config import EMBEDDED_ID, Config, ProviderConfig, default_providers, usable_id
from traybridge.core.i18n import msg
from traybridge.core.import_preview import Action, Entry, ImportItem
from traybridge.core.presets import origin
from traybridge.core.saved_chat import SavedChat
from traybridge.core.secret import Secret
from traybridge.migrate import servers
from traybridge.migrate.findings import (
    Findings,
    FoundProvider,
    KeyFile,
    KeyLocation,
    OldConversation,
    OldFile,
)
from traybridge.migrate.reasons import capitalised
from traybridge.migrate.settings import aliases_of, with_renamed, with_settings

_MIN_KEY_LENGTH = 8
"""Characters from which on a key inside another text is no chance."""
_KEY_IN_ADDRESS = msg("its address (base_url) holds the key; enter the address without it")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that may be scrubbed once the key of ``account`` is in the keyring."""

    place: KeyLocation
    account: str | None
    name: str
    backup: bool


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The preview and all that ``apply`` and ``scrub`` need. ``keys`` are those to be stored, by account.

    ``known_keys`` are all that were found or stored, taken or not; ``again`` makes the same plan over other settings;
    ``keyring_problem``: the stored keys could not be looked at.
    """

    items: tuple[ImportItem, ...]
    before: Config
    config: Config
    keys: Mapping[str, Secret] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    conversations: tuple[OldConversation, ...] = ()
    chats: tuple[SavedChat, ...] = ()
    marks: tuple[Mark, ...] = ()
    key_files: tuple[KeyFile, ...] = ()
    files: tuple[OldFile, ...] = ()
    variables: tuple[tuple[str, Secret], ...] = ()
    known_keys: frozenset[Secret] = frozenset()
    again: Callable[[Config], "ImportPlan"] = field(kw_only=True, repr=False, compare=False)
    keyring_problem: str = ""

    @property
    def accounts(self) -> tuple[str, ...]:
        """Every account whose key matters to this plan."""
        rows = [row.id for row in self.config.effective_providers if row.takes_key]
        return tuple(dict.fromkeys([*rows, *self.keys]))

    @property
    def brings_something(self) -> bool:
        """True when carrying it out may change anything; chats count, known or not."""
        return bool(self.keys or self.conversations or self.chats) or self.config != self.before


def plan(
    findings: Findings,
    config: Config,
    stored: Mapping[str, Secret],
    *,
    replace_keys: bool = False,
    left_out: Collection[Entry] = (),
) -> ImportPlan:
    """Decide about everything that was found; ``stored`` are the keys in the keyring by account.

    What is ``left_out`` stays where it is, its key too: another entry for the same host may then count.
    """
    draft = _Draft(config, stored, replace_keys)
    items = _provider_items(draft, findings, left_out)
    first_of = dict(reversed(findings.settings))
    rows = draft.ordered(exo_first=first_of.get("prefer_local") is not False)
    changed = config if rows == config.providers else config.with_providers(rows)
    settings = with_renamed([one for one in findings.settings if one[0] != "prefer_local"], draft.renamed)
    settings += [(f"aliases.{name}", targets) for name, targets in aliases_of(draft.aliases, findings.fallbacks)]
    changed, taken, problems = with_settings(changed, settings)
    items += [ImportItem("", "", "skip", problem=capitalised(text)) for text in problems]
    return ImportPlan(
        items=tuple(items),
        before=config,
        config=changed,
        keys=draft.new_keys,
        settings={name: value for name, value in first_of.items() if name == "prefer_local"} | taken,
        conversations=findings.conversations,
        chats=findings.chats,
        marks=tuple(draft.marks(findings.found)),
        key_files=findings.key_files,
        files=findings.files,
        variables=findings.variables,
        known_keys=frozenset([*stored.values(), *_keys_of(findings.found)]),
        again=lambda now: plan(findings, now, stored, replace_keys=replace_keys, left_out=left_out),
    )


def _provider_items(draft: "_Draft", findings: Findings, left_out: Collection[Entry]) -> list[ImportItem]:
    """The lines of the preview for what was found: copies come last, and only for a key that is nowhere else."""

    def item(one: FoundProvider) -> ImportItem:
        return _left_out(one) if _entry(one) in left_out else draft.take(one)

    items = [item(one) for one in findings.found if not one.backup]
    items += [item(one) for one in findings.found if one.backup and draft.misses_key_of(one)]
    return items + [ImportItem(one.source, "", "skip", problem=capitalised(one.text)) for one in findings.problems]


def _entry(found: FoundProvider) -> Entry:
    return found.source, _without_key(found), _masked(found)


def _left_out(found: FoundProvider) -> ImportItem:
    return ImportItem(found.source, _without_key(found), "skip", key=_masked(found), left_out=True)


def _keys_of(found: Iterable[FoundProvider]) -> Iterable[Secret]:
    for one in found:
        yield from (key for key in (one.key, *(place.key for place in one.places)) if key is not None)


class _Draft:
    """The providers as they will be, while one found entry after the other is taken in."""

    def __init__(self, config: Config, stored: Mapping[str, Secret], replace_keys: bool) -> None:
        self._listed = config.providers
        self._rows: dict[str, ProviderConfig] = {}
        self._ids_at: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
        for row in config.providers:
            self._list(row)
        self._stored = stored
        self._replace_keys = replace_keys
        self._taken: dict[str, FoundProvider] = {}
        self._near: set[str] = set()
        self._places_in_order: dict[str, tuple[float, int]] = {}
        self._exact = False
        self._key_sources: dict[str, str] = {}
        self.new_keys: dict[str, Secret] = {}
        self.renamed: dict[str, str] = {}
        self.aliases: list[tuple[str, str]] = []

    def take(self, found: FoundProvider) -> ImportItem:
        """Take one entry in and say what that means."""
        found = _kept_apart(found)
        if found.row is None:
            return ImportItem(
                found.source, _without_key(found), "skip", key=_masked(found), problem=capitalised(found.problem)
            )
        listed = self._match(found)
        if listed is None:
            return self._add(found, found.row)
        first = listed.id not in self._taken
        action, note = self._take_key(found, listed.id)
        moved = action == "same" and listed.key_origin not in {"", origin(listed.base_url)}
        changed = self._merged(listed, found, keyed=moved or action in {"new", "replace"})
        self._rows[listed.id] = changed
        self._remember(found, listed.id)
        kind: Action = "update" if changed != listed or action in {"new", "replace"} else "same"
        if action == "keep" or (kind == "same" and not first and found.source == self._taken[listed.id].source):
            kind = "skip" if kind == "same" else kind
            note = note or msg("{name} is listed twice; the first one is used", name=self._rows[listed.id].label)
        return self._item(found, changed, kind, note)

    def _add(self, found: FoundProvider, row: ProviderConfig) -> ImportItem:
        provider_id = self._free_id(row, found)
        self._list(replace(row, id=provider_id))
        if found.enabled is not None:
            self._rows[provider_id] = replace(self._rows[provider_id], enabled=found.enabled)
        action, note = self._take_key(found, provider_id)
        if action in {"new", "replace", "same"}:
            self._rows[provider_id] = replace(self._rows[provider_id], key_origin=origin(row.base_url))
        self._places_in_order[provider_id] = (found.priority, len(self._places_in_order))
        self._exact = self._exact or found.exact_id
        self._near |= {provider_id} if found.reader == servers.READER else set()
        self._remember(found, provider_id)
        return self._item(found, self._rows[provider_id], "add", note)

    def _list(self, row: ProviderConfig) -> None:
        self._rows[row.id] = row
        self._ids_at[_address(row)].append(row.id)

    def _remember(self, found: FoundProvider, provider_id: str) -> None:
        self._taken.setdefault(provider_id, found)
        if found.exact_id and found.row is not None:
            self.renamed[found.row.id] = provider_id
        self.aliases += [(name, f"{provider_id}:{model}") for name, model in found.aliases]

    def _match(self, found: FoundProvider) -> ProviderConfig | None:
        """The provider at the same address; of several the one with the same key."""
        wanted = found.row
        if wanted is None:
            return None
        same = [self._rows[one] for one in self._ids_at.get(_address(wanted), ())]
        if found.exact_id:
            itself = [row for row in same if row.id == wanted.id]
            earlier = re.compile(rf"{re.escape(wanted.id)}-\d+")  # the id that an import before this one gave it
            return next(iter(itself + [row for row in same if earlier.fullmatch(row.id)]), None)
        with_key = [row for row in same if found.key is not None and self._key_of(row.id) == found.key]
        return next(iter(with_key + same), None)

    def _key_of(self, account: str) -> Secret | None:
        return self.new_keys.get(account) or self._stored.get(account)

    def _free_id(self, row: ProviderConfig, found: FoundProvider) -> str:
        """The proposed id, or a numbered one: an id is also the account of a key that was given for one address."""
        if found.exact_id:
            return row.id if row.traits.is_starter else self._numbered(row.id, {EMBEDDED_ID})
        taken = {EMBEDDED_ID}
        if not self._listed:
            # An imported Exo stands in for that one.
            others = [one for one in default_providers() if not one.traits.is_cluster]
            taken |= {one.id for one in others if _address(one) != _address(row)}
        if row.id != row.preset:
            taken |= {account for account, key in self._stored.items() if key != found.key}
        return self._numbered(row.id, taken)

    def _numbered(self, wanted: str, taken: set[str]) -> str:
        """The id itself where it is free, here and in ``taken``."""
        if wanted not in self._rows and wanted not in taken:
            return wanted
        return usable_id(wanted, taken | self._rows.keys())

    def _take_key(self, found: FoundProvider, account: str) -> tuple[str, str]:
        """Decide about the key: "none", "same", "new", "replace" or "keep" (another one stays); and what to say."""
        if found.key is None:
            return "none", self._about_no_key(found, account)
        row = self._rows[account]
        if not row.takes_key:
            return "none", msg("{name} takes no key; the one here was left out", name=row.label)
        known = self._key_of(account)
        if known is not None and known != found.key:
            if account in self._key_sources:
                told = {"key": known.masked, "source": self._key_sources[account]}
                return "keep", msg("another key ({key}) from {source} is used for it", **told)
            if not self._replace_keys:
                told = {"key": known.masked, "account": account}
                return "keep", msg(
                    "another key ({key}) is stored for it and stays; to use this one: traybridge keys set {account}",
                    **told,
                )
        self._key_sources.setdefault(account, found.source)
        if known == found.key:
            return "same", found.problem
        self.new_keys[account] = found.key
        if known is None:
            return "new", found.problem
        return "replace", msg("replaces the stored key {key}", key=known.masked)

    def _about_no_key(self, found: FoundProvider, account: str) -> str:
        row = self._rows[account]
        if account in self._taken and not found.lost_key:
            return found.problem  # what is missing was said with the first one
        if self._key_of(account) is not None:
            return msg("{problem}; the stored one is used", problem=found.problem) if found.lost_key else found.problem
        if found.lost_key:
            told = {"problem": found.problem, "account": account}
            return msg("{problem}; enter the key again: traybridge keys set {account}", **told)
        if row.needs_key and found.reader != "traybridge":
            return found.problem or msg("no key in there; enter it: traybridge keys set {account}", account=account)
        return found.problem

    def _merged(self, row: ProviderConfig, found: FoundProvider, *, keyed: bool) -> ProviderConfig:
        """What is set stays; gaps are filled; limits only get stricter."""
        other = found.row
        if other is None:
            return row
        first = row.id not in self._taken
        model = row.model or other.model
        known = dict.fromkeys(one for one in (*row.models, other.model, *other.models) if one and one != model)
        changed = replace(
            row,
            model=model,
            models=tuple(known),
            headers={**other.headers, **row.headers},
            free_only=row.free_only or other.free_only,
            request_cap=other.request_cap if row.request_cap is None else row.request_cap,
        )
        if keyed:
            changed = replace(changed, key_origin=origin(row.base_url))
        if keyed and first and found.enabled is not None and self._stored.get(row.id) is None:
            changed = replace(changed, enabled=found.enabled)
        return changed

    def _item(self, found: FoundProvider, row: ProviderConfig, action: Action, note: str) -> ImportItem:
        return ImportItem(
            source=found.source,
            name=_without_key(found),
            action=action,
            id=row.id,
            kind=row.kind,
            base_url=row.base_url or None,
            key=_masked(found),
            enabled=row.enabled,
            problem=capitalised(note),
        )

    def misses_key_of(self, found: FoundProvider) -> bool:
        """True when a copy has the key of a provider whose own entry lost it."""
        row = self._match(found)
        if row is None or found.key is None or self._key_of(row.id) is not None:
            return False
        taken = self._taken.get(row.id)
        return taken is not None and taken.lost_key

    def ordered(self, *, exo_first: bool) -> tuple[ProviderConfig, ...]:
        """All providers in their order; the config's own list when nothing was taken in."""
        if not self._taken:
            return self._listed
        new = sorted(self._places_in_order, key=lambda one: self._places_in_order[one])
        if self._exact and not self._listed:
            return tuple(self._rows[one] for one in new)
        listed = [self._rows[row.id] for row in self._listed]
        added = [self._rows[one] for one in new]
        if not listed:
            missing = [row for row in default_providers() if row.id not in self._rows]
            listed, added = [], [row for row in missing if row.traits.is_cluster] * (not _has_exo(added)) + added
            added += [row for row in missing if not row.traits.is_cluster]
        near = [row for row in added if row.traits.is_cluster] + [row for row in added if row.id in self._near]
        near = near if exo_first else []
        ahead = {row.id for row in near}
        late = [row for row in added if row.id not in ahead]
        if not exo_first:
            late = [row for row in late if not row.traits.is_cluster] + [row for row in late if row.traits.is_cluster]
        front = max((at + 1 for at, row in enumerate(listed) if row.traits.is_cluster), default=0)
        end = len(listed) - 1 if listed and listed[-1].traits.is_starter else len(listed)
        front = min(front, end)
        return (*listed[:front], *near, *listed[front:end], *late, *listed[end:])

    def marks(self, found: Iterable[FoundProvider]) -> Iterable[Mark]:
        for one in found:
            row = self._match(one)
            for place in one.places:
                yield Mark(place, row.id if row else None, row.label if row else _without_key(one), one.backup)


def _address(row: ProviderConfig) -> tuple[str, str, str]:
    """What two rows of one server have in common, however it is written."""
    where = origin(row.base_url).replace("//localhost:", "//127.0.0.1:")
    return row.kind, where, urlsplit(row.base_url).path.rstrip("/")


def _kept_apart(found: FoundProvider) -> FoundProvider:
    """Keep a key out of the config when somebody pasted it as a name, an address or a header, too."""
    row, key = found.row, found.key.reveal() if found.key else ""
    if row is None or len(key) < _MIN_KEY_LENGTH:
        return found
    if key in row.base_url:
        return change(found, row=None, problem=_KEY_IN_ADDRESS)
    kept = {name: value for name, value in row.headers.items() if key not in value}
    if key in row.name:
        host = urlsplit(row.base_url).hostname or ""
        row = replace(row, name=host, id=usable_id(host))
    return change(found, row=replace(row, headers=kept))


def _has_exo(rows: list[ProviderConfig]) -> bool:
    return any(row.traits.is_cluster for row in rows)


def _masked(found: FoundProvider) -> str | None:
    return found.key.masked if found.key else None


def _without_key(found: FoundProvider) -> str:
    """The entry's name; somebody may have pasted the key there."""
    text = found.key.reveal() if found.key else ""
    return found.name.replace(text, "…") if text else found.name
