"""Whatever lies under a known name: every reader answers, and no junk becomes a key, a provider or a crash."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.migrate.conftest import OPENROUTER

from traybridge.core.config import Config, check_config
from traybridge.core.presentation.documents import import_document
from traybridge.core.secret import Secret
from traybridge.migrate.discover import READERS, at_path, read_all
from traybridge.migrate.findings import Findings
from traybridge.migrate.keys import PLACEHOLDERS, is_placeholder
from traybridge.migrate.plan import plan
from traybridge.migrate.report import preview_of

_TOKEN = Fernet(Fernet.generate_key()).encrypt(b"sk-secret").decode()
_FIELDS = (
    "providers name api_key api_key_encrypted base_url status priority headers type current_provider_index version "
    "saved_at encrypted_key key_hash openrouter exo primary_host primary_port api_keys failover enabled "
    "prefer_local cloud_providers advanced request_timeout model_list model_name litellm_params model api_base "
    "models provider apiKey apiBase requestOptions openai api_base_urls api_configs ollama base_urls "
    "traybridge_export config chats messages free_models_only max_cost_per_request litellm_settings fallbacks "
    "default_fallbacks environment_variables Authorization chat_endpoint 0 <<"
)
_NAMES = st.sampled_from(_FIELDS.split())
_CIPHERTEXTS = [_TOKEN, _TOKEN[:50], "Z0FBQUFB" + "x" * 9]
_ADDRESSES = ["http://[", "http://h:1", "https://sk-secret@h/v1", "os.environ/HOME", "${X}"]
_VALUES = [
    OPENROUTER,
    "OpenRouter",
    "Exo Local",
    "ProviderStatus.X",
    "1.0",
    "openai/x",
    "\ud800",
    "\0",
    "NaN",
    "9" * 400,
]
_WORDS = st.sampled_from([*sorted(PLACEHOLDERS), *_CIPHERTEXTS, *_ADDRESSES, *_VALUES])
_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | _WORDS | _WORDS
_JSON = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_NAMES, inner, max_size=6),
    max_leaves=25,
)


def _read(reader: str, content: bytes, environment: Mapping[str, str]) -> Findings:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "config.json"
        path.write_bytes(content)
        findings = READERS[reader](path, environment)
        assert path.read_bytes() == content
        assert len(list(Path(folder).iterdir())) == 1
    return findings


def _is_sound(findings: Findings) -> None:
    for one in findings.found:
        if one.key is not None:
            key = one.key.reveal()
            assert not is_placeholder(key)
            assert not key.startswith(("gAAAAA", "Z0FBQUFB"))
            assert Secret.from_entry(key) == one.key
        if one.row is not None:
            check_config(Config(providers=(one.row,)))
        else:
            assert one.problem
    planned = plan(findings, Config(), {})
    check_config(planned.config)
    shown = json.dumps(import_document(preview_of(planned)))
    shown.encode()
    assert "sk-secret" not in shown
    assert plan(findings, planned.config, planned.keys).config == planned.config


@pytest.mark.parametrize("reader", sorted(READERS))
@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(reader, content):
    _is_sound(_read(reader, content, {}))


@pytest.mark.parametrize("reader", sorted(set(READERS) - {"token_manager_db"}))
@settings(max_examples=25, deadline=None)
@given(st.dictionaries(_NAMES, _JSON, max_size=6) | _JSON)
def test_any_document(reader, value):
    """JSON is YAML, too; the .env reader gets it as lines that mean nothing."""
    _is_sound(_read(reader, json.dumps(value).encode(), {"HOME": "/nowhere", "X": _TOKEN}))


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(_NAMES, _JSON, max_size=6) | _JSON, st.integers(0, 400))
def test_any_truncated_document_that_somebody_names(value, cut):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "some.json"
        path.write_bytes(json.dumps(value).encode()[:cut])
        _is_sound(read_all(at_path(path), {}))
