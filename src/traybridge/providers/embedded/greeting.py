"""Tells a greeting from a question, and how TrayBridge itself answers one: a model this small makes nonsense of it."""

import re
from typing import Final

from traybridge.core.chat import ChatRequest
from traybridge.core.i18n import msg

REPLY: Final = msg(
    "Hello! This is TrayBridge itself; no model was asked. Your questions go to your own Exo cluster first, then to "
    "the providers that you set up. Until one of them can answer, a tiny starter model does: it speaks English only, "
    "and is often wrong."
)

_GREETING: Final = re.compile(
    r"(hi|hello|hey|hiya|howdy|yo|good (morning|afternoon|evening|day)|greetings)"
    r"( there| again| all| everyone| everybody| traybridge)?([ ,!.]+(who|what) are you)?"
    r"|(who|what) are you|what is your name|what's your name|what can you do|how are you( doing)?( today)?"
    r"|hallo|guten (morgen|tag|abend)|wer bist du"
)
_END: Final = " \t\n!.,:;)(-~\N{WAVING HAND SIGN}\N{SLIGHTLY SMILING FACE}"
_SETUP: Final = frozenset({"system", "developer"})


def is_greeting(request: ChatRequest) -> bool:
    """True when the last words are a greeting or ask who answers, and nobody has told the model who it is."""
    last = request.messages[-1] if request.messages else None
    if last is None or last.role != "user" or any(message.role in _SETUP for message in request.messages):
        return False
    if not isinstance(last.content, str) and any(part.get("type") != "text" for part in last.content or ()):
        return False
    words = " ".join(last.text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()).strip(_END)
    asks = words.endswith("?")
    greeting = _GREETING.fullmatch(words.rstrip("? "))
    # "Hello?" asks whether somebody is there: the model may say so itself.
    return greeting is not None and (not asks or " " in words)
