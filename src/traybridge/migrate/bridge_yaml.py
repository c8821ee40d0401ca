"""Reader of ``bridge_config.yaml``: Exo's address, two keys, failover and the timeouts."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from traybridge.core.i18n import Text, joined, msg
from traybridge.migrate.files import YAML_LIMIT, Unreadable, entries, fields, parse_yaml, read_text
from traybridge.migrate.findings import Findings, FoundProvider, OldFile, Problem
from traybridge.migrate.provider_mapping import Unusable, flag_of, number_of, row_of, text_of
from traybridge.migrate.references import held

READER = "bridge_yaml"

_TIMEOUTS = {
    # The old bridge asked without streaming and gave each provider this long until something came.
    "request_timeout": "timeouts.first_content",
    "connect_timeout": "timeouts.connect",
    "connection_timeout": "timeouts.connect",
}
_TAKEN = {
    "exo": {"primary_host", "primary_port"},
    "failover": {"enabled", "prefer_local", "cloud_providers"},
    "advanced": set(_TIMEOUTS),
}


def read(path: Path, environment: Mapping[str, str]) -> Findings:
    """Read the file; never raises."""
    base = Findings(files=(OldFile(path, "yaml"),))
    try:
        document = fields(parse_yaml(read_text(path, 4 * YAML_LIMIT)))
    except Unreadable as reason:
        return base + Findings(problems=(Problem(str(path), reason.words),))
    if not document:
        return base + Findings(problems=(Problem(str(path), msg("it holds no settings")),))
    settings, problems = _settings(document)
    found = (*_exo(path, fields(document.get("exo"))), *_clouds(path, document, environment))
    return base + Findings(found, settings=settings, problems=tuple(Problem(str(path), text) for text in problems))


def _exo(path: Path, exo: Mapping[str, Any]) -> list[FoundProvider]:
    host, port = text_of(exo.get("primary_host")), text_of(exo.get("primary_port"))
    if not host and not port:
        return []
    address = host or "localhost"
    if port and ":" not in address.rpartition("//")[2]:
        address = f"{address}:{port}"
    try:
        row = row_of("Exo", address, place="local")
    except Unusable as reason:
        return [FoundProvider(str(path), READER, "Exo", problem=joined(": ", ("exo", reason.words)))]
    return [FoundProvider(str(path), READER, "Exo", row, priority=0)]


def _clouds(path: Path, document: Mapping[str, Any], environment: Mapping[str, str]) -> list[FoundProvider]:
    """The providers with a key, and those of the failover list, in the order of that list."""
    keys = fields(document.get("api_keys"))
    order = [text_of(one) or text_of(fields(one).get("name")) for one in _listed(document)]
    names = list(dict.fromkeys([*(name for name in order if name), *keys]))
    folded = {name.lower().replace("_", ""): name for name in keys}
    seen: set[str] = set()
    found: list[FoundProvider] = []
    for name in names:
        key_name = folded.get(name.lower().replace("_", ""), name)
        if key_name not in seen:
            seen.add(key_name)
            found.append(_cloud(path, text_of(name), f"api_keys.{key_name}", keys.get(key_name), environment))
    return found


def _listed(document: Mapping[str, Any]) -> list[Any]:
    return entries(fields(document.get("failover")).get("cloud_providers"))


def _cloud(path: Path, name: str, label: str, value: object, environment: Mapping[str, str]) -> FoundProvider:
    key = held(path, label[:80], value, environment)
    lost = bool(key.places) and key.key is None
    try:
        row = row_of(name)
    except Unusable as reason:
        return FoundProvider(str(path), READER, name, None, key.key, reason.words, lost, places=key.places)
    return FoundProvider(str(path), READER, row.label, row, key.key, key.problem, lost, places=key.places)


def _settings(document: Mapping[str, Any]) -> tuple[tuple[tuple[str, Any], ...], list[Text]]:
    """The settings that have a counterpart, and a word about those that have none or make no sense."""
    failover, advanced = fields(document.get("failover")), fields(document.get("advanced"))
    settings: list[tuple[str, Any]] = []
    problems: list[Text] = []
    for name, target in (("enabled", "routing.failover"), ("prefer_local", "prefer_local")):
        if name in failover:
            flag = flag_of(failover[name])
            if flag is None:
                problems.append(msg("failover.{name} is neither true nor false; it was ignored", name=name))
            else:
                settings.append((target, flag))
    for name, target in _TIMEOUTS.items():
        if name in advanced:
            seconds = number_of(advanced[name])
            if seconds is None or not 0 < seconds <= 86_400:
                problems.append(msg("advanced.{name} is no number of seconds; it was ignored", name=name))
            elif target not in dict(settings):
                settings.append((target, seconds))
    left = [
        f"{section}.{name}"
        for section, known in _TAKEN.items()
        for name in fields(document.get(section))
        if name not in known
    ]
    left += [name for name in document if name not in {*_TAKEN, "api_keys"}]
    if left:
        names = ", ".join(text_of(name, 60) for name in left[:20])
        problems.append(msg("without a counterpart here, left out: {names}", names=names))
    return tuple(settings), problems
