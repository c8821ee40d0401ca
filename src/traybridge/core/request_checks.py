"""What is refused before any provider sees a request."""

from collections.abc import Mapping

from traybridge.core.chat import ChatRequest, Message
from traybridge.core.errors import BadRequest
from traybridge.core.i18n import msg

ROLES = frozenset({"system", "developer", "user", "assistant", "tool", "function"})

MAX_TEXT = 1024 * 1024
"""Longest text of one message in characters: more than any model of 2026 takes (about 250,000 tokens)."""
MAX_ATTACHMENT = 20 * 1024 * 1024
"""Longest data URL of one content part in characters (OpenAI's own limit for an image is 20 MB)."""


def check_request(request: ChatRequest) -> None:
    """Refuse what no provider should see; everything not named here is passed on as it is.

    Raises:
        BadRequest: no messages (an empty list crashes Exo's runner, recording 074), an unknown role, nothing said
            by anyone, a text over MAX_TEXT or an attachment over MAX_ATTACHMENT.
    """
    if not request.messages:
        raise BadRequest("There is no message to answer", "Write something and send it again.")
    for position, message in enumerate(request.messages, start=1):
        if message.role not in ROLES:
            raise BadRequest(
                msg("Message {position} has an unknown role", position=position),
                msg("Use one of {names}.", names=", ".join(sorted(ROLES))),
            )
        _check_sizes(position, message)
    if not any(_says_something(message) for message in request.messages if message.role != "system"):
        raise BadRequest("The message is empty", "Write something and send it again.")
    if not request.model.strip():
        raise BadRequest("The model name is empty", "Use “auto” or a model's name.")


def _says_something(message: Message) -> bool:
    if message.text.strip() or message.extra.get("tool_calls"):
        return True
    parts = message.content if message.content and not isinstance(message.content, str) else ()
    return any(part.get("type") != "text" for part in parts)


def _check_sizes(position: int, message: Message) -> None:
    if len(message.text) > MAX_TEXT:
        raise BadRequest(
            msg(
                "Message {position} is too long: {characters:,} characters, at most {most:,}",
                position=position,
                characters=len(message.text),
                most=MAX_TEXT,
            ),
            "Send a shorter part of it.",
        )
    if isinstance(message.content, str) or message.content is None:
        return
    for part in message.content:
        image = part.get("image_url")
        url = image.get("url") if isinstance(image, Mapping) else image
        if isinstance(url, str) and len(url) > MAX_ATTACHMENT:
            raise BadRequest(
                msg(
                    "An image in message {position} is too large: {size} MiB, at most 20 MiB",
                    position=position,
                    size=len(url) // (1024 * 1024),
                ),
                "Scale the image down and send it again.",
            )
