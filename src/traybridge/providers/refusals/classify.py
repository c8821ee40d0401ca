"""Classifies a provider's refusal, from status, headers and body (pure; routing.md, section 3)."""

import re
from collections.abc import Mapping
from typing import Any, Final

from traybridge.core.ending import FinishClass
from traybridge.core.errors import (
    AuthenticationFailed,
    ContextTooLong,
    Handling,
    ModelUnavailable,
    OddAnswer,
    ProviderError,
    ProviderFailed,
    QuotaExceeded,
    RateLimited,
    RequestRejected,
)
from traybridge.core.i18n import Text, joined, msg
from traybridge.providers.http.urls import host_of
from traybridge.providers.refusals.body import ErrorBody, clean, quoted, read_body, read_value
from traybridge.providers.refusals.retry_after import retry_after, spoken

RIGHT_ADDRESS: Final = msg("Is this the right address?")
LATER: Final = msg("This usually passes; ask again in a moment.")
NO_RESOURCES: Final = msg("The host ran out of resources")

_QUOTA_CODES = re.compile(
    r"insufficient_(?:quota|credits?|balance|funds|user_quota)|.*spend_limit.*|credit_balance_.*|credit_limit.*"
    r"|billing_.*|budget_.*|payment_required|openrouter_(?:credits|key_limit|\w*_budget)|quota_exceeded|weight_exceeds_budget"
    r"|token_limit_exceeded"
)
_ONLY_THIS_CODES = frozenset({"weight_exceeds_budget", "token_limit_exceeded"})
_IN_FLIGHT_CODES = frozenset({"in_flight_budget_exhausted", "openrouter_in_flight_budget"})
_CONTEXT_CODES = frozenset(
    {"context_length_exceeded", "exceed_context_size_error", "context_window_exceeded", "context_size_exceeded",
     "prompt_too_long", "input_too_long", "contextwindowexceedederror", "max_context_length_exceeded"}
)  # fmt: skip
_MODEL_CODES = re.compile(
    r"(?:unknown|invalid|no_such|unsupported)_model|model_?not_?(?:found|available|supported|loaded|active|exist)\w*"
    r"|model_(?:unavailable|decommissioned|deprecated|terms_required|permission_blocked\w*)|deploymentnotfound"
)
_RATE_CODES = frozenset(
    {"rate_limit_exceeded", "rate_limit_error", "too_many_requests", "rate_limited", "ratelimiterror"}
)
_AUTH_CODES = frozenset(
    {"invalid_api_key", "authentication_error", "api_key_invalid", "unauthenticated", "invalid_authentication",
     "account_deactivated", "authenticationerror", "invalid_token"}
)  # fmt: skip
_BUSY_CODES = frozenset({"overloaded_error", "server_error", "internal_server_error", "service_unavailable"})

_CONTEXT_WORDS = re.compile(
    r"maximum context length|context (?:length|window|size)"
    r"|exceeds? (?:the )?(?:model's )?(?:available |maximum )?context|too many (?:input |prompt )?tokens"
    r"|prompt is too long|(?:input|prompt) (?:is )?too (?:long|large)\b"
    r"|input token count|must have less than \d+ tokens|`?max_new_tokens`? must be <=|reduce the length of the messages"
    r"|exceed(?:s|ed)? context limit|too large for model with|when context the overflows|maximum number of tokens",
    re.IGNORECASE,
)
_MODEL_WORDS = re.compile(
    r"no instance found|unsupported model|unknown model|invalid model|not a valid model|model:? not exist"
    r"|^model: |no endpoints found|no allowed providers|unable to access model"
    r"|no models? (?:is |are )?(?:currently )?loaded"
    r"|model unloaded|failed to load model|requires more system memory"
    r"|\bmodels?\b.{0,120}?(?:\bnot found|does(?: not|n't) exist|not (?:currently )?available|\bunavailable"
    r"|not supported by any|(?:is )?not loaded|decommissioned|no longer (?:available|supported)|not deployed)",
    re.IGNORECASE | re.DOTALL,
)
_LOADING_WORDS = re.compile(r"loading model|model\b.{0,80}\b(?:is |currently |being )+load(?:ing|ed)", re.IGNORECASE)
_QUOTA_WORDS = re.compile(
    r"credit balance is too low|reached your (?:specified )?(?:workspace )?api usage limits|budget has been exceeded"
    r"|insufficient (?:credits?|balance|funds|quota)",
    re.IGNORECASE,
)
_BUDGET_WORDS = re.compile(
    r"\b(?:budget|spend(?:ing)? limit|key limit|credits?|quota|allowance)\b.{0,60}"
    r"\b(?:exceeded|reached|exhausted|spent|used up)",
    re.IGNORECASE,
)
_AUTH_WORDS = re.compile(
    r"(?:invalid|incorrect|missing|expired) api[- ]key|api[- ]key (?:is )?(?:not valid|invalid|expired|missing)"
    r"|organization has been disabled|location is not supported",
    re.IGNORECASE,
)
_FEWER = re.compile(r"fewer max_tokens|can only afford", re.IGNORECASE)
_IN_FLIGHT = re.compile(r"in[- ]flight|concurrent", re.IGNORECASE)
_PER_MINUTE = re.compile(r"\b(?:tokens|requests) per (?:minute|hour|day)|\b(?:TPM|RPM|TPD)\b", re.IGNORECASE)
_MODERATION = re.compile(r"\bmoderation\b|\bflagged\b", re.IGNORECASE)

_CLIENT = frozenset({400, 405, 406, 413, 414, 415, 422, 501})
_TRANSIENT = frozenset({408, 409, 425, 498, 499})
_NOT_HERE = frozenset({403, 404, 410})
_MODEL_STATUS = frozenset({None, 400, 403, 404, 410, 422, 500, 503})
_CONTEXT_STATUS = frozenset({None, 400, 413, 422, 500})


def judge(status: int, headers: Mapping[str, str], body: bytes, *, wall: float, key: str = "") -> ProviderError:
    """Say what a response that is no answer means.

    ``headers`` have lower-case names; ``wall`` is the wall clock in seconds, for HTTP dates; ``key`` is the key that
    was sent, to take it out of the provider's words ("" = none was sent). Precedence: an error code in the body,
    then HTML where JSON was due, then the provider's words, then the status.
    """
    parsed = read_body(body, headers.get("content-type", ""), key=key)
    return _decide(status, parsed, headers, wall, keyed=bool(key))


def judge_event(error: Any, *, status: int | None = None, wall: float, key: str = "") -> ProviderError:
    """Say what an error means that came as JSON where an answer was due: in an event, or in a 200."""
    parsed = read_value(error, key=key)
    return _decide(parsed.status or status, parsed, {}, wall, keyed=bool(key))


def empty_answer(status: int = 200) -> ProviderError:
    return ProviderFailed("Answered with nothing", "It may have crashed while answering; ask again.", status=status)


def not_json(text: bytes, *, status: int = 200, content_type: str = "", key: str = "") -> ProviderError:
    """Something that is neither JSON nor events came in a 200: a captive portal, a web page, another server."""
    parsed = read_body(text, content_type, key=key)
    return _wrong_place(status, parsed)


def no_content(kind: FinishClass) -> ProviderError:
    """An answer that ended without text, picture or tool call (routing.md, section 4)."""
    match kind:
        case FinishClass.LENGTH:
            return RequestRejected(
                "It reached its length limit before the first word of the answer",
                "Allow a longer answer (max_tokens), or ask a model that thinks less.",
                status=200,
            )
        case FinishClass.FILTER:
            return RequestRejected(
                "The host's filter stopped it before the first word",
                "Say it in other words, or use another provider.",
                status=200,
            )
        case FinishClass.WINDOW_FULL:
            return window_full()
        case FinishClass.NO_RESOURCES:
            return ProviderFailed(NO_RESOURCES, LATER, status=200)
    return ProviderFailed("It ended without a word", "Ask again, or use another provider.", status=200)


def window_full() -> ContextTooLong:
    """The host, or its count of tokens, says that nothing more fits into the context window."""
    return ContextTooLong(
        "The conversation fills the model's context window",
        "Start a new conversation, or use a model with a larger context window.",
        status=200,
    )


def _decide(
    status: int | None, parsed: ErrorBody, headers: Mapping[str, str], wall: float, *, keyed: bool
) -> ProviderError:
    wait = retry_after(
        {**headers, **parsed.headers},
        wall=wall,
        words=parsed.words,
        resets_at=parsed.resets_at,
        retry_delay=parsed.retry_delay,
    )
    real = parsed.status or status
    error = _by_code(real, parsed, wait, keyed=keyed)
    if error is None and parsed.is_page:
        error = _wrong_place(status, parsed)
    if error is None and status is not None and 300 <= status <= 399:
        error = _redirected(status, headers.get("location", ""))
    if error is None:
        error = _by_words(real, parsed, wait, keyed=keyed)
    if error is None:
        error = _by_status(real, parsed, wait, keyed=keyed)
    error.status = status if status is not None else parsed.status
    if error.retry_after is None:
        error.retry_after = wait
    return error


def _by_code(status: int | None, parsed: ErrorBody, wait: float | None, *, keyed: bool) -> ProviderError | None:
    codes = parsed.codes
    if codes & _IN_FLIGHT_CODES:
        return _rate(parsed, wait)
    if status in {402, 403} and parsed.moderated:
        return _moderated(parsed)
    if any(_QUOTA_CODES.fullmatch(code) for code in codes):
        return _quota(parsed, wait, only_this=bool(codes & _ONLY_THIS_CODES) or bool(_FEWER.search(parsed.words)))
    if codes & _CONTEXT_CODES:
        return _context(parsed)
    if any(_MODEL_CODES.fullmatch(code) for code in codes):
        return _model(parsed)
    if codes & _RATE_CODES:
        return _rate(parsed, wait)
    if codes & _AUTH_CODES:
        return _auth(parsed, keyed=keyed)
    if codes & _BUSY_CODES and not _LOADING_WORDS.search(parsed.words) and not _CONTEXT_WORDS.search(parsed.words):
        return _failed(status, parsed)
    return None


def _by_words(status: int | None, parsed: ErrorBody, wait: float | None, *, keyed: bool) -> ProviderError | None:
    words = parsed.words
    if status == 413 and _PER_MINUTE.search(words):
        return _rate(parsed, wait)
    if status in {None, 400, 403} and _QUOTA_WORDS.search(words):
        return _quota(parsed, wait)
    if status == 403 and (parsed.moderated or _MODERATION.search(words)):
        return _moderated(parsed)
    if status == 403 and _BUDGET_WORDS.search(words):
        return _quota(parsed, wait)
    if status in {None, 500, 503} and _LOADING_WORDS.search(words):
        return _model(parsed, loading=True)
    if status in _CONTEXT_STATUS and _CONTEXT_WORDS.search(words):
        return _context(parsed)
    if status in {None, 400} and _AUTH_WORDS.search(words):
        return _auth(parsed, keyed=keyed)
    if status in _MODEL_STATUS and _MODEL_WORDS.search(words):
        return _model(parsed)
    return None


def _by_status(status: int | None, parsed: ErrorBody, wait: float | None, *, keyed: bool) -> ProviderError:
    match status:
        case 401:
            return _auth(parsed, keyed=keyed)
        case 403 if parsed.is_json:
            return _auth(parsed, keyed=keyed)
        case 402:
            return _payment(parsed, wait)
        case 429:
            return _rate(parsed, wait)
        case 400 | 405 if not parsed.is_json:
            return _wrong_place(status, parsed)
        case _ if status in _CLIENT:
            return _rejected(parsed)
    if status is None or status in _TRANSIENT or status >= 500:
        return _failed(status, parsed)
    if status == 200 and parsed.is_json and parsed.words:
        return _failed(None, parsed)
    if status in _NOT_HERE or status < 400:
        return _wrong_place(status, parsed)
    hint = msg("Check the system's proxy settings." if status == 407 else "See what the provider says.")
    return OddAnswer(_with_reason(msg("Answered with status {status}", status=status), parsed), hint)


_RATE_SAID_AGAIN = re.compile(
    r"(the )?rate[ -]?limit(ed)?( (is|was|has been))?( exceeded| reached)?|too many requests", re.IGNORECASE
)
"""A host's words that say no more than ours: an error is said once."""


def _with_reason(happened: Text, parsed: ErrorBody) -> Text:
    """What happened, and behind it the provider's own words, which nobody translates."""
    if not parsed.words:
        return happened
    ended = parsed.words.rstrip(".! ")
    if _RATE_SAID_AGAIN.fullmatch(ended) and happened.startswith("Rate limit"):
        return happened
    return msg(
        "{happened}: {reason}", happened=happened, reason=parsed.words if len(ended) == len(parsed.words) else ended
    )


def _payment(parsed: ErrorBody, wait: float | None) -> ProviderError:
    """A 402: too little for this request, too much at once (OpenRouter's in-flight budget), or nothing left."""
    if _FEWER.search(parsed.words):
        return _quota(parsed, wait, only_this=True)
    if wait is not None and _IN_FLIGHT.search(parsed.words):
        return _rate(parsed, wait)
    return _quota(parsed, wait)


def _rate(parsed: ErrorBody, wait: float | None) -> RateLimited:
    again = msg("Try again in {wait}.", wait=spoken(wait)) if wait else msg("Wait a moment, or use another provider.")
    return RateLimited(_with_reason(msg("Rate limit reached"), parsed), again, retry_after=wait)


def _quota(parsed: ErrorBody, wait: float | None, *, only_this: bool = False) -> QuotaExceeded:
    if only_this:
        return QuotaExceeded(
            _with_reason(msg("The credit left is too small for this request"), parsed),
            "Ask for a shorter answer, or top up the account.",
            handling=Handling(only_this=True),
        )
    hint = msg("Top up the account or raise its limit.")
    if wait:
        hint = joined(" ", [hint, msg("It is renewed in {wait}.", wait=spoken(wait))])
    return QuotaExceeded(_with_reason(msg("The credit or allowance is used up"), parsed), hint, retry_after=wait)


def _auth(parsed: ErrorBody, *, keyed: bool) -> AuthenticationFailed:
    if keyed:
        return AuthenticationFailed(
            _with_reason(msg("The key was refused"), parsed), "Enter a new key for this provider."
        )
    return AuthenticationFailed(_with_reason(msg("A key is needed"), parsed), "Enter a key for this provider.")


def _model(parsed: ErrorBody, *, loading: bool = False) -> ModelUnavailable:
    if loading:
        return ModelUnavailable(_with_reason(msg("The model is being loaded"), parsed), "Wait a moment and ask again.")
    return ModelUnavailable(
        _with_reason(msg("The model is not ready there"), parsed), "Load it, or choose another model."
    )


def _context(parsed: ErrorBody) -> ContextTooLong:
    return ContextTooLong(
        _with_reason(msg("The conversation is too long"), parsed),
        "Start a new conversation, or use a model with a larger context window.",
    )


def _rejected(parsed: ErrorBody) -> RequestRejected:
    return RequestRejected(
        _with_reason(msg("The request was refused"), parsed), "Change the request and send it again."
    )


def _moderated(parsed: ErrorBody) -> RequestRejected:
    happened = msg("Refused by moderation")
    if parsed.reasons:
        happened = msg("Refused by moderation ({reasons})", reasons=", ".join(parsed.reasons[:5]))
    return RequestRejected(_with_reason(happened, parsed), "Say it in other words, or use another provider.")


def _failed(status: int | None, parsed: ErrorBody) -> ProviderFailed:
    happened = (
        msg("Failed with status {status}", status=status) if status else msg("An error came instead of an answer")
    )
    return ProviderFailed(_with_reason(happened, parsed), LATER)


def _wrong_place(status: int | None, parsed: ErrorBody) -> ProviderFailed:
    if parsed.is_page:
        title = msg("Answered with an HTML page where JSON was due")
        if parsed.words.startswith("“"):
            title = msg("Answered with an HTML page ({title}) where JSON was due", title=_title(parsed.words))
    elif status == 200:
        title = _with_reason(msg("Answered with something that is no answer"), parsed)
    else:
        title = _with_reason(msg("Answered with status {status}", status=status), parsed)
    return ProviderFailed(title, RIGHT_ADDRESS, status=status)


def _title(words: str) -> str:
    """A page's title: its quotation marks are ours (said.clean)."""
    return quoted(words[1:-1]) if words.endswith("”") else words


def _redirected(status: int, location: str) -> ProviderFailed:
    """A login page of a hotel, a moved host: a key must not follow. Only the other host's name is told."""
    host = host_of(location)
    title = msg("Redirected (status {status})", status=status)
    if host:
        title = msg("Redirected to {host} (status {status})", host=clean(host), status=status)
    return ProviderFailed(title, RIGHT_ADDRESS)


__all__ = ["clean", "empty_answer", "judge", "judge_event", "no_content", "not_json"]
