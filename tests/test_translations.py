"""What translators have is what the code says, all of it is translated, and Qt's file is made of it."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from scripts.translations import LANGUAGES, ROOT, TRANSLATIONS, Marked, Unmarked, collected, fields, marked_in, released

ERRORS = frozenset({"BadInput", "KeyringProblem"})


def marked(tmp_path: Path, code: str) -> list[tuple[str, str]]:
    path = tmp_path / "some.py"
    path.write_text(
        f"from traybridge.core.i18n import counted, msg\nfrom traybridge.desktop.language import tr\n{code}\n"
    )
    return [(one.pattern, one.one) for one in marked_in(path, tmp_path, ERRORS)]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('msg("{a} of {b}", a=1, b=2)', [("{a} of {b}", "")]),
        ('tr("yes" if x else "no")', [("yes", ""), ("no", "")]),
        ("tr(error.title)", []),
        ('counted("{count} node", "{count} nodes", 2)', [("{count} nodes", "{count} node")]),
        ('BadInput("No key", "Enter one.")', [("No key", ""), ("Enter one.", "")]),
        ('KeyringProblem("locked", "It is locked", hint="Unlock it.")', [("It is locked", ""), ("Unlock it.", "")]),
        ('errors.BadInput("No key")', [("No key", "")]),
        ('label.say("not ours")', []),
        ('print("nothing")', []),
    ],
)
def test_what_is_marked(tmp_path: Path, code: str, found: list[tuple[str, str]]):
    assert marked(tmp_path, code) == found


@pytest.mark.parametrize("code", ["msg(words)", 'msg(f"{a}")', 'counted("one", many, 2)'])
def test_what_cannot_be_collected_is_an_error(tmp_path: Path, code: str):
    with pytest.raises(Unmarked, match=r"some.py:3"):
        marked(tmp_path, code)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_everything_is_translated_with_the_same_values(language: str):
    texts = {pattern: one for room in collected().values() for pattern, one in room.items()}
    said = {
        message.findtext("source", ""): message
        for path in (TRANSLATIONS / language).glob("*.ts")
        for message in ET.parse(path).getroot().iter("message")
    }
    assert said.keys() == texts.keys(), "make translations brings them in step"
    for pattern, message in said.items():
        assert_translated(texts[pattern], message, LANGUAGES[language])


def assert_translated(text: Marked, message: ET.Element, forms: int) -> None:
    translation = message.find("translation")
    assert translation is not None
    told = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
    assert len(told) == (forms if text.one else 1), text
    for form in told:
        assert form.strip(), text
        assert fields(form) == fields(text.pattern), (text, form)
        assert form[:1].isspace() == text.pattern[:1].isspace(), (text, form)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_qt_s_file_is_made_of_it(language: str):
    assert (TRANSLATIONS / f"traybridge_{language}.qm").read_bytes() == released(language), "make translations makes it"


def test_the_tool_says_what_is_to_do():
    told = subprocess.run(
        [sys.executable, ROOT / "scripts" / "translations.py", "check"], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout.split(", ")[-1].strip()) == (0, "0 to do")
