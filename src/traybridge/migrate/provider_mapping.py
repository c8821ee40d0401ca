"""A provider of ours from foreign words: names, addresses, headers, states, numbers (pure)."""

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import SplitResult, urlsplit

from msgspec.structs import replace

from traybridge.core.config import Config, ProviderConfig, check_config, from_preset, usable_id
from traybridge.core.errors import BadConfig
from traybridge.core.i18n import msg
from traybridge.core.presets import PRESETS, Preset, preset, preset_of_url
from traybridge.migrate.reasons import Reason, uncapitalised

_NAMES = {
    "openrouterai": "openrouter",
    "hf": "huggingface",
    "huggingfacehub": "huggingface",
    "huggingfaceinference": "huggingface",
    "huggingfaceinferenceapi": "huggingface",
    "togetherai": "together",
    "claude": "anthropic",
    "mistralai": "mistral",
    "googlegemini": "gemini",
    "googleai": "gemini",
    "google": "gemini",
    "llamacppserver": "llamacpp",
} | {re.sub(r"[^a-z0-9]", "", row.name.lower()): row.id for row in PRESETS if row.id != "custom"}
_NAMES |= {row.id: row.id for row in PRESETS if row.id != "custom"}

_HOSTS = {urlsplit(row.base_url).hostname or "": row.id for row in PRESETS if row.base_url and not row.local} | {
    # gone since 2025 (410), and the address of the web site that older writers used for it
    "api-inference.huggingface.co": "huggingface",
    "huggingface.co": "huggingface",
    "www.huggingface.co": "huggingface",
    "api.together.ai": "together",
    "www.openrouter.ai": "openrouter",
}
_EXO = re.compile(r"exo\b.*", re.IGNORECASE | re.DOTALL)
_EXO_PORT = 52415
_OLD_EXO_PORTS = {None, 8000, 8501}
_HERE = {"localhost", "0.0.0.0", "::", "::1", "127.0.0.1"}

_DROPPED = {"x-forwarded-for", "x-real-ip"}
"""Headers that pretended another sender (import.md)."""
_OURS = {"content-length", "host", "connection", "transfer-encoding", "content-type", "accept-encoding"}
"""Headers of the connection and of the body, both of which are now written by TrayBridge."""
_SECRET_HEADER = re.compile(
    r".*(auth|token|secret|cookie|passw|api[-_]?key|subscription-key|(^|-)key$).*", re.IGNORECASE
)
_SECRET_VALUE = re.compile(r"\s*(bearer\s|basic\s|sk-|hf_|gAAAAA|Z0FBQUFB).*", re.IGNORECASE)


class Unusable(Reason):
    """An entry that no provider can be made of."""


def text_of(value: object, limit: int = 200) -> str:
    """One line of printable text from anything that is a text or a number; "" for everything else."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    plain = "".join(sign if sign.isprintable() else " " for sign in str(value)[: limit * 4])
    plain = " ".join(plain.encode("utf-8", "replace").decode().split())
    return "" if plain.lower() in {"null", "~"} else plain[:limit]


def number_of(value: object) -> float | None:
    """A finite number from a number or a text; None for everything else."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def flag_of(value: object) -> bool | None:
    """A switch from a boolean, a number or its words; None where it says neither."""
    match value:
        case bool():
            return value
        case int() | float():
            return bool(value)
        case str():
            return {
                "true": True,
                "yes": True,
                "on": True,
                "1": True,
                "false": False,
                "no": False,
                "off": False,
                "0": False,
            }.get(value.strip().lower())
    return None


def enabled_of(status: object) -> bool | None:
    """``disabled`` and ``inactive`` are off, every other state (ProviderStatus.X in any case too) is on."""
    word = text_of(status).rpartition(".")[2].lower()
    return word not in {"disabled", "inactive"} if word else None


def preset_by_name(name: str) -> Preset | None:
    return preset(_NAMES.get(re.sub(r"[^a-z0-9]", "", name.lower()), ""))


_OUTSIDE_CONTAINER = frozenset(
    {"host.docker.internal", "gateway.docker.internal", "docker.for.mac.localhost", "docker.for.mac.host.internal",
     "docker.for.win.localhost", "host.containers.internal", "host.lima.internal", "host.rancher-desktop.internal"}
)  # fmt: skip
"""What this machine is called from inside a container: Docker (older names too), Podman, Lima, Rancher Desktop."""


def name_at(name: str, base_url: str) -> str:
    """A host's name, where it is one: "OpenAI" with somebody else's address names the wire only, which gives ""."""
    if name != "OpenAI" or not base_url:
        return name
    try:
        host = _address(base_url).hostname
    except Unusable:
        return name
    known = preset_by_name(name)
    return name if known is not None and _HOSTS.get(host or "") == known.id else ""


def row_of(
    name: str,
    base_url: str = "",
    *,
    place: str = "",
    chat_endpoint: str = "",
    literal: bool = False,
    model: str = "",
    models: Iterable[str] = (),
) -> ProviderConfig:
    """Make a provider of an old entry; the id is a proposal.

    ``place`` is local, cloud or ""; ``chat_endpoint`` is what the old tool put behind the address; ``literal``: the
    old tool put exactly ``/chat/completions`` behind it, so that no ``/v1`` is missing.

    Raises:
        Unusable: no address, or one that cannot be asked.
    """
    address = _address(base_url) if base_url else None
    known = preset_by_name(name)
    if _is_exo(name, known, address, place):
        row = _exo_row(address)
    elif address is None:
        if known is None:
            raise Unusable(msg("it has no address (base_url), and its name is none that TrayBridge knows"))
        row = from_preset(known)
    else:
        bare = literal and not (known and known.local)  # people give local servers' addresses without the /v1
        row = _openai_row(name, known, address, _with_endpoint(address, chat_endpoint, literal=bare))
    others = tuple(dict.fromkeys(one for one in models if one and one != model))
    row = replace(row, model=model, models=others)
    _check(row)
    return row


def _is_exo(name: str, known: Preset | None, address: SplitResult | None, place: str) -> bool:
    if place == "cloud":
        return False
    named = _EXO.fullmatch(name.strip()) is not None or bool(known and known.traits.is_cluster)
    return named or bool(address and address.port == _EXO_PORT)


def _exo_row(address: SplitResult | None) -> ProviderConfig:
    row = preset("exo")
    if row is None:
        raise Unusable(msg("there is no preset for Exo"))
    if address is None or address.hostname is None:
        return from_preset(row)
    host = "127.0.0.1" if address.hostname in _HERE else address.hostname
    old = address.port in _OLD_EXO_PORTS and (address.scheme == "http" or address.port is not None)
    port = _EXO_PORT if old else address.port
    host = f"[{host}]" if ":" in host else host
    return from_preset(row, base_url=f"{address.scheme}://{host}:{port}" if port else f"{address.scheme}://{host}")


def _openai_row(name: str, known: Preset | None, address: SplitResult, base_url: str) -> ProviderConfig:
    host = preset(_HOSTS.get(address.hostname or "", ""))
    if host is not None:
        return from_preset(host, name=host.name if known else name or host.name)
    near = known if known and known.local else preset_of_url(base_url)
    row = near or preset("custom")
    if row is None:
        raise Unusable(msg("there is no preset for it"))
    label = name or address.hostname or ""
    provider_id = near.id if near and near is known else usable_id(label)
    return from_preset(row, provider_id, name=near.name if near and near is known else label, base_url=base_url)


def _address(text: str) -> SplitResult:
    """Read an address as people write it: without scheme, with a query, on "localhost", out of a container.

    Raises:
        Unusable: it holds a user name or a key, or is no address. The text is not repeated: it may hold a key.
    """
    plain = text.strip()
    if "://" not in plain:
        plain = f"{'http' if re.match(r'[^/]*:[0-9]|localhost|[0-9.]+(/|$)', plain) else 'https'}://{plain}"
    try:
        parts = urlsplit(plain)
        port = parts.port
    except ValueError:
        raise Unusable(msg("its address (base_url) cannot be read")) from None
    if parts.username is not None or parts.password is not None:
        raise Unusable(msg("its address (base_url) holds a user name or a key; enter the address without it"))
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or port == 0:
        raise Unusable(msg("its address (base_url) is none of http:// or https://"))
    netloc = parts.netloc
    if parts.hostname in _OUTSIDE_CONTAINER:
        netloc = "127.0.0.1" if port is None else f"127.0.0.1:{port}"
    return parts._replace(query="", fragment="", scheme=parts.scheme.lower(), netloc=netloc)


def _with_endpoint(address: SplitResult, endpoint: str, *, literal: bool) -> str:
    path = re.sub(r"/{2,}", "/", address.path).rstrip("/")
    told = re.sub(r"/{2,}", "/", "/" + urlsplit(endpoint).path).rstrip("/") if "://" not in endpoint else ""
    if told.endswith("/chat/completions"):
        path += told.removesuffix("/chat/completions")
        literal = True
    path = path.removesuffix("/chat/completions")
    path = re.sub(r"(/v1)/v1$", r"\1", path)
    if not path and not literal:
        path = "/v1"
    return f"{address.scheme}://{address.netloc.lower()}{path}"


def _check(row: ProviderConfig) -> None:
    try:
        check_config(Config(providers=(row,)))
    except BadConfig as error:
        raise Unusable(uncapitalised(error.title)) from None


def headers_of(value: object) -> dict[str, str]:
    """The headers worth keeping: no sender that was made up, none that carries a key, none of the connection's own."""
    if not isinstance(value, Mapping):
        return {}
    kept: dict[str, str] = {}
    for name, content in value.items():
        if not isinstance(name, str) or not isinstance(content, str):
            continue
        if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name) or not re.fullmatch(r"[\t\x20-\x7e]*", content):
            continue
        if name.lower() in _DROPPED | _OURS or carries_key(name, content):
            continue
        kept[name] = content.strip()
    return kept


def carries_key(name: str, content: str) -> bool:
    """True for a header that holds a key, by its name or by what stands in it."""
    return bool(_SECRET_HEADER.fullmatch(name) or _SECRET_VALUE.fullmatch(content))


def key_header(value: object) -> tuple[str, str]:
    """The header that carries a key, as its name and its text; two empty texts when none does."""
    if isinstance(value, Mapping):
        for name, content in value.items():
            if (
                isinstance(name, str)
                and name.lower() in {"authorization", "x-api-key", "api-key"}
                and isinstance(content, str)
            ):
                return name, content
    return "", ""


def cap_of(value: object) -> float | None:
    """A cap in US dollars; None for what is none."""
    number = number_of(value)
    return number if number is not None and number >= 0 else None


def limited(row: ProviderConfig, entry: Mapping[str, Any]) -> ProviderConfig:
    """Give a provider the old entry's headers and limits, which were advice there and are enforced here."""
    return replace(
        row,
        headers=headers_of(entry.get("headers")),
        free_only=bool(flag_of(entry.get("free_models_only"))),
        request_cap=cap_of(entry.get("max_cost_per_request")),
    )
