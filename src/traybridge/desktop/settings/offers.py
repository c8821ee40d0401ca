"""What can be added as a provider, for what somebody typed into the search (pure)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from traybridge.core.addresses import is_local_address, is_local_host
from traybridge.core.config import Config, ProviderConfig
from traybridge.core.discovery import UNKNOWN, DiscoveredServer, Standing, standing, with_found
from traybridge.core.i18n import counted, msg
from traybridge.core.kinds import KINDS, ProviderKind
from traybridge.core.presets import PRESETS, Preset, origin
from traybridge.desktop.forms.provider_edits import new_of_kind, new_row

_HOST = re.compile(r"(?P<host>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(?::(?P<port>\d{1,5}))?(?P<path>/\S*)?")


@dataclass(frozen=True, slots=True)
class ProviderOffer:
    """One line of the list.

    ``row`` is what would be added; ``listed`` the id of the provider that is there already; ``found`` what was found
    on this machine. None of the three: an address has to be typed first.
    """

    title: str
    note: str
    row: ProviderConfig | None = None
    listed: str = ""
    found: DiscoveredServer | None = None


ASK_ADDRESS = ProviderOffer(
    msg("Another host"), msg("Any server that speaks OpenAI's or Exo's API: type its address above.")
)


def offers(text: str, config: Config, found: Sequence[DiscoveredServer] = ()) -> tuple[ProviderOffer, ...]:
    """What fits: servers at a typed address, what was found on this machine, and the known hosts."""
    url = as_url(text)
    if url:
        return (*_known_at(url, config), *_at_address(url, config))
    here = [offer for one in found if (offer := _found(one, config)) is not None and _fits(text, offer.title)]
    taken = {origin(one.base_url) for one in found}
    known = [
        _preset(row, config)
        for row in PRESETS
        if row.id != "custom" and _fits(text, row.name, row.id, row.base_url) and origin(row.base_url) not in taken
    ]
    return (*sorted((*here, *known), key=lambda offer: bool(offer.listed)), ASK_ADDRESS)


def _fits(text: str, *names: str) -> bool:
    wanted = text.strip().lower()
    return any(wanted in name.lower() for name in names)


def as_url(text: str) -> str:
    """The address that somebody typed, with its scheme; "" for what is none.

    A bare name is a search, a name with a dot, a port or a path is an address; http for this network, else https.
    """
    text = text.strip()
    if text.startswith(("http://", "https://")):
        return text if len(text) > len("https://") else ""
    part = _HOST.fullmatch(text)
    if part is None or not (
        part["port"] or part["path"] or "." in part["host"].strip(".") or part["host"] == "localhost"
    ):
        return ""
    host = part["host"].strip("[]")
    near = is_local_host(host) is not False or is_local_address(host, own=True)
    return f"{'http' if near else 'https'}://{text}"


def _known_at(url: str, config: Config) -> tuple[ProviderOffer, ...]:
    """The known hosts that somebody may mean with a part of their name, or with their address."""
    host = urlsplit(url).hostname or ""
    hosts = [(row, urlsplit(row.base_url).hostname or "") for row in PRESETS if not row.local and row.base_url]
    found = [_preset(row, config) for row, known in hosts if known == host or known.endswith(f".{host}")]
    return tuple(offer for offer in found if not offer.listed)


def _at_address(url: str, config: Config) -> tuple[ProviderOffer, ...]:
    listed = next(
        (row for row in config.effective_providers if row.base_url and origin(row.base_url) == origin(url)), None
    )
    if listed is not None:
        return (
            ProviderOffer(listed.label, msg("Is in your list at {address}", address=listed.base_url), listed=listed.id),
        )
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    host = parts.netloc
    kinds = [kind for kind in KINDS.values() if kind.offered_as and (kind.url_suffix or not path)]
    likely = sorted(kinds, key=lambda kind: (_port(url) not in kind.ports, not kind.url_suffix))
    return tuple(_of_kind(kind, config, f"{parts.scheme}://{host}{path or kind.url_suffix}", host) for kind in likely)


def _of_kind(kind: ProviderKind, config: Config, base_url: str, host: str) -> ProviderOffer:
    name = _short(host) if kind.offered_as == UNKNOWN else ""
    row = new_of_kind(config, kind, base_url=base_url, name=name)
    return ProviderOffer(msg("{server} at {host}", server=kind.title, host=host), row.base_url, row)


def _port(url: str) -> int | None:
    try:
        return urlsplit(url).port
    except ValueError:
        return None


def _short(host: str) -> str:
    """A name for a host that nobody named: without its port and user."""
    return host.rsplit("@", 1)[-1].rsplit(":", 1)[0].strip("[]") or host


def _found(one: DiscoveredServer, config: Config) -> ProviderOffer | None:
    where, listed = standing(one, config)
    note = _about_found(where, len(one.models))
    match where:
        case Standing.NEW:
            after = with_found(config, one)
            before = {row.id for row in config.effective_providers}
            row = next((row for row in after.effective_providers if row.id not in before), None)
            return ProviderOffer(one.name, note, row, found=one)
        case _:
            return ProviderOffer(one.name, note, listed=listed, found=one)


def _about_found(where: Standing, models: int) -> str:
    match where:
        case Standing.NEW if models:
            return counted("Runs on this machine, {count} model", "Runs on this machine, {count} models", models)
        case Standing.NEW:
            return msg("Runs on this machine")
        case Standing.OFF if models:
            return counted(
                "Runs on this machine, {count} model; in your list, switched off",
                "Runs on this machine, {count} models; in your list, switched off",
                models,
            )
        case Standing.OFF:
            return msg("Runs on this machine; in your list, switched off")
        case _ if models:
            return counted(
                "Runs on this machine, {count} model; in your list",
                "Runs on this machine, {count} models; in your list",
                models,
            )
        case _:
            return msg("Runs on this machine; in your list")


def _preset(row: Preset, config: Config) -> ProviderOffer:
    listed = next((one.id for one in config.effective_providers if origin(one.base_url) == origin(row.base_url)), "")
    if listed:
        return ProviderOffer(row.name, msg("In your list"), listed=listed)
    return ProviderOffer(row.name, _about(row), new_row(config, row))


def _about(row: Preset) -> str:
    if row.local:
        return msg("On this machine, {address}", address=urlsplit(row.base_url).netloc)
    return msg("Cloud, needs a key") if row.needs_key else msg("Cloud")
