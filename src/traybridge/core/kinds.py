"""What each kind of provider is and can do: one frozen row per kind (pure).

Nothing else in the program compares a kind's name: whoever has to know something about a kind reads it here, and a new
kind is one package under ``providers/`` and one row (docs/adding-a-provider.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from traybridge.core.i18n import msg


@dataclass(frozen=True, slots=True)
class Paces:
    """Seconds between two looks at a provider: while somebody looks, while nobody does, on battery saver."""

    looking: float
    nobody: float
    saving: float


@dataclass(frozen=True, slots=True)
class TimerDefaults:
    """The built-in timers of a stream in seconds (routing.md, section 4); the total is the same for all."""

    connect: float
    headers: float
    first_content: float
    idle: float


LOCAL_PACES = Paces(looking=15.0, nobody=60.0, saving=300.0)
"""Servers of one's own: a look costs them one list of models."""
CLOUD_PACES = Paces(looking=900.0, nobody=900.0, saving=900.0)
LOCAL_TIMERS = TimerDefaults(connect=2.0, headers=30.0, first_content=30.0, idle=60.0)
CLOUD_TIMERS = TimerDefaults(connect=5.0, headers=30.0, first_content=120.0, idle=60.0)
"""Reasoning models think long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderKind:
    """One kind of provider. The defaults are those of a host with a web API that wants a key.

    ``name`` stands in the config; ``title`` names a server of this kind to people. Below: what a provider of it is
    and can do.

    ``takes_key``: requests carry a key; ``takes_headers``: a person may add headers to them. ``needs_base_url``: it has
    an address (without one it runs inside this program). ``url_suffix``: how its address ends, "" for scheme, host and
    port alone; ``example_url`` stands in an empty field. ``offered_as``: the preset
    that an address becomes which somebody types in the settings, "" = such an address is never one of this kind.
    ``discovered``: it is looked for on this machine, at ``ports`` beside the addresses of its presets: a cluster
    introduces itself, every other by an OpenAI-compatible list of models.

    ``is_local``: it always runs models itself, so that an answer costs nothing. ``is_cluster``: nodes that hold models;
    only a model that is ready is asked, and its look shows what there is. ``is_starter``: the tiny model that comes
    with TrayBridge: last in the order without being listed, never removed, and its answers say how small it is.
    ``can_load``: a model is placed and unloaded on demand (ports.ExoControl). ``probed_before_use``: a look, not the
    list of models, says whether it can answer.

    ``paces`` and ``local_timers`` hold where it runs models itself, ``cloud_timers`` elsewhere.
    """

    name: str
    title: str
    takes_key: bool = True
    takes_headers: bool = True
    needs_base_url: bool = True
    url_suffix: str = "/v1"
    example_url: str = "https://…/v1"
    offered_as: str = ""
    discovered: bool = False
    ports: tuple[int, ...] = ()
    is_local: bool = False
    is_cluster: bool = False
    is_starter: bool = False
    can_load: bool = False
    probed_before_use: bool = False
    paces: Paces = LOCAL_PACES
    local_timers: TimerDefaults = LOCAL_TIMERS
    cloud_timers: TimerDefaults = CLOUD_TIMERS


ALL_KINDS: tuple[ProviderKind, ...] = (
    ProviderKind(
        name="exo",
        title=msg("Exo cluster"),
        takes_key=False,
        takes_headers=False,
        url_suffix="",
        example_url="http://127.0.0.1:52415",
        offered_as="exo",
        discovered=True,
        ports=(52415, 8000),  # since November 2024; git installs before (exo.md)
        is_local=True,
        is_cluster=True,
        can_load=True,
        probed_before_use=True,
        paces=Paces(looking=1.0, nobody=30.0, saving=300.0),  # routing.md, section 5
        local_timers=TimerDefaults(connect=2.0, headers=5.0, first_content=30.0, idle=15.0),
    ),
    ProviderKind(name="openai", title=msg("OpenAI-compatible server"), offered_as="custom", discovered=True),
    ProviderKind(name="anthropic", title=msg("Anthropic-compatible server")),
    ProviderKind(
        name="embedded",
        title=msg("Starter model"),
        takes_key=False,
        takes_headers=False,
        needs_base_url=False,
        url_suffix="",
        example_url="",
        is_local=True,
        is_starter=True,
        probed_before_use=True,
    ),
)
"""Every kind, in the order in which people are told them."""

KINDS: Mapping[str, ProviderKind] = MappingProxyType({kind.name: kind for kind in ALL_KINDS})
"""The rows by their names."""

DEFAULT_KIND = "openai"
"""The wire that nearly all hosts speak."""
