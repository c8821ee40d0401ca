"""The log file: rotated, 0600, with keys taken out."""

import logging
import os
import re
from collections.abc import Callable, Iterable
from copy import copy
from pathlib import Path

from traybridge.core.errors import TrayBridgeError
from traybridge.core.provenance import Attempt
from traybridge.core.secret import Secret
from traybridge.system.folders import make_private

LARGEST = 1024 * 1024
FILES = 3
_LONGEST = 8_000
_DEEPEST = 5
_NAME = "traybridge"

_KEYS = re.compile(
    r"""
    (?P<before>
        (?i:\bbearer\s+)(?=[^\s"',;]{8})
      | (?i:(?:api[-_]?key|authorization|password|secret|token)["']?\s*[:=]\s*["']?(?:(?:bearer|basic|token)\s+)?)
      | (?i:[?&](?:key|sig)=)
      | (?i:://[^/\s:@]{0,64}:)(?=[^/\s@]{1,256}@)                              # ://user:password@
    )?
    (?P<key>
        \b(?:sk|pk|rk)-[A-Za-z0-9_-]{8,}                                    # OpenAI, OpenRouter, Anthropic, DeepSeek
      | \b(?:hf|gsk|tgp_v1|nvapi|xai|pplx|glpat|ghp|gho|github_pat)[_-][A-Za-z0-9_-]{8,}
      | \bAIza[A-Za-z0-9_-]{20,}                                            # Google
      | \beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*              # a JSON web token
      | (?(before)[^\s"',;&@}]{3,}|(?!))                                     # whatever stands behind such a word
    )
    """,
    re.VERBOSE,
)


def redact(text: str, secrets: Iterable[Secret] = ()) -> str:
    """Take keys out of a text: those we know, and whatever looks like one."""
    for secret in secrets:
        if len(secret.reveal()) >= 4:
            text = text.replace(secret.reveal(), "[key]")
    return _KEYS.sub(lambda found: f"{found['before'] or ''}[key]", text)


class RedactingFormatter(logging.Formatter):
    """One line for each record, tracebacks below it, keys taken out of both."""

    def __init__(self, secrets: Callable[[], Iterable[Secret]]) -> None:
        super().__init__("{asctime}.{msecs:03.0f} {levelname:7} {name}: {message}", "%Y-%m-%d %H:%M:%S", "{")
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        own = copy(record)
        own.exc_text = None  # another handler's formatter may have left the whole story there
        text = super().format(own)
        cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text)} characters)"
        return redact(cut, self._secrets())

    def formatException(self, ei: object) -> str:  # noqa: N802  logging's own name
        """Where it happened and of which kind; an error's own words only where they are ours.

        A foreign error may quote what it was working on: a message, a header, an answer.
        """
        import traceback

        error = ei[1] if isinstance(ei, tuple) else None
        lines: list[str] = []
        while isinstance(error, BaseException) and len(lines) < _DEEPEST:
            places = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
            said = f": {error}" if isinstance(error, TrayBridgeError | OSError) else ""
            lines.append(f"{places}{type(error).__module__}.{type(error).__qualname__}{said}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\ncaused by\n".join(lines)


class LogFile(logging.Handler):
    """A log file of at most 1 MiB and the two before it, opened for each record and not before there is one.

    The library's own handler keeps the file open: the tray and a command that log at once would rotate it away from
    each other.
    """

    def __init__(self, path: Path, *, largest: int = LARGEST, files: int = FILES) -> None:
        super().__init__()
        self._path = path
        self._largest = largest
        self._files = files

    def emit(self, record: logging.LogRecord) -> None:
        try:
            line = self.format(record).encode("utf-8", "backslashreplace") + b"\n"
            self._rotate(len(line))
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(descriptor, line)
            finally:
                os.close(descriptor)
        except OSError:
            return  # a full disk must not keep anybody from chatting

    def _rotate(self, more: int) -> None:
        try:
            if self._path.stat().st_size + more <= self._largest:
                return
        except FileNotFoundError:
            make_private(self._path.parent)
            return
        for number in range(self._files - 1, 0, -1):
            older = self._numbered(number - 1)
            if older.exists():
                older.replace(self._numbered(number))

    def _numbered(self, number: int) -> Path:
        return self._path.with_name(f"{self._path.name}.{number}") if number else self._path


def start_log(
    folder: Path, secrets: Callable[[], Iterable[Secret]], *, level: int = logging.INFO
) -> tuple[logging.Logger, Callable[[], None]]:
    """Begin to log; the result is our logger, and what ends logging again.

    Ours from ``level`` on, other people's from WARNING on: httpx tells every address it asks at INFO, and httpcore
    whole headers at DEBUG.
    """
    handler = LogFile(folder / "traybridge.log")
    handler.setFormatter(RedactingFormatter(secrets))
    root, ours = logging.getLogger(), logging.getLogger(_NAME)
    before = root.level, ours.level
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    ours.setLevel(level)
    quiet = [logging.getLogger(name) for name in ("httpx", "httpcore", "asyncio")]
    for logger in quiet:
        logger.setLevel(logging.WARNING)

    def stop() -> None:
        root.removeHandler(handler)
        root.setLevel(before[0])
        ours.setLevel(before[1])

    return ours, stop


def reporter(logger: logging.Logger) -> Callable[[str, BaseException], None]:
    """What TaskOwner and others tell of a trouble, as a log entry: its name, the error, where it arose.

    What nobody raises on purpose is a ``defect`` of ours.
    """

    def told(name: str, error: BaseException) -> None:
        if isinstance(error, TrayBridgeError):
            logger.warning("%s: %s", name, error)
        else:
            logger.error("defect: %s failed", name, exc_info=error)

    return told


def log_attempt(attempt: Attempt) -> None:
    """One line for each request sent: whom, with which outcome, never what."""
    reason = f": {attempt.reason}" if attempt.reason else ""
    fields = (attempt.provider, attempt.model, attempt.outcome.value, attempt.seconds * 1000, reason)
    logging.getLogger("traybridge.router").info("%s (%s) %s, %.0f ms%s", *fields)
