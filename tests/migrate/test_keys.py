"""Each way in which the old tools wrote a key down, and what must never count as one."""

from base64 import b64encode, urlsafe_b64encode

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st
from tests.migrate.conftest import HUGGINGFACE, OPENROUTER, TOGETHER, Home, plain_base64

from traybridge.core.secret import Secret
from traybridge.migrate.findings import KeyFile
from traybridge.migrate.keys import PLACEHOLDERS, decode, is_placeholder, key_files_beside

FERNET_KEY = Fernet.generate_key()


def _key_files(tmp_path):
    return (KeyFile(tmp_path / "k", Secret(FERNET_KEY.decode())),)


@pytest.mark.parametrize("key", [OPENROUTER, HUGGINGFACE, TOGETHER, "0123456789abcdef" * 4])
def test_every_form_of_a_key_gives_the_key(key, tmp_path):
    """Double base64 Fernet, single Fernet, plain text, and base64 of what looks like a key."""
    token = Fernet(FERNET_KEY).encrypt(key.encode())
    files = _key_files(tmp_path)
    for written in (urlsafe_b64encode(token).decode(), b64encode(token).decode(), token.decode(), key, f" {key}\n"):
        assert decode(written, files).key == Secret(key), written[:8]


def test_ciphertext_without_padding_or_broken_over_lines_opens(tmp_path):
    wrapped = urlsafe_b64encode(Fernet(FERNET_KEY).encrypt(OPENROUTER.encode())).decode()
    files = _key_files(tmp_path)
    assert decode(wrapped.rstrip("="), files).key == Secret(OPENROUTER)
    assert decode(wrapped[:40] + "\n" + wrapped[40:], files).key == Secret(OPENROUTER)


def test_a_token_encrypted_twice_is_opened_twice(tmp_path):
    once = Fernet(FERNET_KEY).encrypt(OPENROUTER.encode())
    assert decode(Fernet(FERNET_KEY).encrypt(once).decode(), _key_files(tmp_path)).key == Secret(OPENROUTER)


def test_base64_of_what_begins_like_a_key_is_decoded_and_other_base64_is_a_key_itself():
    assert decode(plain_base64(OPENROUTER)).key == Secret(OPENROUTER)
    assert decode(plain_base64(HUGGINGFACE)).key == Secret(HUGGINGFACE)
    other = plain_base64("printable-but-no-key-we-know")
    assert decode(other).key == Secret(other)


def test_the_older_writer_put_every_key_into_base64():
    """Together's keys begin with tgp_, which no rule about sk- and hf_ would catch; a hex key is no base64 text."""
    assert decode(plain_base64("anything-at-all"), base64_expected=True).key == Secret("anything-at-all")
    hex_key = "0123456789abcdef" * 4
    assert decode(hex_key, base64_expected=True).key == Secret(hex_key)


@pytest.mark.parametrize("text", sorted(PLACEHOLDERS))
def test_placeholders_are_no_keys_in_any_form(text, tmp_path):
    token = Fernet(FERNET_KEY).encrypt(text.encode())
    for written in (text, f" {text} ", text.upper(), token.decode(), urlsafe_b64encode(token).decode()):
        decoded = decode(written, _key_files(tmp_path))
        assert (decoded.key, decoded.lost) == (None, ""), written[:8]
    assert decode(plain_base64(text), base64_expected=True).key is None


@pytest.mark.parametrize(
    "text", ["your_deepseek_key_here", "<your key>", "${OPENROUTER_API_KEY}", "sk-xxxx", "****", "$KEY"]
)
def test_what_stands_for_a_key_is_no_key(text):
    assert is_placeholder(text)
    assert decode(text).key is None


@pytest.mark.parametrize("text", ["sk-your-real-one-9", "xai-MADEUP00000000000001", "hf_xYmadeup00000000000000"])
def test_a_real_key_is_not_taken_for_a_placeholder(text):
    assert decode(text).key == Secret(text)


def test_without_the_right_encryption_key_the_key_is_lost_and_says_why(tmp_path):
    token = Fernet(Fernet.generate_key()).encrypt(OPENROUTER.encode()).decode()
    assert "not there" in decode(token).lost
    assert "does not open it" in decode(token, _key_files(tmp_path)).lost
    assert decode(token, _key_files(tmp_path)).key is None


@pytest.mark.parametrize("cut", [6, 20, 99, 150])
def test_damaged_ciphertext_is_lost_never_a_key(cut, tmp_path):
    token = Fernet(FERNET_KEY).encrypt(OPENROUTER.encode())
    for written in (
        token.decode()[:cut],
        urlsafe_b64encode(token).decode()[: cut + 2],
        b64encode(b64encode(token)).decode(),
    ):
        decoded = decode(written, _key_files(tmp_path)[:0])
        assert decoded.key is None
        assert decoded.lost


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (7, "no text"),
        (["sk-1"], "no text"),
        (True, "no text"),
        ("sk-a b", "blank"),
        ("sk-ü", "blank"),
        ("kj" * 641, "1,282"),
    ],
)
def test_what_no_keyring_should_get_is_refused_with_the_reason(value, word):
    decoded = decode(value)
    assert decoded.key is None
    assert word in decoded.lost


def test_a_key_longer_than_a_keyring_takes_is_refused_and_one_as_long_is_taken():
    assert decode("k" * 1000 + "j" * 280).key is not None
    assert decode("k" * 1000 + "j" * 281).key is None


@given(
    st.text()
    | st.binary().map(lambda data: b64encode(data).decode())
    | st.from_regex(r"(gAAAAA|Z0FBQUFB|WjBGQlFVRkI)[A-Za-z0-9_=-]*")
)
def test_no_text_ever_makes_a_ciphertext_or_a_placeholder_a_key(text):
    decoded = decode(text, ())
    if decoded.key is not None:
        key = decoded.key.reveal()
        assert not key.startswith(("gAAAAA", "Z0FBQUFB"))
        assert not is_placeholder(key)
        assert all(0x21 <= ord(sign) <= 0x7E for sign in key)


def test_the_reason_never_repeats_the_text():
    for text in ("sk-secret one", "gAAAAAsecret", "s" * 20 + "é"):
        assert "secret" not in decode(text).lost
        assert text not in repr(decode(text))


def test_the_encryption_key_beside_a_file(home: Home):
    """A line break behind it is fine; what is no Fernet key is a problem that is told."""
    home.write(".token_manager_key", home.fernet_key + b"\n")
    files, problem = key_files_beside(home.path, (".token_manager_key", "key.key"))
    assert [file.key for file in files] == [Secret(home.fernet_key.decode())]
    assert not problem
    home.write("key.key", "not a key")
    files, problem = key_files_beside(home.path, (".token_manager_key", "key.key"))
    assert len(files) == 1
    assert problem is not None
    assert "key.key" in problem
    (home / "key.key").unlink()
    (home / "key.key").mkdir()
    assert "folder" in str(key_files_beside(home.path, ("key.key",))[1])


@pytest.mark.parametrize("text", ["sk-or-v1-${SUFFIX}", "${START}-0123456789", "sk-$(pass)", "$(pass show openai)"])
def test_what_only_a_shell_could_put_together_is_no_key_and_is_said(text):
    decoded = decode(text)
    assert decoded.key is None
    assert "put together" in decoded.lost
