"""The windows in German: patterns are looked up, values are put in, numbers get their form; English needs nothing."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from traybridge.core.i18n import counted, joined, msg
from traybridge.desktop.language import install, isolated, speak, tr, tr_counted

GERMAN = {
    "{count} nodes": ["{count} Knoten (einer)", "{count} Knoten"],
    "{name} refused the key": ["{name} hat den Schlüssel abgelehnt"],
    "loading {share:.0%}, {seconds:.1f} s": ["lädt {share:.0%}, {seconds:.1f} s"],
    "{number}%": ["{number}\N{NO-BREAK SPACE}%"],
    "switched off": ["ausgeschaltet"],
}


class Speaker(QTranslator):
    """A translation of five texts."""

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:  # noqa: N803
        forms = GERMAN.get(sourceText, [])
        return forms[0 if n == 1 else -1] if forms and context == "TrayBridge" else sourceText

    def isEmpty(self) -> bool:  # noqa: N802
        return False


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    before, speaker = QLocale(), Speaker(qapp)
    QLocale.setDefault(QLocale("de_DE"))
    qapp.installTranslator(speaker)
    yield
    qapp.removeTranslator(speaker)
    QLocale.setDefault(before)


def test_english_stays_as_it_is(qapp: QApplication):
    assert install(qapp, QLocale("en_US")) == []
    assert tr("switched off") == "switched off"
    assert tr("{name} refused the key", name="OpenRouter") == "OpenRouter refused the key"
    assert [tr_counted("{count} node", "{count} nodes", count) for count in (1, 2)] == ["1 node", "2 nodes"]
    assert tr(counted("{count} node", "{count} nodes", 1)) == "1 node"
    assert tr(msg("{share:.0%}", share=0.4)) == "40%"


@pytest.mark.usefixtures("german")
def test_patterns_are_looked_up_and_their_values_put_in():
    assert tr("switched off") == "ausgeschaltet"
    assert tr(msg("{name} refused the key", name="{braces}")) == "{braces} hat den Schlüssel abgelehnt"


@pytest.mark.usefixtures("german")
def test_numbers_take_the_form_of_the_locale():
    assert tr("loading {share:.0%}, {seconds:.1f} s", share=0.4, seconds=1.25) == "lädt 40\N{NO-BREAK SPACE}%, 1,2 s"


@pytest.mark.usefixtures("german")
def test_counting_takes_the_language_s_forms():
    assert [tr_counted("{count} node", "{count} nodes", count) for count in (1, 2)] == [
        "1 Knoten (einer)",
        "2 Knoten",
    ]


@pytest.mark.usefixtures("german")
def test_parts_of_a_joined_text_are_said_one_by_one():
    text = joined(" · ", ["Exo", msg("switched off"), counted("{count} node", "{count} nodes", 2)])
    assert tr(text) == "Exo · ausgeschaltet · 2 Knoten"


@pytest.mark.usefixtures("german")
def test_what_has_no_translation_stays_english():
    assert tr("not known {here}", here="there") == "not known there"
    assert tr("") == ""


def test_qt_s_own_words_come_with_the_language(qapp: QApplication):
    before = QLocale()
    speakers = install(qapp, QLocale("de_DE"))
    try:
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    finally:
        for speaker in speakers:
            qapp.removeTranslator(speaker)
        QLocale.setDefault(before)


def test_names_from_the_right_do_not_turn_a_sentence():
    assert isolated("שלום") == "\N{FIRST STRONG ISOLATE}שלום\N{POP DIRECTIONAL ISOLATE}"
    assert isolated("Exo") == "Exo"
    assert isolated("é") == "é"


def test_a_foreign_name_in_a_sentence_is_isolated():
    assert tr("{name}: {what}", name="שלום", what="ok") == "\N{FIRST STRONG ISOLATE}שלום\N{POP DIRECTIONAL ISOLATE}: ok"


def test_the_language_that_a_person_chose_is_spoken_instead_of_the_systems(qapp: QApplication):
    before = QLocale()
    try:
        speak("")
        assert tr("Settings") == "Settings"
        speak("de")
        assert tr("Settings") == "Einstellungen"
        speak("")
        assert tr("Settings") == "Einstellungen", "nothing chosen changes nothing"
        speak("en")
        assert tr("Settings") == "Settings"
    finally:
        for speaker in qapp.findChildren(QTranslator):
            qapp.removeTranslator(speaker)
        QLocale.setDefault(before)
