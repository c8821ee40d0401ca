"""Reading foreign files: never more than a limit, never anything but a regular file, never an exception of its own."""

import errno
import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from traybridge.core.i18n import Text, marked, msg
from traybridge.migrate.reasons import Reason

TEXT_LIMIT = 16 * 1024 * 1024
"""Bytes of a settings file; the largest honest one seen has 4 KB."""
YAML_LIMIT = 512 * 1024
"""Characters of a YAML file: PyYAML reads about 300 KB a second."""
_DEEPEST = 100
DATABASE_LIMIT = 128 * 1024 * 1024
_PART = 1024 * 1024

_REASONS = {
    errno.ENOENT: msg("it is not there"),
    errno.EACCES: msg("permission denied; make it readable for you and import again"),
    errno.EPERM: msg("permission denied; make it readable for you and import again"),
    errno.ELOOP: msg("its symbolic links lead in a circle"),
    errno.EISDIR: msg("it is a folder, not a file"),
    errno.ENOTDIR: msg("a part of its path is no folder"),
    errno.ENAMETOOLONG: msg("its path is too long"),
}


class Unreadable(Reason):
    """A file that cannot be used."""


@dataclass(frozen=True, slots=True)
class FileText:
    """A file's text and how to write it back: ``bom`` are the bytes before it."""

    text: str
    encoding: str = "utf-8"
    bom: bytes = b""

    def encode(self, text: str) -> bytes:
        return self.bom + text.encode(self.encoding)


def why(error: OSError) -> Text:
    """The reason in words, without the path."""
    if known := _REASONS.get(error.errno or 0):
        return known
    return marked(error.strerror.lower()) if error.strerror else msg("the system refuses")


def read_bytes(path: Path, limit: int = TEXT_LIMIT) -> bytes:
    """Read a regular file; pipes and devices are refused before they could block.

    Raises:
        Unreadable: with the reason.
    """
    return b"".join(read_parts(path, limit))


def read_parts(path: Path, limit: int) -> Iterator[bytes]:
    """Read a regular file in parts of at most 1 MiB.

    Raises:
        Unreadable: with the reason, also when it grows over the limit meanwhile.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        raise Unreadable(why(error)) from None
    except ValueError:
        raise Unreadable(msg("its path cannot be used")) from None
    try:
        yield from _parts(descriptor, limit)
    except OSError as error:
        raise Unreadable(why(error)) from None
    finally:
        os.close(descriptor)


def _parts(descriptor: int, limit: int) -> Iterator[bytes]:
    status = os.fstat(descriptor)
    if stat.S_ISDIR(status.st_mode):
        raise Unreadable(msg("it is a folder, not a file"))
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(msg("it is no regular file"))
    if status.st_size > limit:
        raise Unreadable(
            msg(
                "it has {size:,.0f} MiB, more than the {most} MiB that are read",
                size=status.st_size / 1024**2,
                most=limit // 1024**2,
            )
        )
    size = 0
    while part := os.read(descriptor, _PART):
        size += len(part)
        if size > limit:
            raise Unreadable(msg("it grew over the {most} MiB that are read", most=limit // 1024**2))
        yield part


def decode(data: bytes) -> FileText:
    """Decode any bytes: UTF-8, UTF-16 with its mark, else Latin-1, which keeps every byte as it is.

    Keys and field names are ASCII, so a file in an old Windows code page is still read right where it matters.
    """
    for bom, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"", "utf-8"),
    ):
        if data.startswith(bom):
            try:
                return FileText(data[len(bom) :].decode(encoding), encoding, bom)
            except UnicodeDecodeError:
                continue
    return FileText(data.decode("latin-1"), "latin-1")


def read_text(path: Path, limit: int = TEXT_LIMIT) -> str:
    """Read a text file.

    Raises:
        Unreadable: with the reason.
    """
    text = decode(read_bytes(path, limit)).text
    if "\0" in text:
        raise Unreadable(msg("it holds NUL bytes: it is damaged or no text file"))
    return text


def parse_json(text: str) -> Any:
    """Parse JSON from anybody.

    Raises:
        Unreadable: it is none, or nested too deep, or holds a number that Python refuses.
    """
    if not text.strip():
        raise Unreadable(msg("it is empty"))
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(
            msg(
                "it is not valid JSON from line {line}, column {column} on: cut off or damaged",
                line=error.lineno,
                column=error.colno,
            )
        ) from None
    except (ValueError, RecursionError):
        raise Unreadable(msg("it is not JSON that can be read")) from None


def yaml_loader() -> Any:
    """The loader that makes nothing but texts, lists and objects, in C where PyYAML has that (five times quicker)."""
    import yaml

    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def parse_yaml(text: str) -> Any:
    """Parse YAML into texts, lists and objects; no other type is made, so nothing in it can run or explode.

    Raises:
        Unreadable: it is none, or too large, or nested too deep.
    """
    import yaml

    if len(text) > YAML_LIMIT:
        raise Unreadable(msg("it has more than the {most} KiB that are read", most=YAML_LIMIT // 1024))
    try:
        _refuse_deep_yaml(text)
        document = yaml.load(text, Loader=yaml_loader())  # noqa: S506  # see yaml_loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark is None:
            raise Unreadable(msg("it is not valid YAML")) from None
        place = {"line": mark.line + 1, "column": mark.column + 1}
        raise Unreadable(msg("it is not valid YAML at line {line}, column {column}", **place)) from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise Unreadable(msg("it is not YAML that can be read")) from None
    if document is None or document == "":
        raise Unreadable(msg("it is empty"))
    return document


def _refuse_deep_yaml(text: str) -> None:
    """Loading is recursive, in C without a limit; reading the events is not."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=yaml_loader()):
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            depth += 1
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            depth -= 1
        if depth > _DEEPEST:
            raise Unreadable(msg("it is nested too deep"))


def fields(value: object) -> dict[str, Any]:
    """The fields of an object, YAML's merge key included; anything else has none."""
    if not isinstance(value, Mapping):
        return {}
    merged: dict[str, Any] = {}
    below = value.get("<<")
    for part in below if isinstance(below, list) else [below]:
        if isinstance(part, Mapping):
            merged |= {name: one for name, one in part.items() if name not in merged}
    return {str(name): one for name, one in (merged | dict(value)).items() if name != "<<"}


def entries(value: object) -> list[Any]:
    """The entries of a list; anything else has none."""
    return list(value) if isinstance(value, list) else []
