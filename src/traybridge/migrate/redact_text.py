"""Taking keys out of a text while it stays the same text for the program that reads it (pure)."""

import json
import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from traybridge.core.i18n import msg
from traybridge.migrate.environment import split_line
from traybridge.migrate.files import YAML_LIMIT, yaml_loader
from traybridge.migrate.findings import KeyFile
from traybridge.migrate.key_search import base64_cores, plain_forms, twice_base64_cores
from traybridge.migrate.keys import TOKEN, WRAPPED_TOKEN, decode
from traybridge.migrate.reasons import Reason

_LONG = 12
"""Characters from which on a key is also taken out of the middle of other text."""
_RUN = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_JSON_STRING = re.compile(r'("(?:[^"\\]|\\.)*")(\s*:)?', re.DOTALL)
"""In valid JSON every quotation mark that is not inside a text begins one; a colon behind it makes it a name."""
_ONLY_SCHEME = {"", "bearer", "basic", "token"}


class Broken(Reason):
    """The text would not be the same for its program."""


class Eraser:
    """Know what has to go: ``keys`` in every shape, and ``texts`` (ciphertexts, base64) exactly as they stand."""

    def __init__(self, keys: Iterable[str], texts: Iterable[str], key_files: Sequence[KeyFile] = ()) -> None:
        self._keys = frozenset(keys)
        self._exact = self._keys | {text.strip() for text in texts}
        self._key_files = key_files
        long = sorted((one for one in self._exact if len(one) >= _LONG), key=len, reverse=True)
        forms = [re.escape(form) for one in long for form in plain_forms(one)]
        self._plain = re.compile(rf"(?<![A-Za-z0-9_-])(?:{'|'.join(forms)})(?![A-Za-z0-9_-])") if forms else None
        long_keys = [one for one in self._keys if len(one) >= _LONG]
        self._cores = [core for one in long_keys for core in (*base64_cores(one.encode()), *twice_base64_cores(one))]

    def value(self, text: str) -> str:
        """What is left of one value."""
        if text.strip() in self._exact:
            return ""
        left = self.running(text)
        return "" if left != text and left.strip().lower() in _ONLY_SCHEME else left

    def name(self, text: str) -> str:
        """What is left of the name of a field; two names must not become one, or an entry would be lost."""
        if text in self._exact and len(text) >= _LONG:
            return f"removed-{text[-4:]}"
        return self.running(text)

    def running(self, text: str) -> str:
        """What is left of any text: keys go, and whole runs of base64 that hold one."""
        if self._plain is not None:
            text = self._plain.sub("", text)
        return _RUN.sub(lambda run: "" if self._carries(run[0]) else run[0], text)

    def _carries(self, run: str) -> bool:
        if any(core in run for core in self._cores):
            return self._is_wrapped(run, 2)
        if run.startswith(WRAPPED_TOKEN) or TOKEN.fullmatch(run):
            opened = decode(run, self._key_files).key
            return opened is not None and opened.reveal() in self._keys
        return False

    def _is_wrapped(self, run: str, depth: int) -> bool:
        """True when the run is base64 over text with a whole key in it, at whichever character that base64 begins."""
        packed = run.rstrip("=").translate(str.maketrans("-_", "+/"))
        for start in range(4):
            part = packed[start:]
            part = part[: len(part) - 1] if len(part) % 4 == 1 else part
            try:
                inside = b64decode(part + "=" * (-len(part) % 4)).decode("latin-1")
            except NotBase64:
                continue
            if self._plain is not None and self._plain.search(inside):
                return True
            if depth and any(self._is_wrapped(one, depth - 1) for one in _RUN.findall(inside)):
                return True
        return False


def erase(text: str, syntax: str, eraser: Eraser) -> str:
    """Take the keys out of a whole file.

    Raises:
        Broken: what would be left is not the same file to its program.
    """
    if syntax == "env":
        return "".join(_env_line(line, eraser) for line in text.splitlines(keepends=True))
    if syntax == "yaml" and (scalars := _yaml_scalars(text)) is not None:
        return _checked(text, eraser.running(_with_scalars(text, scalars, eraser)), _yaml_skeleton)
    left = eraser.running(_JSON_STRING.sub(lambda part: _json_string(part, eraser), text))
    return _checked(text, left, _json_skeleton)


def _checked(old: str, new: str, skeleton: Callable[[str], object]) -> str:
    shape = skeleton(old)
    if shape is not None and skeleton(new) != shape:
        raise Broken(msg("its keys cannot be taken out without breaking it"))
    return new


def _json_string(part: re.Match[str], eraser: Eraser) -> str:
    written, colon = part[1], part[2] or ""
    try:
        value = json.loads(written, strict=False)
    except ValueError:  # a damaged string: the pass over the running text looks at it
        return part[0]
    left = eraser.name(value) if colon else eraser.value(value)
    return part[0] if left == value else json.dumps(left) + colon


def _json_skeleton(text: str) -> object:
    """What is left of JSON without its texts; None for what is no JSON."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return None
    return _JSON_STRING.sub(r'""\2', text)


def _yaml_scalars(text: str) -> list[tuple[int, int, str, bool]] | None:
    """Where each scalar stands, what it says, and whether it is a name; None for what is no YAML."""
    import yaml

    if len(text) > YAML_LIMIT:
        return None
    try:
        tokens = list(yaml.scan(text, Loader=yaml_loader()))
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return [
        (one.start_mark.index, one.end_mark.index, one.value, isinstance(before, yaml.KeyToken))
        for before, one in pairwise(tokens)
        if isinstance(one, yaml.ScalarToken)
    ]


def _with_scalars(text: str, scalars: list[tuple[int, int, str, bool]], eraser: Eraser) -> str:
    for start, end, value, is_name in reversed(scalars):
        left = eraser.name(value) if is_name else eraser.value(value)
        if left != value:
            written = text[start:end]
            text = text[:start] + _yaml_quoted(left) + written[len(written.rstrip(" \t\r\n")) :] + text[end:]
    return text


def _yaml_quoted(text: str) -> str:
    """YAML's double-quoted form in ASCII (yaml.org/spec/1.2.2, 5.7)."""
    return '"' + "".join(_yaml_sign(sign) for sign in text) + '"'


def _yaml_sign(sign: str) -> str:
    number = ord(sign)
    if sign in {'"', "\\"}:
        return "\\" + sign
    if 0x20 <= number <= 0x7E:
        return sign
    return f"\\x{number:02x}" if number <= 0xFF else f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def _yaml_skeleton(text: str) -> object:
    """The events of YAML without its texts; None for what is no YAML."""
    import yaml

    if len(text) > YAML_LIMIT:
        return None
    try:
        return [(type(one).__name__, getattr(one, "anchor", None)) for one in yaml.parse(text, Loader=yaml_loader())]
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _env_line(line: str, eraser: Eraser) -> str:
    body = line.rstrip("\r\n")
    ending = line[len(body) :]
    parts = split_line(body)
    if parts is None:
        return eraser.running(body) + ending
    _name, before, written, after = parts
    value = written[1:-1] if written[:1] in {'"', "'"} and written[-1:] == written[:1] else written
    left = eraser.value(value)
    return before + (written if left == value else left) + eraser.running(after) + ending
