"""A chat keeps its words and loses the keys in them."""

from base64 import b64encode

from tests.migrate.conftest import OPENROUTER, TOGETHER

from traybridge.core.saved_chat import SavedChat, SavedMessage
from traybridge.core.secret import Secret
from traybridge.migrate.chat_redaction import Censor
from traybridge.migrate.findings import OldConversation

CENSOR = Censor([Secret(OPENROUTER), Secret(TOGETHER)])


def test_a_key_goes_and_every_other_word_stays():
    said = OldConversation("m", f"Is {OPENROUTER} mine?\nYes?", b64encode(TOGETHER.encode()).decode(), "exo", 3, 7.0)
    assert CENSOR.conversation(said) == OldConversation("m", "Is  mine?\nYes?", "", "exo", 3, 7.0)


def test_a_censored_conversation_is_the_same_one_the_next_time():
    said = OldConversation("m", f"Is {OPENROUTER} mine?", "Yes.")
    once = CENSOR.conversation(said)
    assert CENSOR.conversation(once).fingerprint == once.fingerprint


def test_a_saved_chat_keeps_its_id_and_order():
    chat = SavedChat("7", (SavedMessage("user", f"{OPENROUTER}!"), SavedMessage("assistant", "Ok")), OPENROUTER, 1.0)
    kept = SavedChat("7", (SavedMessage("user", "!"), SavedMessage("assistant", "Ok")), "", 1.0)
    assert CENSOR.chat(chat) == kept


def test_without_keys_nothing_is_changed():
    said = OldConversation("m", "sk-or-v1-anything", "hf_anything")
    assert Censor([]).conversation(said) == said
