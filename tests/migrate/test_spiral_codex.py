"""Spiral Codex: one token for each name."""

from hashlib import sha256

from tests.migrate.conftest import OPENROUTER, TOGETHER, Home, loosely

from traybridge.core.secret import Secret
from traybridge.migrate import spiral_codex

read = loosely(spiral_codex.read)

NAME = ".spiral_codex_keys.json"


def test_keys_and_their_checksums(home: Home):
    home.key_file(".spiral_codex_encryption_key")
    right = sha256(OPENROUTER.encode()).hexdigest()[:16]
    home.write(
        NAME,
        {
            "openrouter": {"encrypted_key": home.token(OPENROUTER), "locked": True, "key_hash": right},
            "together": {"encrypted_key": home.token(TOGETHER), "locked": False, "key_hash": "0" * 16},
            "nobody knows": {"encrypted_key": home.token(TOGETHER)},
            "huggingface": {"encrypted_key": None},
            "groq": "no object",
        },
    )
    openrouter, together, unknown, empty, junk = read(home / NAME, {}).found
    assert (openrouter.row.id, openrouter.key, openrouter.problem) == ("openrouter", Secret(OPENROUTER), "")
    assert together.key == Secret(TOGETHER)
    assert "checksum" in together.problem
    assert unknown.row is None
    assert unknown.places[0].key == Secret(TOGETHER)
    assert (empty.key, empty.lost_key, empty.places) == (None, False, ())
    assert "no object" in junk.problem


def test_without_the_encryption_key_and_with_junk(home: Home):
    home.write(NAME, {"openrouter": {"encrypted_key": home.token(OPENROUTER)}})
    (found,) = read(home / NAME, {}).found
    assert found.lost_key
    for content in ("[1, 2]", "{", "null"):
        home.write(NAME, content)
        findings = read(home / NAME, {})
        assert not findings.found
        assert findings.problems
