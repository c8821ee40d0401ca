"""The report can be shown to anybody."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from traybridge.core.config import Config, ProviderConfig
from traybridge.core.presentation.diagnosis import Finding, Level
from traybridge.core.presentation.status import ProviderStatus, Snapshot
from traybridge.desktop.settings.events import HistoryEntry
from traybridge.desktop.settings.report import HIDDEN, MachineInfo, redacted, report

MACHINE = MachineInfo("Linux 6.1 x86_64", "0.1.0", "3.11.2", "6.11.3", home="/home/anna")


@pytest.mark.parametrize(
    "secret",
    [
        "sk-or-v1-0123456789abcdef0123456789abcdef",
        "hf_abcdefghijklmnop",
        "Bearer abc.def.ghi",
        "gsk_0123456789",
        "AIzaSyA-0123456789abcdef",
        "eyJhbGciOiJIUzI1NiJ9.e30.x",
        "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
    ],
)
def test_what_may_be_a_key_is_taken_out(secret: str):
    text = redacted(f"refused: {secret}, said the host")
    assert secret not in text
    assert HIDDEN in text
    assert text.endswith("said the host")


def test_logins_queries_and_the_home_folder_are_taken_out():
    text = redacted("http://anna:pw@proxy:3128 https://host/v1?key=abc /home/anna/.config", "/home/anna")
    assert text == f"http://{HIDDEN}@proxy:3128 https://host/v1?{HIDDEN} ~/.config"


@pytest.mark.parametrize(
    "plain",
    ["mlx-community/Llama-3.2-3B-Instruct-4bit", "meta-llama/Llama-3.3-70B-Instruct-Turbo", "connection refused"],
)
def test_models_and_words_stay(plain: str):
    assert redacted(plain) == plain


def test_the_report_tells_the_whole_story_and_no_secret():
    row = ProviderConfig(
        id="or", base_url="https://user:pw@openrouter.ai/api/v1", headers={"X-Secret": "hunter2hunter2"}, monthly_cap=5
    )
    config = replace(Config(providers=(row,)), aliases={"fast": ("or:m",)}).with_routing(local_only=True)
    status = ProviderStatus("or", "OpenRouter", "openai", True, "auth", "key rejected", False, attention=True)
    events = [
        HistoryEntry(
            datetime(2026, 7, 1, 10, tzinfo=UTC), "OpenRouter", "m", "failed", "2 ms", "sk-or-0123456789 is bad"
        )
    ]
    findings = [Finding("key_rejected", "OpenRouter: key rejected", "Enter a new key.", Level.PROBLEM)]
    text = report(MACHINE, Snapshot("offline", (status,)), config, findings, events)
    for wanted in (
        "TrayBridge 0.1.0 · Python 3.11.2 · Qt 6.11.3 · Linux 6.1 x86_64",
        "- OpenRouter: key rejected",
        "local only on",
        "1 aliases",
        "openrouter.ai, on, cap 5, headers X-Secret",
        "- problem: OpenRouter: key rejected Enter a new key.",
        "2026-07-01 10:00:00 OpenRouter · m · failed · 2 ms",
    ):
        assert wanted in text
    for secret in ("hunter2", "pw@", "sk-or-0123456789"):
        assert secret not in text
