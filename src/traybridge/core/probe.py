"""What one probe of a provider showed."""

from dataclasses import dataclass, field

from traybridge.core.cluster import Cluster


@dataclass(frozen=True, slots=True)
class Reading:
    """What one probe of a provider showed. ``latency`` in seconds; a reading that differs in nothing else is no news.

    ``key_ok`` is None where the probe says nothing about the key; ``detail`` adds words for people; ``installed`` is
    False for the starter model where it was left out; ``again_in``: something is on its way, so look again after so
    many seconds, whatever the pace.
    """

    latency: float = field(compare=False)
    cluster: Cluster | None = None
    key_ok: bool | None = None
    detail: str = ""
    installed: bool = True
    again_in: float | None = None
