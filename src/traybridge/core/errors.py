"""The tree of errors. Each has a title (what happened) and a hint (what to do), the same in every surface.

TrayBridgeError
|- BadInput                 what somebody typed cannot be used
|  |- BadKey
|  |- BadConfig             file, key, line
|  '- BadRequest            refused before anything was sent
|- NotFound                 no such provider, model, file
|- NotSaved                 a file could not be written; the one that was there is as it was
|- StoreBusy                another process holds the database
|- KeyringProblem           locked, absent, denied, slow
|- ProviderError            what one provider did; the router decides on its class (Outcome)
|  |- Unreachable           refused, no DNS, TLS, reset before an answer
|  |- TimedOut              one of our timers expired
|  |- ProviderFailed        5xx, HTML where JSON was due, empty or broken answers
|  |- OddAnswer             a 4xx that no rule names
|  |- StreamBroken          the answer began and did not end
|  |- RateLimited           ask again later
|  |- QuotaExceeded         money or allowance is used up
|  |  '- CapReached         the person's own monthly cap
|  |- AuthenticationFailed  the key was refused
|  |- ModelUnavailable      not loaded, not known there
|  |- ContextTooLong        the conversation does not fit
|  |- RequestRejected       the provider refused this request, and every other one would
|  '- ProviderDefect        TrayBridge itself went wrong while it asked this provider
'- ChatFailed               what a caller of Bridge.chat gets; carries the provenance
   |- NoRoute               nobody could be asked
   |- AllRoutesFailed       everybody was asked
   |- AnswerBroken          an answer began and broke off; its text is kept
   '- Refused               the request itself was at fault (RequestRejected, ContextTooLong)
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from traybridge.core.i18n import marked, msg
from traybridge.core.outcome import Outcome
from traybridge.core.provenance import Provenance


class TrayBridgeError(Exception):
    """Base of everything we raise on purpose; ``code`` is for translations and scripts."""

    code: ClassVar[str] = "error"

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title)
        self.title: str = marked(title)
        self.hint: str = marked(hint)

    def __str__(self) -> str:
        return f"{self.title}. {self.hint}" if self.hint else self.title


class StoreBusy(TrayBridgeError):
    """Another process holds the database: what it writes there is not known here."""

    code = "store_busy"


class BadInput(TrayBridgeError):
    code = "bad_input"


class BadKey(BadInput):
    code = "bad_key"


class BadRequest(BadInput):
    code = "bad_request"


class BadConfig(BadInput):
    """A setting cannot be used: ``key`` is its dotted name, ``line`` counts from 1, 0 where unknown."""

    code = "bad_config"

    def __init__(self, title: str, hint: str = "", *, path: str = "", key: str = "", line: int = 0) -> None:
        super().__init__(title, hint)
        self.path = path
        self.key = key
        self.line = line

    def __str__(self) -> str:
        place = ":".join(part for part in (self.path, str(self.line) if self.line else "") if part)
        return f"{place}: {super().__str__()}" if place else super().__str__()


class NotFound(TrayBridgeError):
    code = "not_found"


class NotSaved(TrayBridgeError):
    code = "not_saved"


class KeyringProblem(TrayBridgeError):
    """``kind``: locked, absent, unreachable, denied, slow, plaintext, unreadable, too_long or failed."""

    code = "keyring"

    def __init__(self, kind: str, title: str, hint: str = "") -> None:
        super().__init__(title, hint)
        self.kind = kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """What the router and the breaker make of a failure, chosen when the error is made.

    ``counted``: it counts to the breaker; ``opens``: it opens the breaker at once; ``retryable``: the same route may be
    asked again when no other is left; ``ours``: what we added to the request was refused and is left out from now on,
    so the same route is asked again before any other; ``connected``: somebody took the connection, and hung up before
    the answer; ``only_this``: the allowance would do for a smaller request, so the provider is not set aside.
    """

    counted: bool = False
    opens: bool = False
    retryable: bool = False
    ours: bool = False
    connected: bool = False
    only_this: bool = False


COUNTED = Handling(counted=True, retryable=True)
"""A failure of the provider: it counts, and with nobody else left it is asked again."""


class ProviderError(TrayBridgeError):
    """What one provider did, in words for people.

    ``outcome`` decides what the router does; ``status`` is the HTTP status or None; ``retry_after`` is seconds
    or None; ``handling`` is that of the class unless another is given.
    """

    code = "provider"
    outcome: Outcome = Outcome.TRANSIENT
    usual: ClassVar[Handling] = Handling()

    def __init__(
        self,
        title: str,
        hint: str = "",
        *,
        status: int | None = None,
        retry_after: float | None = None,
        handling: Handling | None = None,
    ) -> None:
        super().__init__(title, hint)
        self.status = status
        self.retry_after = retry_after
        self.handling = handling or self.usual


class Unreachable(ProviderError):
    """``refused``: nobody listens there. ``connected``: somebody did, and hung up before the answer."""

    code = "unreachable"
    usual = COUNTED
    is_silent: ClassVar[bool] = False
    """True of a kind that means: something listens there, and does not answer."""

    def __init__(
        self,
        title: str,
        hint: str = "",
        *,
        refused: bool = False,
        connected: bool = False,
        status: int | None = None,
    ) -> None:
        handling = replace(self.usual, opens=refused, connected=connected)
        super().__init__(title, hint, status=status, handling=handling)


class TimedOut(ProviderError):
    """``phase``: connect, headers, first_content, idle or total. Never retried on the same route."""

    code = "timed_out"
    usual = Handling(counted=True, opens=True)

    def __init__(
        self, title: str, hint: str = "", *, phase: str, status: int | None = None, handling: Handling | None = None
    ) -> None:
        super().__init__(title, hint, status=status, handling=handling)
        self.phase = phase


class ProviderFailed(ProviderError):
    """5xx, HTML where JSON was due, an error object in a 200, an empty body."""

    code = "provider_failed"
    usual = COUNTED


class OddAnswer(ProviderError):
    """A 4xx that no rule names: the next one is asked, nothing is counted, nothing is repeated."""

    code = "odd_answer"


class StreamBroken(ProviderError):
    """The stream ended without a finish_reason. ``partial`` is what had come before the break."""

    code = "stream_broken"
    usual = COUNTED

    def __init__(self, title: str, hint: str = "", *, partial: str = "", status: int | None = None) -> None:
        super().__init__(title, hint, status=status)
        self.partial = partial


class RateLimited(ProviderError):
    code = "rate_limited"
    outcome = Outcome.RATE


class QuotaExceeded(ProviderError):
    code = "quota_exceeded"
    outcome = Outcome.QUOTA


class CapReached(QuotaExceeded):
    """Our own cap forbids this request; the provider was not asked."""

    code = "cap"
    usual = Handling(only_this=True)


class AuthenticationFailed(ProviderError):
    code = "authentication_failed"
    outcome = Outcome.AUTH


class ModelUnavailable(ProviderError):
    code = "model_unavailable"
    outcome = Outcome.NOT_LOADED


class ContextTooLong(ProviderError):
    code = "context_too_long"
    outcome = Outcome.CONTEXT


class RequestRejected(ProviderError):
    code = "request_rejected"
    outcome = Outcome.CLIENT


class ProviderDefect(ProviderError):
    """An exception that no provider may raise. It ends this attempt and no other; the log has where it arose."""

    code = "defect"
    usual = Handling(counted=True)

    def __init__(self, error: Exception) -> None:
        super().__init__(
            msg("a defect of TrayBridge: {name}", name=type(error).__name__),
            msg("Please report it, with what the log says."),
        )


class ChatFailed(TrayBridgeError):
    """What a caller of ``Bridge.chat`` gets when no whole answer came; ``provenance`` tells the story."""

    code = "chat_failed"
    outcome: Outcome = Outcome.TRANSIENT

    def __init__(self, title: str, hint: str, *, provenance: Provenance, causes: Sequence[ProviderError] = ()) -> None:
        super().__init__(title, hint)
        self.provenance = provenance
        self.causes = tuple(causes)
        if self.causes:
            self.outcome = self.causes[0].outcome


class NoRoute(ChatFailed):
    code = "no_route"
    outcome = Outcome.NOT_LOADED


class AllRoutesFailed(ChatFailed):
    code = "all_routes_failed"


class AnswerBroken(ChatFailed):
    code = "answer_broken"


class Refused(ChatFailed):
    code = "refused"
    outcome = Outcome.CLIENT
