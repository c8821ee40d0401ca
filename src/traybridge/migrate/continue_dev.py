"""Reader of Continue's ``config.yaml`` and ``config.json``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from traybridge.core.i18n import joined, msg
from traybridge.migrate.environment import variables_of
from traybridge.migrate.files import YAML_LIMIT, Unreadable, entries, fields, parse_json, parse_yaml, read_text
from traybridge.migrate.findings import Findings, FoundProvider, OldFile, Problem
from traybridge.migrate.grouped import Listed, grouped
from traybridge.migrate.provider_mapping import Unusable, headers_of, name_at, row_of, text_of
from traybridge.migrate.references import Held, held, reference

READER = "continue_dev"
_ENV = ".env"

_HOSTS = {
    "openai": "OpenAI",
    "anthropic": "Anthropic",
    "openrouter": "OpenRouter",
    "together": "Together AI",
    "groq": "Groq",
    "mistral": "Mistral",
    "deepseek": "DeepSeek",
    "gemini": "Google Gemini",
    "ollama": "Ollama",
    "lmstudio": "LM Studio",
    "llama.cpp": "llama.cpp",
    "huggingface-inference-api": "Hugging Face",
    "huggingface-tgi": "",
    "vllm": "",
    "llamafile": "",
    "text-gen-webui": "",
}


def read(path: Path, environment: Mapping[str, str]) -> Findings:
    """Read the file; ``${{ secrets.NAME }}`` is looked up in the ``.env`` beside it, then in the given environment."""
    syntax = "json" if path.suffix == ".json" else "yaml"
    base = Findings(files=(OldFile(path, syntax),))
    try:
        text = read_text(path, 4 * YAML_LIMIT)
        document = fields(parse_json(text) if syntax == "json" else parse_yaml(text))
    except Unreadable as reason:
        return base + Findings(problems=(Problem(str(path), reason.words),))
    if not isinstance(document.get("models"), list):
        return base + Findings(problems=(Problem(str(path), msg("it holds no list of models")),))
    beside = _env_beside(path)
    if beside:
        base += Findings(files=(OldFile(path.parent / _ENV, "env"),))
    listed: list[Listed] = []
    left_out: list[FoundProvider] = []
    for label, entry in _models(document):
        try:
            listed.append(_model(path, label, entry, environment, beside))
        except Unusable as reason:
            name = text_of(entry.get("name") or entry.get("title"))
            left_out.append(FoundProvider(str(path), READER, name, problem=joined(": ", (label, reason.words))))
    return base + Findings((*grouped(path, READER, listed), *left_out))


def _env_beside(path: Path) -> dict[str, str]:
    try:
        return {one.name: one.value for one in variables_of(read_text(path.parent / _ENV))}
    except Unreadable:  # there usually is none
        return {}


def _models(document: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    rows = [(f"models[{at}]", fields(one)) for at, one in enumerate(entries(document.get("models")))]
    more = document.get("tabAutocompleteModel")
    further = more if isinstance(more, list) else [more]
    return rows + [("tabAutocompleteModel", fields(one)) for one in further if isinstance(one, Mapping)]


def _model(
    path: Path, label: str, entry: Mapping[str, Any], environment: Mapping[str, str], beside: Mapping[str, str]
) -> Listed:
    if "uses" in entry:
        raise Unusable(msg("it is a block of Continue's hub, which holds no address"))
    provider = text_of(entry.get("provider")).lower()
    if not provider:
        raise Unusable(msg("it names no provider"))
    address = text_of(entry.get("apiBase"), 2000)
    if provider not in _HOSTS:
        raise Unusable(msg("{provider} is no provider that TrayBridge knows", provider=provider))
    name = name_at(_HOSTS[provider], address)
    own = text_of(entry.get("title") or entry.get("name"))
    row = row_of(name or own, address, literal=bool(_HOSTS[provider]))
    headers = headers_of(fields(entry.get("requestOptions")).get("headers"))
    model = text_of(entry.get("model"), 300)
    key = _key(path, f"{label}.apiKey", entry.get("apiKey"), environment, beside)
    return Listed(name or row.label, replace(row, headers=headers), "" if model.upper() == "AUTODETECT" else model, key)


def _key(path: Path, label: str, value: object, environment: Mapping[str, str], beside: Mapping[str, str]) -> Held:
    """The key of a field; one that it refers to in the ``.env`` beside stands there, and is scrubbed there."""
    name = reference(value)
    if name in beside:
        return held(path.parent / _ENV, name, beside[name], environment)
    return held(path, label, value, environment)
