"""All settings as one frozen value, their checks, and how to change one (pure)."""

import re
from collections.abc import Container, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlsplit

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from traybridge.core.errors import BadConfig
from traybridge.core.i18n import msg
from traybridge.core.kinds import DEFAULT_KIND, KINDS, ProviderKind
from traybridge.core.presets import PRESETS, Preset, origin, preset, preset_of_url

if TYPE_CHECKING:
    KindName = str
else:
    KindName = Literal[tuple(KINDS)]
    """One of the names in core/kinds.py: whoever reads the file refuses any other."""
Seconds = Annotated[float, Meta(gt=0, le=86_400)]
Money = Annotated[float, Meta(ge=0)]
Port = Annotated[int, Meta(ge=1, le=65_535)]


class ProviderConfig(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One provider. Its place in ``Config.providers`` is its priority.

    ``base_url`` ends as its kind's ``url_suffix`` says; ``model`` is what ``auto`` sends, as written; ``models`` are
    further ids it is known to have; caps in US dollars; ``key_origin`` is the origin the stored key was given for;
    ``ca_file`` adds a company's certificates.
    """

    id: str
    kind: KindName = DEFAULT_KIND
    name: str = ""
    preset: str = ""
    base_url: str = ""
    enabled: bool = True
    model: str = ""
    models: tuple[str, ...] = ()
    monthly_cap: Money | None = None
    request_cap: Money | None = None
    free_only: bool = False
    key_origin: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    ca_file: str = ""

    @property
    def traits(self) -> ProviderKind:
        """What its kind is and can do."""
        return KINDS[self.kind]

    @property
    def known_preset(self) -> Preset | None:
        """The preset named in the file, else the one that the address belongs to."""
        return preset(self.preset) if self.preset else preset_of_url(self.base_url)

    @property
    def label(self) -> str:
        """The name that people read."""
        if self.name:
            # Its own name is the person's; this one is ours, and a window says it in the person's language.
            own = self.traits.title
            return own if self.traits.is_starter and self.name == own else self.name
        known = self.known_preset
        return known.name if known and known.id != "custom" else self.id

    @property
    def needs_key(self) -> bool:
        """True for a preset that requires a key, at that preset's own address."""
        known = self.known_preset
        return bool(known and known.needs_key and origin(known.base_url) == origin(self.base_url))

    @property
    def takes_key(self) -> bool:
        """Exo has no authentication and never gets a key; the embedded model needs none."""
        return self.traits.takes_key

    @property
    def is_local_server(self) -> bool:
        """A server known to run its models itself, here or on this network (Exo, Ollama, LM Studio, ...)."""
        known = self.known_preset
        return self.traits.is_local or bool(known and known.local)


class RoutingConfig(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Independent switches (routing.md, section 1): none of them ever changes another."""

    failover: bool = True
    pin: str = ""
    local_only: bool = False
    free_only: bool = False
    substitute_models: bool = False
    starter_fallback: bool = False


class TimeoutsConfig(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Seconds that replace the built-in timers of every provider; None leaves the built-in value."""

    connect: Seconds | None = None
    headers: Seconds | None = None
    first_content: Seconds | None = None
    idle: Seconds | None = None
    total: Seconds | None = None


class GatewayConfig(Struct, frozen=True, kw_only=True, omit_defaults=True):
    enabled: bool = True
    port: Port = 11525
    allowed_origins: tuple[str, ...] = ()


class NotificationsConfig(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which changes are told by a notification."""

    exo_lost: bool = True
    exo_back: bool = True
    failover: bool = True
    key_rejected: bool = True
    cap_reached: bool = True


class DesktopConfig(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """``language`` ("de") and ``appearance``: "" follows the system; ``text_size``: percent of the system's size of
    text; ``retention_days``: how long the journal is kept; ``welcomed``: the first start is over.
    """

    language: str = ""
    appearance: Literal["", "light", "dark"] = ""
    text_size: Annotated[int, Meta(ge=85, le=300)] = 100
    popup_pinned: bool = False
    popup_width: Annotated[int, Meta(ge=200, le=10_000)] = 420
    popup_height: Annotated[int, Meta(ge=200, le=10_000)] = 640
    retention_days: Annotated[int, Meta(ge=0, le=3_650)] = 90
    welcomed: bool = False
    notifications: NotificationsConfig = NotificationsConfig()


class Config(Struct, frozen=True, kw_only=True, omit_defaults=True, dict=True):
    """Everything that somebody can set. Keys are not in here: they are in the keyring."""

    routing: RoutingConfig = RoutingConfig()
    timeouts: TimeoutsConfig = TimeoutsConfig()
    gateway: GatewayConfig = GatewayConfig()
    providers: tuple[ProviderConfig, ...] = ()
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    desktop: DesktopConfig = DesktopConfig()

    def provider(self, provider_id: str) -> ProviderConfig | None:
        return self._by_id.get(provider_id)

    @cached_property
    def _by_id(self) -> dict[str, ProviderConfig]:
        return {provider.id: provider for provider in reversed(self.effective_providers)}

    @cached_property
    def effective_providers(self) -> tuple[ProviderConfig, ...]:
        """Who can be asked, in order: the file's list (a fresh file: the defaults), and the embedded model.

        The embedded model exists without being listed, last; listing it moves it or switches it off.
        """
        listed = self.providers or default_providers()
        if any(provider.traits.is_starter for provider in listed):
            return listed
        return (*listed, EMBEDDED)

    def with_provider(self, changed: ProviderConfig) -> "Config":
        """Replace the provider of that id, or add it: before the embedded model if that is last.

        Who moves to another address notes the old one as the key's origin, so that a key that was never asked where
        it belongs does not go along.
        """
        providers = self.effective_providers
        old = next((provider for provider in providers if provider.id == changed.id), None)
        if old is not None:
            if old.takes_key and not changed.key_origin and origin(old.base_url) != origin(changed.base_url):
                changed = replace(changed, key_origin=origin(old.base_url))
            providers = tuple(changed if provider.id == changed.id else provider for provider in providers)
        elif providers and providers[-1].traits.is_starter:
            providers = (*providers[:-1], changed, providers[-1])
        else:
            providers = (*providers, changed)
        return self.with_providers(providers)

    def with_providers(self, providers: Sequence[ProviderConfig]) -> "Config":
        """Replace the whole list; an embedded model that stands last and as built in is not written out."""
        kept = tuple(providers)
        if len(kept) > 1 and kept[-1] == EMBEDDED:
            kept = kept[:-1]
        return replace(self, providers=kept)

    def with_provider_enabled(self, provider_id: str, enabled: bool) -> "Config":
        provider = self.provider(provider_id)
        return self if provider is None else self.with_provider(replace(provider, enabled=enabled))

    def with_key_origin(self, provider_id: str, key_origin: str) -> "Config":
        """Note the origin that a provider's key was given for."""
        provider = self.provider(provider_id)
        return self if provider is None else self.with_provider(replace(provider, key_origin=key_origin))

    def without_provider(self, provider_id: str) -> "Config":
        return self.with_providers([provider for provider in self.effective_providers if provider.id != provider_id])

    def with_routing(self, **changes: Any) -> "Config":
        return replace(self, routing=replace(self.routing, **changes))


EMBEDDED = next(
    ProviderConfig(id=kind.name, kind=kind.name, name=str(kind.title)) for kind in KINDS.values() if kind.is_starter
)
EMBEDDED_ID = EMBEDDED.id


def from_preset(known: Preset, provider_id: str = "", **changes: Any) -> ProviderConfig:
    """Make a provider from a preset."""
    values: dict[str, Any] = {
        "id": provider_id or known.id,
        "kind": known.kind,
        "name": known.name if known.id != "custom" else "",
        "preset": known.id,
        "base_url": known.base_url,
    }
    values |= changes
    values["name"] = str(values["name"])  # it is saved: as a name, not as a text that a window says its own way
    return ProviderConfig(**values)


def default_providers() -> tuple[ProviderConfig, ...]:
    """What a fresh install tries: Exo on this machine, then the two clouds people ask for first."""
    wanted = ("exo", "openrouter", "huggingface")
    return tuple(from_preset(known) for known in PRESETS if known.id in wanted)


def check_config(config: Config) -> None:
    """Refuse values that no type can catch.

    Raises:
        BadConfig: with the dotted name of the setting in ``key``.
    """
    seen: set[str] = set()
    for position, provider in enumerate(config.providers):
        where = f"providers[{position}]"
        _check_provider(provider, where)
        if provider.id in seen:
            raise BadConfig(
                msg("Two providers are called “{provider}”", provider=provider.id),
                "Give each provider an id of its own.",
                key=f"{where}.id",
            )
        seen.add(provider.id)
    known = {provider.id for provider in config.effective_providers}
    pin = config.routing.pin
    if pin and pin not in known:
        raise BadConfig(
            msg("The pinned provider “{provider}” does not exist", provider=pin),
            msg("Use one of {names}, or an empty text for none.", names=", ".join(sorted(known))),
            key="routing.pin",
        )
    for name, targets in config.aliases.items():
        for target in targets:
            provider_id, _, model = target.partition(":")
            if not provider_id or not model:
                raise BadConfig(
                    msg("The alias “{alias}” points to “{target}”", alias=name, target=target),
                    'Write it as "provider:model", for example "openrouter:openai/gpt-4o".',
                    key=f"aliases.{name}",
                )


def _check_provider(provider: ProviderConfig, where: str) -> None:
    if not provider.id.strip() or provider.id != provider.id.strip() or any(ord(sign) < 32 for sign in provider.id):
        raise BadConfig(
            "A provider has no usable id",
            "Give it a short name, for example “openrouter”.",
            key=f"{where}.id",
        )
    if provider.preset and preset(provider.preset) is None:
        raise BadConfig(
            msg("There is no preset “{preset}”", preset=provider.preset),
            msg("Use one of {names}.", names=", ".join(known.id for known in PRESETS)),
            key=f"{where}.preset",
        )
    if provider.traits.needs_base_url:
        check_url(provider.base_url, key=f"{where}.base_url")
    for name, value in provider.headers.items():
        if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name) or not re.fullmatch(r"[\t\x20-\x7e]*", value):
            raise BadConfig(
                msg("The header “{header}” cannot be sent", header=name),
                "A header's name has letters, digits and hyphens, its value printable characters.",
                key=f"{where}.headers",
            )
        if name.lower() in {"authorization", "x-api-key", "api-key", "cookie", "proxy-authorization"}:
            raise BadConfig(
                msg("The header “{header}” carries a key", header=name),
                "Keys belong in the keyring: traybridge keys set.",
                key=f"{where}.headers",
            )


def check_url(url: str, *, key: str = "base_url") -> None:
    """Refuse an address that cannot be asked.

    Raises:
        BadConfig: no scheme, another scheme than http and https, no host, a bad port, or a key inside the address.
    """
    example = msg("Write it like http://127.0.0.1:52415 or https://openrouter.ai/api/v1.")
    if not url:
        raise BadConfig("The address (base_url) is missing", example, key=key)
    try:
        parts = urlsplit(url)
        port_ok = parts.port is None or parts.port > 0
    except ValueError:
        raise BadConfig("The address (base_url) cannot be read", example, key=key) from None
    if parts.username is not None or parts.password is not None:
        raise BadConfig(
            "The address (base_url) holds a user name or a key",
            "Leave it out; keys belong in the keyring.",
            key=key,
        )
    if parts.scheme not in {"http", "https"}:
        title = msg("The address “{address}” does not begin with http:// or https://", address=url[:80])
        raise BadConfig(title, example, key=key)
    if not parts.hostname or not port_ok or any(ord(sign) <= 32 for sign in url):
        raise BadConfig(msg("The address “{address}” names no host", address=url[:80]), example, key=key)


def usable_id(text: str, taken: Container[str] = ()) -> str:
    """Make an id from a name: "Together AI" -> "together-ai"; a number is added when it is taken."""
    base = re.sub(r"[^a-z0-9._-]+", "-", text.lower()).strip("-._")[:60] or "provider"
    candidate, number = base, 2
    while candidate in taken:
        candidate, number = f"{base}-{number}", number + 1
    return candidate


class Timers(Struct, frozen=True, kw_only=True):
    """The timers of one stream in seconds (routing.md, section 4)."""

    connect: float
    headers: float
    first_content: float
    idle: float
    total: float


def timers_for(provider: ProviderConfig, override: TimeoutsConfig, *, local: bool) -> Timers:
    """The timers for one provider: built-in by its kind and place, each replaced by the config's value if given."""
    kind = provider.traits
    timers = kind.local_timers if provider.is_local_server else kind.cloud_timers
    near = kind.local_timers if local else timers
    return Timers(
        connect=override.connect or near.connect,
        headers=override.headers or timers.headers,
        first_content=override.first_content or timers.first_content,
        idle=override.idle or timers.idle,
        total=override.total or 90.0,
    )
