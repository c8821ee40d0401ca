"""What happens while nobody has said a word yet: one sentence, how far it is, what comes then, the way out (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass

from traybridge.core.chat import Progress
from traybridge.core.formatting import duration
from traybridge.core.i18n import joined, msg
from traybridge.core.model_names import model_name
from traybridge.core.presentation.describe import queue_words
from traybridge.core.presentation.status import ProviderStatus
from traybridge.core.provenance import Attempt
from traybridge.core.provider_lookup import Label

SHOWN_AFTER_SECONDS = 0.4
"""What is over before that is not worth a word."""
COUNTED_FROM_SECONDS = 2
PACE_KNOWN_SECONDS = 1.0
"""How long something has to have moved before its pace says when it will end."""
_WORTH_A_WAY_OUT = frozenset({"loading", "prefill", "queued", "waiting"})


@dataclass(frozen=True, slots=True)
class WaitingState:
    """``number`` stands at the end of the sentence; ``share`` 0..1 is a bar, None = nobody knows."""

    sentence: str
    number: str = ""
    share: float | None = None
    then: str = ""


def waiting(progress: Progress | None, label: Label, *, seconds: int, since: float) -> WaitingState:
    """Say what happens. ``seconds`` since the question, ``since`` since this kind of progress was first told."""
    counted = msg("{seconds} s", seconds=seconds) if seconds >= COUNTED_FROM_SECONDS else ""
    if progress is None:
        return WaitingState(msg("Looking who can answer"), counted)
    name = label(progress.provider)
    share = min(1.0, progress.done / progress.total) if progress.total > 0 else None
    left = remaining(progress.done, progress.total, since)
    match progress.kind:
        case "loading":
            model = model_name(progress.model)
            what = msg("{name} is loading {model}", name=name, model=model) if model else None
            then = msg("About {time} more. Your question waits until then.", time=duration(left)) if left else None
            number = counted if share is None else msg("{share:.0%}", share=share)
            words = what or msg("{name} is loading the model", name=name)
            return WaitingState(words, number, share, then or msg("Your question waits until then."))
        case "prefill":
            then = msg("First word in about {time}.", time=duration(left)) if left else None
            return WaitingState(msg("{name} is reading", name=name), _read(progress) or counted, share, then or "")
        case "queued" if progress.done:
            return WaitingState(queue_words(name, round(progress.done)), counted)
        case "waiting":
            again = msg("It is asked again in {time}.", time=duration(max(1.0, progress.total - since)))
            return WaitingState(msg("{name}: {what}", name=name, what=progress.text), "", None, again)
        case _:
            return WaitingState(msg("Asking {name}", name=name), counted)


def _read(progress: Progress) -> str:
    if progress.total <= 0:
        return ""
    if not progress.done:
        return msg("{total:,.0f} tokens", total=progress.total)
    return msg("{done:,.0f} of {total:,.0f} tokens", done=progress.done, total=progress.total)


def remaining(done: float, total: float, since: float) -> float | None:
    """Seconds until the end at the pace so far; None where there is no pace yet."""
    if done <= 0 or total <= done or since < PACE_KNOWN_SECONDS:
        return None
    return (total - done) * since / done


def failed_so_far(attempts: Sequence[Attempt], label: Label) -> str:
    """Who has been asked already and could not, one line."""
    lines = (msg("{name}: {what}", name=label(one.provider), what=one.reason) for one in attempts if one.reason)
    return joined("; ", dict.fromkeys(lines))


def way_out(progress: Progress | None, providers: Sequence[ProviderStatus]) -> ProviderStatus | None:
    """Who could answer now instead of the one that is waited for; None where nobody could, or none is needed."""
    if progress is None or progress.kind not in _WORTH_A_WAY_OUT:
        return None
    others = (one for one in providers if one.usable and one.id != progress.provider and not one.traits.is_starter)
    return next(others, None)
