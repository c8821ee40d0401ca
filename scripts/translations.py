"""The texts of the windows for translators: collected from the code, checked, and made into what Qt loads.

`update` collects every marked text of src/traybridge into resources/translations/<language>/<room>.ts: new ones come as
unfinished, those that are gone are dropped, translations are kept. `fill` takes translations as JSON on standard input
({"pattern": "translation"}; a list of forms where it counts). `release` makes resources/translations/traybridge_de.qm.
`check` says what is missing or has other {values} than its pattern; it ends with 1 when there is something.

Marked is the literal in msg(), tr(), counted() and tr_counted(), and what an error of core/errors.py is made with.
"""

import argparse
import ast
import fcntl
import json
import string
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET  # our own files

import PySide6

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "traybridge"
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = {"de": 2}
"""Every language and how many forms it counts in."""
CONTEXT = "TrayBridge"
FIRST_ROOMS = ("core", "desktop")
"""A text that several rooms have stands with the first of them."""
WRITERS = frozenset({"traybridge.core.i18n", "traybridge.desktop.language"})
ENGLISH_ROOMS = frozenset({"cli"})
"""The command line stays English (issue 5)."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One text to translate. ``one`` is the English for one of them where it counts; ``place`` is file:line."""

    pattern: str
    one: str
    file: str
    line: int


class Unmarked(Exception):
    """Something that is to be translated is no literal."""


def error_names() -> frozenset[str]:
    tree = ast.parse((SOURCE / "core" / "errors.py").read_text())
    return frozenset(node.name for node in tree.body if isinstance(node, ast.ClassDef))


def marked_in(path: Path, source: Path, errors: frozenset[str]) -> Iterator[Marked]:
    """The marked texts of one file below ``source``, in no order."""
    file = path.relative_to(source).as_posix()
    tree = ast.parse(path.read_text())
    writers = {
        name.asname or name.name: name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in WRITERS
        for name in node.names
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        writer = writers.get(called, "") if isinstance(node.func, ast.Name) or called in errors else ""
        told = _told(node, writer, called, errors)
        if told is None:
            raise Unmarked(f"{file}:{node.lineno}: {called}() takes literals")
        yield from (Marked(pattern, one, file, node.lineno) for pattern, one in told)


def _told(call: ast.Call, writer: str, called: str, errors: frozenset[str]) -> list[tuple[str, str]] | None:
    """What a call marks: patterns, each with its English for one; None when it should and does not."""
    if writer in {"msg", "tr"}:
        texts = [(text, "") for text in literals(call.args[0])]
        return texts if texts or writer == "tr" else None
    if writer in {"counted", "tr_counted"}:
        one, many = (next(literals(argument), "") for argument in call.args[:2])
        return [(many, one)] if one and many else None
    if called in errors:
        at = 1 if called == "KeyringProblem" else 0
        words = [*call.args[at : at + 2], *(word.value for word in call.keywords if word.arg in {"title", "hint"})]
        return [(text, "") for argument in words for text in literals(argument)]
    return []


def literals(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from literals(body)
            yield from literals(orelse)
        case ast.BoolOp(values=values):
            for value in values:
                yield from literals(value)


def collected() -> dict[str, dict[str, Marked]]:
    """Every marked text, by room and pattern, each once."""
    errors = error_names()
    rooms: dict[str, dict[str, Marked]] = {}
    seen: set[str] = set()
    names = sorted({path.relative_to(SOURCE).parts[0] for path in SOURCE.rglob("*.py")} - ENGLISH_ROOMS)
    for name in sorted(names, key=lambda one: (one not in FIRST_ROOMS, one)):
        place = SOURCE / name
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            for marked in sorted(marked_in(path, SOURCE, errors), key=lambda one: one.line):
                room = rooms.setdefault(name.removesuffix(".py"), {})
                if marked.pattern not in seen:
                    seen.add(marked.pattern)
                    room[marked.pattern] = marked
    return {name: texts for name, texts in rooms.items() if texts}


def translated(language: str) -> dict[str, list[str]]:
    """What has a translation, by pattern, from all rooms' files: one form, or several where it counts."""
    found: dict[str, list[str]] = {}
    for path in sorted((TRANSLATIONS / language).glob("*.ts")):
        for message in ET.parse(path).getroot().iter("message"):
            translation = message.find("translation")
            if translation is None:
                continue
            forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
            if all(forms):
                found[message.findtext("source", "")] = forms
    return found


def write(language: str, known: dict[str, list[str]]) -> None:
    """Write each room's file anew, with what is known."""
    folder = TRANSLATIONS / language
    folder.mkdir(parents=True, exist_ok=True)
    rooms = collected()
    for path in folder.glob("*.ts"):
        if path.stem not in rooms:
            path.unlink()
    for room, texts in rooms.items():
        root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = CONTEXT
        for marked in texts.values():
            message = ET.SubElement(context, "message", {"numerus": "yes"} if marked.one else {})
            ET.SubElement(message, "location", filename=f"src/traybridge/{marked.file}")
            ET.SubElement(message, "source").text = marked.pattern
            if marked.one:
                ET.SubElement(message, "extracomment").text = f"For one: {marked.one}"
            forms = known.get(marked.pattern, [])
            translation = ET.SubElement(message, "translation", {} if forms else {"type": "unfinished"})
            if marked.one:
                for at in range(LANGUAGES[language]):
                    ET.SubElement(translation, "numerusform").text = forms[at] if at < len(forms) else ""
            elif forms:
                translation.text = forms[0]
        ET.indent(root, " ")
        text = ET.tostring(root, encoding="unicode")
        path = folder / f"{room}.ts"
        whole = f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n'
        if not path.exists() or path.read_text() != whole:
            path.write_text(whole)


def update() -> None:
    for language in LANGUAGES:
        write(language, translated(language))


def fill(language: str, given: dict[str, str | list[str]]) -> list[str]:
    """Take translations; the result names those that no text has."""
    wanted = {pattern for texts in collected().values() for pattern in texts}
    known = translated(language)
    known |= {pattern: [told] if isinstance(told, str) else told for pattern, told in given.items()}
    write(language, known)
    return [pattern for pattern in given if pattern not in wanted]


def fields(pattern: str) -> set[str]:
    """The values that a pattern takes. Raises ValueError when its braces do not match."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(pattern) if name is not None}


def faults(language: str) -> list[str]:
    """What is missing or wrong, one line each."""
    known, lines = translated(language), []
    for texts in collected().values():
        for pattern, marked in texts.items():
            place = f"{marked.file}:{marked.line}: {pattern!r}"
            forms = known.get(pattern)
            if forms is None:
                lines.append(f"{place} has no translation")
                continue
            if len(forms) != (LANGUAGES[language] if marked.one else 1):
                lines.append(f"{place} has {len(forms)} forms")
            for form in forms:
                try:
                    if fields(form) != fields(pattern):
                        lines.append(f"{place} has other values in its translation: {form!r}")
                except ValueError as error:
                    lines.append(f"{place}: {form!r}: {error}")
    return lines


def released(language: str) -> bytes:
    """What Qt loads, made by Qt's own lrelease."""
    sources = sorted((TRANSLATIONS / language).glob("*.ts"))
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.qm"
        tool = Path(PySide6.__file__).parent / "lrelease"
        subprocess.run(
            [tool, "-silent", "-removeidentical", *map(str, sources), "-qm", str(made)], check=True, capture_output=True
        )
        return made.read_bytes()


def release() -> None:
    for language in LANGUAGES:
        (TRANSLATIONS / f"traybridge_{language}.qm").write_bytes(released(language))


@contextmanager
def alone() -> Iterator[None]:
    """Two who translate at the same time wait for each other."""
    with Path(__file__).open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("verb", choices=("update", "fill", "release", "check"))
    parser.add_argument("--language", default="de", choices=sorted(LANGUAGES))
    chosen = parser.parse_args()
    given = json.load(sys.stdin) if chosen.verb == "fill" else {}
    with alone():
        if chosen.verb in {"update", "release"}:
            update()
        if chosen.verb == "release":
            release()
        for pattern in fill(chosen.language, given) if given else ():
            print(f"no text is {pattern!r}")
    lines = [line for language in LANGUAGES for line in faults(language)]
    if chosen.verb == "check":
        print("\n".join(lines))
    print(f"{sum(len(texts) for texts in collected().values())} texts, {len(lines)} to do")
    return int(chosen.verb == "check" and bool(lines))


if __name__ == "__main__":
    sys.exit(main())
