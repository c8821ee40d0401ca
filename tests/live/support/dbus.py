"""Calls over D-Bus by names."""

from typing import Any

from dbus_fast import Message
from dbus_fast.aio import MessageBus


async def call(
    bus: MessageBus | None, service: str, path: str, interface: str, member: str, signature: str, *body: Any
) -> Message:
    """Call a method and wait for the reply, which may be an error."""
    assert bus is not None
    reply = await bus.call(
        Message(
            destination=service, path=path, interface=interface, member=member, signature=signature, body=list(body)
        )
    )
    assert reply is not None
    return reply
