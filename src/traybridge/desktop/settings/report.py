"""The report that can be shown to somebody else: how everything is and what happened, with nothing secret (pure)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from traybridge.core.config import Config, ProviderConfig
from traybridge.core.presentation.describe import phrase
from traybridge.core.presentation.diagnosis import Finding
from traybridge.core.presentation.headline import headline
from traybridge.core.presentation.status import Snapshot
from traybridge.desktop.settings.events import HistoryEntry

EVENTS = 40
HIDDEN = "[hidden]"

_KEYLIKE = re.compile(
    r"\b(?:bearer\s+\S+|(?:sk|pk|rk|gsk|hf|xai|key|csk|nvapi|tgp)[-_][A-Za-z0-9*_.-]{6,}|AIza[\w-]{10,}|eyJ[\w.-]{10,})"
    r"|(?<![\w/.-])(?=[A-Za-z0-9_-]*\d)(?=[A-Za-z0-9_-]*[A-Za-z])[A-Za-z0-9_-]{32,}(?![\w/-])",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"(https?://)[^\s/@]+@")
_QUERY = re.compile(r"(https?://[^\s?#]+)\?\S+")


@dataclass(frozen=True, slots=True)
class MachineInfo:
    """What the report says of the machine: ``system`` and the versions; ``home`` is written as ~."""

    system: str
    version: str
    python: str
    qt: str
    home: str = ""


def redacted(text: str, home: str = "") -> str:
    """Take out what may be a key, a login, a query, and the name of the home folder."""
    text = _LOGIN.sub(rf"\1{HIDDEN}@", text)
    text = _QUERY.sub(rf"\1?{HIDDEN}", text)
    text = _KEYLIKE.sub(HIDDEN, text)
    return text.replace(home, "~") if len(home) > 1 else text


def report(
    machine: MachineInfo,
    snapshot: Snapshot,
    config: Config,
    findings: Sequence[Finding],
    events: Sequence[HistoryEntry],
) -> str:
    """Write the report. It names hosts and models, never keys, questions or answers.

    It is English in every language: whoever helps reads it, and can search for its words.
    """
    lines = [
        "# TrayBridge report",
        f"TrayBridge {machine.version} · Python {machine.python} · Qt {machine.qt} · {machine.system}",
        "",
        "## Now",
        headline(snapshot),
        *(f"- {phrase(one)}" for one in snapshot.providers),
        *([f"- {snapshot.keyring}"] if snapshot.keyring else []),
        "",
        "## Settings",
        _switches(config),
        *(f"- {_provider(row)}" for row in config.effective_providers),
    ]
    found = [f"- {one.level.value}: {one.text}".replace("\n", " ") for one in findings]
    lines += ["", "## Checks", *found] if found else []
    lines += ["", f"## The last {len(events[-EVENTS:])} attempts", *(_event(one) for one in events[-EVENTS:])]
    return redacted("\n".join(lines), machine.home) + "\n"


def _switches(config: Config) -> str:
    routing, times = config.routing, config.timeouts
    parts = [
        f"failover {_on(routing.failover)}",
        f"local only {_on(routing.local_only)}",
        f"free only {_on(routing.free_only)}",
        f"substitute models {_on(routing.substitute_models)}",
        f"pin {routing.pin or 'none'}",
        f"{len(config.aliases)} aliases",
    ]
    set_times = {name: getattr(times, name) for name in ("connect", "headers", "first_content", "idle", "total")}
    parts += [f"{name} {value:g} s" for name, value in set_times.items() if value is not None]
    return ", ".join(parts)


def _on(value: bool) -> str:
    return "on" if value else "off"


def _provider(row: ProviderConfig) -> str:
    parts = [row.id, row.kind, urlsplit(row.base_url).netloc.rsplit("@", 1)[-1], _on(row.enabled)]
    parts += [f"model {row.model}"] if row.model else []
    parts += [f"cap {row.monthly_cap:g}"] if row.monthly_cap is not None else []
    parts += [f"request cap {row.request_cap:g}"] if row.request_cap is not None else []
    parts += ["free only"] if row.free_only else []
    parts += [f"headers {', '.join(row.headers)}"] if row.headers else []
    return ", ".join(part for part in parts if part)


def _event(event: HistoryEntry) -> str:
    when = event.at.strftime("%Y-%m-%d %H:%M:%S")
    parts = [event.provider or "nobody", event.model, event.outcome, event.took, event.why]
    return f"- {when} " + " · ".join(part for part in parts if part)
