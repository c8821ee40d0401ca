"""Reader of LiteLLM's ``config.yaml``: its models, their other names and their fallbacks."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from traybridge.core.i18n import joined, msg
from traybridge.core.presets import PRESETS
from traybridge.migrate.environment import names_of
from traybridge.migrate.files import YAML_LIMIT, Unreadable, entries, fields, parse_yaml, read_text
from traybridge.migrate.findings import Findings, FoundProvider, OldFile, Problem
from traybridge.migrate.grouped import Listed, grouped
from traybridge.migrate.provider_mapping import Unusable, name_at, row_of, text_of
from traybridge.migrate.references import Held, held, reference

READER = "litellm"

_PREFIXES = {
    "openai": "OpenAI",
    "openrouter": "OpenRouter",
    "huggingface": "Hugging Face",
    "together_ai": "Together AI",
    "deepseek": "DeepSeek",
    "groq": "Groq",
    "mistral": "Mistral",
    "gemini": "Google Gemini",
    "anthropic": "Anthropic",
    "ollama": "Ollama",
    "ollama_chat": "Ollama",
    "lm_studio": "LM Studio",
}
_COMPATIBLE = {
    "custom_openai",
    "openai_like",
    "hosted_vllm",
    "vllm",
    "llamafile",
    "litellm_proxy",
    "text-completion-openai",
}
_FOREIGN = {
    "azure",
    "azure_ai",
    "bedrock",
    "vertex_ai",
    "sagemaker",
    "watsonx",
    "cohere",
    "replicate",
    "databricks",
    "oci",
}
"""Hosts with a wire of their own."""
_CHATTING = frozenset({"", "chat", "completion", "responses"})
"""What LiteLLM calls the use of a model that answers questions (model_info.mode); "" is left to it."""


def read(path: Path, environment: Mapping[str, str]) -> Findings:
    """Read the file; ``os.environ/NAME`` is looked up in the given environment and in the file's own. Never raises."""
    base = Findings(files=(OldFile(path, "yaml"),))
    try:
        document = fields(parse_yaml(read_text(path, 4 * YAML_LIMIT)))
    except Unreadable as reason:
        return base + Findings(problems=(Problem(str(path), reason.words),))
    include = document.get("include")
    names = [include] if isinstance(include, str) else entries(include)
    if included := [text_of(one, 300) for one in names if text_of(one, 300)]:
        words = msg("it includes {files}, which were not read: import them too", files=", ".join(included))
        base += Findings(problems=(Problem(str(path), words),))
    models = document.get("model_list")
    if not isinstance(models, list):
        return base + Findings(problems=(Problem(str(path), msg("it holds no list of models (model_list)")),))
    given = {
        name: value for name, value in fields(document.get("environment_variables")).items() if isinstance(value, str)
    }
    listed: list[Listed] = []
    left_out: list[FoundProvider] = []
    for position, entry in enumerate(models):
        try:
            listed.append(_model(path, f"model_list[{position}]", fields(entry), given, environment))
        except Unusable as reason:
            name = text_of(fields(entry).get("model_name"))
            why = joined(": ", (f"model_list[{position}]", reason.words))
            left_out.append(FoundProvider(str(path), READER, name, problem=why))
    return base + Findings((*grouped(path, READER, listed), *left_out), fallbacks=tuple(_fallbacks(document)))


def _model(
    path: Path, label: str, entry: Mapping[str, Any], given: Mapping[str, str], environment: Mapping[str, str]
) -> Listed:
    params = fields(entry.get("litellm_params"))
    sent = text_of(params.get("model"), 300)
    if not sent:
        raise Unusable(msg("it names no model (litellm_params.model)"))
    if (mode := text_of(fields(entry.get("model_info")).get("mode")).lower()) not in _CHATTING:
        raise Unusable(msg("{model} is no model to chat with ({mode})", model=sent, mode=mode))
    address = _address(params, given, environment)
    host, model = _host_of(sent, told=text_of(params.get("custom_llm_provider")))
    host = name_at(host, address)
    row = row_of(host, address, literal=True)
    model = "" if "*" in model else model
    also = text_of(entry.get("model_name"), 200)
    return Listed(
        host or row.label,
        row,
        model,
        _key(path, label, params, row.preset, given, environment),
        also if "*" not in also else "",
    )


def _address(params: Mapping[str, Any], given: Mapping[str, str], environment: Mapping[str, str]) -> str:
    """Where the model is."""
    address = params.get("api_base") or params.get("base_url")
    if name := reference(address):
        address = given.get(name) or environment.get(name)
        if not address:
            raise Unusable(msg("its address is kept in {name}, which is not set here", name=name))
    return text_of(address, 2000)


def _host_of(sent: str, *, told: str) -> tuple[str, str]:
    """The provider's name and the model as that provider calls it."""
    prefix, slash, model = sent.partition("/")
    if told and told in _PREFIXES:
        return _PREFIXES[told], model if prefix == told else sent
    if not slash:
        return ("Anthropic" if sent.startswith("claude") else "OpenAI"), sent
    if prefix in _FOREIGN:
        raise Unusable(msg("{provider} speaks a wire that TrayBridge does not", provider=prefix))
    if prefix in _PREFIXES:
        return _PREFIXES[prefix], model
    if prefix in _COMPATIBLE:
        return "", model
    raise Unusable(msg("{provider} is no provider that TrayBridge knows", provider=prefix))


def _key(
    path: Path,
    label: str,
    params: Mapping[str, Any],
    preset_id: str,
    given: Mapping[str, str],
    environment: Mapping[str, str],
) -> Held:
    """The model's own key, else the variable that LiteLLM would read for this host."""
    value = params.get("api_key")
    if name := reference(value):
        if name in given:
            return held(path, f"environment_variables.{name}", given[name], environment)
        return held(path, label, value, environment)
    if isinstance(value, str) and value:
        return held(path, f"{label}.litellm_params.api_key", value, environment)
    for name in next((names_of(row) for row in PRESETS if row.id == preset_id), ()):
        if name in given:
            return held(path, f"environment_variables.{name}", given[name], environment)
        if environment.get(name):
            return held(path, label, f"os.environ/{name}", environment)
    return Held()


def _fallbacks(document: Mapping[str, Any]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Pairs of a name and those asked after it; "*" stands for every name (default_fallbacks)."""
    for section in ("litellm_settings", "router_settings"):
        settings = fields(document.get(section))
        for entry in entries(settings.get("fallbacks")):
            for name, targets in fields(entry).items():
                yield name, tuple(text_of(one) for one in entries(targets) if text_of(one))
        if default := tuple(text_of(one) for one in entries(settings.get("default_fallbacks")) if text_of(one)):
            yield "*", default
