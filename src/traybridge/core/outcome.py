"""How one attempt to get an answer ended."""

from enum import StrEnum


class Outcome(StrEnum):
    """What became of one attempt (routing.md, section 3); the words of ``ask --json``."""

    OK = "ok"
    CLIENT = "client"
    CONTEXT = "context"
    AUTH = "auth"
    QUOTA = "quota"
    RATE = "rate"
    NOT_LOADED = "not_loaded"
    TRANSIENT = "transient"
    CANCELLED = "cancelled"
