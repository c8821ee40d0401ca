"""Figures as people read them: durations, money, tokens and their speed, each written once (pure)."""

from traybridge.core.i18n import msg

GIGABYTE = 1024**3
"""Bytes of what Macs, and people, call a gigabyte of memory: "About This Mac" says 64 GB of 64 x 1024³ bytes."""


def duration(seconds: float) -> str:
    """How long something takes, roughly: 41 s, 12 min, 3 h."""
    if seconds < 100:
        return msg("{seconds} s", seconds=max(1, round(seconds)))
    if seconds < 100 * 60:
        return msg("{minutes} min", minutes=round(seconds / 60))
    return msg("{hours} h", hours=round(seconds / 3600))


def elapsed(value: float) -> str:
    """How long something took, given in seconds: 212 ms, 3.9 s, 41 s, 2.5 min."""
    return msg("{milliseconds:.0f} ms", milliseconds=value * 1000) if value < 0.9995 else seconds(value)


def seconds(value: float) -> str:
    """The same for what people wait for, never in milliseconds: 0.2 s, 3.9 s, 41 s, 2.5 min."""
    if value < 9.95:
        return msg("{seconds:.1f} s", seconds=value)
    if value < 59.5:
        return msg("{seconds:.0f} s", seconds=value)
    return msg("{minutes:.1f} min", minutes=value / 60)


def age(value: float) -> str:
    """How long ago something was, given in seconds: 12 s ago, 3 min ago, 2 h ago."""
    if value < 100:
        return msg("{seconds:.0f} s ago", seconds=value)
    if value < 100 * 60:
        return msg("{minutes:.0f} min ago", minutes=value / 60)
    return msg("{hours:.0f} h ago", hours=value / 3600)


def memory(used: int | None, total: int) -> str:
    """The memory of a machine, given in bytes: "41 of 64 GB", "64 GB" where nobody knows how much is taken."""
    if used is None:
        return msg("{total:.0f} GB", total=total / GIGABYTE)
    return msg("{used:.0f} of {total:.0f} GB", used=used / GIGABYTE, total=total / GIGABYTE)


def gigabytes(size: int) -> str:
    """What a model takes of a memory, given in bytes: "4.3 GB"."""
    return msg("{size:.1f} GB", size=size / GIGABYTE)


def thousands(tokens: int) -> str:
    """A number of tokens: 512, 8.19k."""
    return msg("{thousands:.3g}k", thousands=tokens / 1000) if tokens >= 1000 else str(tokens)


def speed(value: float) -> str:
    """Tokens a second: "31 tok/s", "1.4 tok/s"."""
    return msg("{speed:.0f} tok/s", speed=value) if value >= 9.95 else msg("{speed:.1f} tok/s", speed=value)


def dollars(value: float, *, fractions_below: float = 0.01) -> str:
    """US dollars, in more figures where there are only fractions of a cent (or less than another sum)."""
    if 0 < value < fractions_below:
        return msg("${dollars:.4f}", dollars=value)
    return msg("${dollars:.2f}", dollars=value)
