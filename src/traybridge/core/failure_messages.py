"""What people read when a request failed: title and hint of each ending (pure)."""

from collections.abc import Sequence

from traybridge.core.errors import AllRoutesFailed, AnswerBroken, ChatFailed, NoRoute, ProviderError, Refused
from traybridge.core.failover import Step
from traybridge.core.i18n import joined, msg
from traybridge.core.models import AUTO
from traybridge.core.outcome import Outcome
from traybridge.core.planning import NO_MODEL_CHOSEN, Plan, without_model
from traybridge.core.provenance import Attempt, Provenance
from traybridge.core.provider_lookup import Label

_HAS_THE_MODEL = frozenset(
    {"not_loaded", "loading", "not_answering", "free_only", "context", "cooling", "auth", "quota"}
)
"""Reasons of a provider that has the model and is left out all the same."""


def no_route(provenance: Provenance, plan: Plan, label: Label = str) -> NoRoute:
    """The error for a plan without routes; it names every provider's reason and the nearest ids."""
    codes = {skip.code for skip in plan.skipped}
    unknown = provenance.asked_model != AUTO and "no_model" in codes and not codes & _HAS_THE_MODEL
    title, left_out = msg("There is nobody to ask"), plan.skipped
    if codes == {"only"}:
        hint = msg("There is no such provider; traybridge providers list shows them.")
    elif unknown:
        title = msg("Nobody has the model “{model}”", model=provenance.asked_model)
        # Whoever lacks it is no news behind that title.
        left_out = tuple(skip for skip in left_out if skip.reason != without_model(provenance.asked_model))
        hint = msg("traybridge models lists what there is.")
        if plan.nearest:
            hint = msg("Did you mean {models}?", models=", ".join(plan.nearest))
    elif "loading" in codes:
        title = msg("The model is not ready yet")
        hint = msg("It comes by itself: ask again when it is loaded, or switch another provider on.")
    elif "not_answering" in codes:
        hint = msg("Start Exo, or ask for a model that somebody else has.")
    elif any(skip.reason == NO_MODEL_CHOSEN for skip in plan.skipped):
        hint = msg("Choose a model for the provider, or name one in the request.")
    else:
        hint = msg("Start Exo, switch a provider on, or enter a key; traybridge doctor tells what is missing.")
    reasons = joined("; ", (_about(label(skip.provider), skip.reason) for skip in left_out))
    told = msg("{what} ({why})", what=title, why=reasons) if reasons else title
    return NoRoute(told, hint, provenance=provenance)


def chat_failure(
    step: Step, causes: Sequence[ProviderError], provenance: Provenance, asked: str, label: Label = str
) -> ChatFailed:
    """The error that ends a request. ``causes``: one for each attempt, at least one; ``asked``: the last provider."""
    last = causes[-1]
    match step:
        case Step.REFUSED:
            # Whoever began with a 200 has taken the request, and ended without a word of an answer.
            taken = last.status == 200 and last.outcome is Outcome.CLIENT
            refused = msg("{name} refused this request: {why}", name=label(asked), why=last.title)
            return Refused(
                _about(label(asked), last.title) if taken else refused,
                last.hint or "Change the request and send it again.",
                provenance=provenance,
                causes=[last],
            )
        case Step.BROKEN:
            return AnswerBroken(
                msg("The answer of {name} broke off: {why}", name=label(asked), why=last.title),
                "What had arrived is kept. Ask for the rest, or ask again.",
                provenance=provenance,
                causes=[last],
            )
        case _:
            title = _all_failed(provenance.attempts, label)
            return AllRoutesFailed(title, _first_hint(causes), provenance=provenance, causes=causes)


def _about(name: str, what: str) -> str:
    return msg("{name}: {what}", name=name, what=what)


def _all_failed(attempts: Sequence[Attempt], label: Label) -> str:
    """Name every attempt with its own reason; the first real cause stands first because it happened first."""
    lines = [_about(label(one.provider), one.reason) for one in attempts if one.outcome is not Outcome.OK]
    if len(lines) == 1:
        return lines[0]
    return msg("No provider could answer. {reasons}", reasons=joined("; ", dict.fromkeys(lines)))


def _first_hint(causes: Sequence[ProviderError]) -> str:
    return next((cause.hint for cause in causes if cause.hint), msg("Try again, or see traybridge doctor."))
