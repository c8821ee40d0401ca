"""A plan in words: an answer to "why there?" (pure)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from traybridge.core.chat import ChatRequest, Message, RequestPolicy
from traybridge.core.config import Config
from traybridge.core.planning import NO_MODEL_CHOSEN, Plan, Route
from traybridge.core.presentation.documents import route_document
from traybridge.core.provenance import Skip
from traybridge.core.provider_lookup import Label, labels, provider_config

FIXES: Mapping[str, str] = MappingProxyType(
    {
        "off": "traybridge providers enable {id}",
        "no_key": "traybridge keys set {id}",
        "auth": "traybridge keys rotate {id}",
        "pinned": 'traybridge config set routing.pin ""',
        "local_only": "traybridge config set routing.local_only false",
        "free_only": "traybridge config set routing.free_only false",
        "starter": "traybridge config set routing.starter_fallback true",
        "failover_off": "traybridge config set routing.failover true",
        "no_model": "traybridge providers edit {id} --model MODEL",
        "not_loaded": "traybridge exo load MODEL",
        "loading": "wait: it comes by itself",
        "not_answering": "traybridge doctor",
        "unreachable": "traybridge doctor",
        "cooling": "traybridge doctor",
    }
)
"""The next step for each reason to be left out: a command, or what else there is to do."""


def plan_request(config: Config, model: str, provider: str | None, *, local_only: bool) -> ChatRequest:
    """A request that is only planned. Raises NotFound for an unknown provider."""
    if provider:
        provider_config(config, provider)
    return ChatRequest((Message("user", "?"),), model=model, policy=RequestPolicy(provider or None, local_only))


def route_reply(config: Config, request: ChatRequest, plan: Plan) -> dict[str, Any]:
    """The plan for scripts, in short, and in sentences."""
    return {
        "route": route_document(request.model, plan),
        "lines": short(config, plan),
        "explained": sentences(config, request, plan),
    }


def short(config: Config, plan: Plan) -> list[str]:
    """The routes with their numbers, then who is left out."""
    label = labels(config)
    routes = [f"{number}. {_named(one, label)}" for number, one in enumerate(plan.routes, start=1)]
    return [*(routes or ["Nobody can be asked."]), *(f"–  {label(one.provider)}: {one.reason}" for one in plan.skipped)]


def sentences(config: Config, request: ChatRequest, plan: Plan) -> list[str]:
    """Who is asked and why, who stands behind, and what would let each of the others take part."""
    label = labels(config)
    asked = "A question" if request.model == "auto" else f"“{request.model}”"
    lines = [_first(config, asked, plan, label)]
    if plan.substituted:
        lines.append(f"Nobody has “{request.model}”; another model is used because your settings allow it.")
    if plan.bypassed:
        lines.append(
            "Everybody failed a moment ago and is resting; they are asked all the same, because nobody is left."
        )
    if len(plan.routes) > 1:
        behind = ", then ".join(_named(one, label) for one in plan.routes[1:])
        lines.append(f"If that fails before its first word: {behind}.")
    elif plan.routes and not config.routing.failover:
        lines.append("Failover is off: nobody else is asked if that fails.")
    if plan.skipped:
        lines += ["", "Not asked:", *(f"  {_left_out(config, one, label)}" for one in plan.skipped)]
    if not plan.routes and plan.nearest:
        lines += ["", f"Did you mean {', '.join(plan.nearest)}?"]
    return lines


def _first(config: Config, asked: str, plan: Plan, label: Label) -> str:
    if not plan.routes:
        return f"{asked} goes to nobody."
    first = plan.routes[0]
    order = [one.id for one in config.effective_providers]
    number = order.index(first.provider) + 1
    if config.routing.pin == first.provider:
        why = "it is pinned"
    elif number == 1:
        why = "it is the first in your order, and it can answer"
    else:
        why = f"it is number {number} in your order, and the first that can answer"
    return f"{asked} goes to {_named(first, label)}: {why}."


def _named(route: Route, label: Label) -> str:
    return f"{label(route.provider)} ({route.model})"


def _left_out(config: Config, skip: Skip, label: Label) -> str:
    fix = _fix(config, skip)
    return f"{label(skip.provider)}: {skip.reason}" + (f" – {fix}" if fix else "")


def _fix(config: Config, skip: Skip) -> str:
    """The command that would let a provider take part; "" where there is none, or time heals it."""
    provider = config.provider(skip.provider)
    stands = {
        "local_only": config.routing.local_only,
        "free_only": config.routing.free_only,
        "pinned": bool(config.routing.pin),
        "no_model": skip.reason == NO_MODEL_CHOSEN,
        "not_loaded": provider is not None and provider.traits.can_load,
    }
    return FIXES.get(skip.code, "").format(id=skip.provider) if stands.get(skip.code, True) else ""
