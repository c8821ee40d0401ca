"""Known hosts: one row each, no code. What a preset knows, its owner need not type."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from traybridge.core.i18n import msg
from traybridge.core.kinds import KINDS, ProviderKind


@dataclass(frozen=True, slots=True)
class Preset:
    """A host that people use.

    ``base_url`` as ProviderConfig wants it; ``kind`` of wire; ``key_page`` where a person gets a key; ``key_check``
    a free GET that says whether the key is good ("" = the models list does); ``needs_key``: without one it is not
    asked; ``prefer``: models for ``auto``, the first that the live catalogue has; ``prefer_free`` the same under
    free only; ``local``: the server runs on this machine or this network; ``env``: names of environment variables
    that usually hold its key; ``public_models``: its list of models says nothing about the key;
    ``suffix``: a pattern for what it takes behind a listed id to choose how that is served.
    Facts: routing.md section 7 and the providers' own documentation as named there.
    """

    id: str
    name: str
    kind: str
    base_url: str
    key_page: str = ""
    key_check: str = ""
    needs_key: bool = True
    prefer: tuple[str, ...] = ()
    prefer_free: tuple[str, ...] = ()
    local: bool = False
    env: tuple[str, ...] = ()
    public_models: bool = False
    suffix: str = ""

    @property
    def traits(self) -> ProviderKind:
        """What a provider of its kind is and can do."""
        return KINDS[self.kind]


PRESETS: tuple[Preset, ...] = (
    Preset("exo", "Exo", "exo", "http://127.0.0.1:52415", needs_key=False, local=True),
    Preset(
        "openrouter",
        "OpenRouter",
        "openai",
        "https://openrouter.ai/api/v1",
        key_page="https://openrouter.ai/settings/keys",
        key_check="https://openrouter.ai/api/v1/key",
        suffix=r"(?::(?:free|nitro|floor|online|extended|thinking|exacto|beta))+|@preset/[\w.-]+",
        prefer=("openrouter/auto",),
        prefer_free=(
            "openrouter/free",
            "meta-llama/llama-3.3-70b-instruct:free",
            "deepseek/deepseek-chat-v3.1:free",
            "google/gemma-3-27b-it:free",
        ),
        env=("OPENROUTER_API_KEY",),
        public_models=True,
    ),
    Preset(
        "huggingface",
        "Hugging Face",
        "openai",
        "https://router.huggingface.co/v1",
        key_page="https://huggingface.co/settings/tokens",
        key_check="https://huggingface.co/api/whoami-v2",
        suffix=r":(?:fastest|cheapest|preferred|[a-z0-9][a-z0-9-]*)",
        prefer=(
            "openai/gpt-oss-120b",
            "meta-llama/Llama-3.3-70B-Instruct",
            "Qwen/Qwen3-32B",
            "openai/gpt-oss-20b",
            "meta-llama/Llama-3.1-8B-Instruct",
        ),
        env=("HF_TOKEN", "HUGGINGFACE_API_KEY", "HF_API_KEY"),
        public_models=True,
    ),
    Preset(
        "openai",
        "OpenAI",
        "openai",
        "https://api.openai.com/v1",
        key_page="https://platform.openai.com/api-keys",
        prefer=("gpt-5-mini", "gpt-4.1-mini", "gpt-4o-mini"),
        env=("OPENAI_API_KEY",),
    ),
    Preset(
        "anthropic",
        "Anthropic",
        "anthropic",
        "https://api.anthropic.com/v1",
        key_page="https://console.anthropic.com/settings/keys",
        prefer=("claude-sonnet-4-5", "claude-haiku-4-5", "claude-3-5-haiku-latest"),
        env=("ANTHROPIC_API_KEY",),
    ),
    Preset(
        "groq",
        "Groq",
        "openai",
        "https://api.groq.com/openai/v1",
        key_page="https://console.groq.com/keys",
        prefer=("llama-3.3-70b-versatile", "openai/gpt-oss-120b", "llama-3.1-8b-instant"),
        env=("GROQ_API_KEY",),
    ),
    Preset(
        "together",
        "Together AI",
        "openai",
        "https://api.together.xyz/v1",
        key_page="https://api.together.ai/settings/api-keys",
        prefer=("meta-llama/Llama-3.3-70B-Instruct-Turbo", "openai/gpt-oss-20b"),
        env=("TOGETHER_API_KEY",),
    ),
    Preset(
        "mistral",
        "Mistral",
        "openai",
        "https://api.mistral.ai/v1",
        key_page="https://console.mistral.ai/api-keys",
        prefer=("mistral-medium-latest", "mistral-small-latest"),
        env=("MISTRAL_API_KEY",),
    ),
    Preset(
        "deepseek",
        "DeepSeek",
        "openai",
        "https://api.deepseek.com/v1",
        key_page="https://platform.deepseek.com/api_keys",
        prefer=("deepseek-chat",),
        env=("DEEPSEEK_API_KEY",),
    ),
    Preset(
        "gemini",
        "Google Gemini",
        "openai",
        "https://generativelanguage.googleapis.com/v1beta/openai",
        key_page="https://aistudio.google.com/apikey",
        prefer=("models/gemini-2.5-flash", "gemini-2.5-flash"),
        env=("GEMINI_API_KEY", "GOOGLE_API_KEY"),
    ),
    Preset("ollama", "Ollama", "openai", "http://127.0.0.1:11434/v1", needs_key=False, local=True),
    Preset("lmstudio", "LM Studio", "openai", "http://127.0.0.1:1234/v1", needs_key=False, local=True),
    Preset("llamacpp", "llama.cpp", "openai", "http://127.0.0.1:8080/v1", needs_key=False, local=True),
    Preset("jan", "Jan", "openai", "http://127.0.0.1:1337/v1", needs_key=False, local=True),
    Preset("custom", msg("OpenAI-compatible host"), "openai", "", needs_key=False),
)

_BY_ID = {preset.id: preset for preset in PRESETS}


def preset(name: str) -> Preset | None:
    return _BY_ID.get(name)


@lru_cache(maxsize=8192)
def origin(url: str) -> str:
    """``scheme://host:port`` of a URL, with the scheme's own port filled in (RFC 6454); "" for what is no URL."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return ""
    if not parts.scheme or not parts.hostname or not port:
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}:{port}".lower()


@lru_cache(maxsize=8192)
def preset_of_url(base_url: str) -> Preset | None:
    """The preset that a base URL belongs to, by origin: somebody may have typed OpenRouter's address by hand."""
    wanted = origin(base_url)
    return _BY_ORIGIN.get(wanted.replace("//localhost:", "//127.0.0.1:").replace("//[::1]:", "//127.0.0.1:"))


_BY_ORIGIN = {origin(known.base_url): known for known in reversed(PRESETS) if known.base_url}
