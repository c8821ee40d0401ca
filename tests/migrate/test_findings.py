"""The values that the readers bring home."""

from dataclasses import replace

from traybridge.core.i18n import msg
from traybridge.migrate.findings import Findings, OldConversation, Problem


def test_a_fingerprint_never_changes_and_is_another_for_anything_else():
    """It stands in databases: another formula would import every chat a second time."""
    one = OldConversation("m", "u", "a", "p", 1, 2.0)
    assert one.fingerprint == "e4b20ccb8824ca51d087eeb54aa937e152b1829336f364b18b1241626fb69e83"
    others = [
        replace(one, model="x"),
        replace(one, user="x"),
        replace(one, assistant="x"),
        replace(one, tokens=2),
        replace(one, created_at=None),
        OldConversation("mu", "", "a", "p", 1, 2.0),
    ]
    assert len({conversation.fingerprint for conversation in (one, *others)}) == 7


def test_an_old_conversation_as_a_chat():
    chat = OldConversation("m", "u", "a", "p", 7, 2.0).as_chat()
    assert [(said.role, said.text, said.model, said.provider, said.tokens) for said in chat.messages] == [
        ("user", "u", "", "", 0),
        ("assistant", "a", "m", "p", 7),
    ]
    assert chat.id == OldConversation("m", "u", "a", "p", 7, 2.0).fingerprint
    assert [said.role for said in OldConversation("m", "u", "").as_chat().messages] == ["user"]


def test_findings_join_in_order():
    first, second = Findings(problems=(Problem("a", msg("1")),)), Findings(problems=(Problem("b", msg("2")),))
    assert [one.source for one in (first + second).problems] == ["a", "b"]
