"""Whether somebody takes connections at a local address: a display server, a session bus."""

import socket

_SECONDS = 0.3
"""How long it has to take one; a server that runs does so at once."""


def takes_connections(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    """Connect once and hang up; False for a name that is no address too."""
    try:
        with socket.socket(family, socket.SOCK_STREAM) as connection:
            connection.settimeout(_SECONDS)
            connection.connect(address)
    except (OSError, ValueError):  # ValueError: a name that is no path (NUL, too long)
        return False
    return True
