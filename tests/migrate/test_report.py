"""The document of import --json, as cli.md words it."""

import json

from tests.migrate.conftest import OPENROUTER, Chats, Home, Keyring, Settings

from traybridge.core.import_preview import KeptFile, ScrubReport
from traybridge.core.presentation.documents import import_document
from traybridge.migrate.flow import apply, gather, preview, scrub
from traybridge.migrate.report import preview_of
from traybridge.system.atomic import write_atomic


async def test_before_and_after(home: Home):
    home.config({"name": "OpenRouter", "api_key": OPENROUTER}, {"name": "Exo Local"}, "junk")
    home.database()
    home.write("bridge_config.yaml", "failover: {enabled: false}")
    keyring, settings = Keyring(), Settings()
    findings = await gather(home=home.path, folder=home.path, environment={"OPENROUTER_API_KEY": OPENROUTER})
    planned = await preview(findings, settings.current(), keyring)
    before = import_document(preview_of(planned))
    assert list(before) == ["items", "conversations", "settings", "scrubbed", "kept"]
    assert (before["conversations"], before["settings"]) == (2, {"routing.failover": False})
    assert (before["scrubbed"], before["kept"]) == ([], [])
    assert before["items"][0] == {
        "source": str(home / ".token_manager_config.json"),
        "name": "OpenRouter",
        "id": "openrouter",
        "kind": "openai",
        "base_url": "https://openrouter.ai/api/v1",
        "key": "…0001",
        "enabled": True,
        "action": "add",
        "problem": "",
    }
    applied = await apply(planned, settings, keyring, Chats())
    result = await scrub(planned, keyring, journal=home.path.parent / "j", at=0, write=write_atomic)
    report = ScrubReport(tuple(map(str, result.changed)), tuple(KeptFile(one.path, one.reason) for one in result.kept))
    after = import_document(preview_of(planned, applied.conversations), report)
    assert after["items"] == before["items"]
    assert after["conversations"] == 2
    assert after["scrubbed"] == [str(home / ".token_manager_config.json"), str(home / "token_manager.db")]
    assert [one["path"] for one in after["kept"]] == ["environment"]
    assert OPENROUTER not in json.dumps(after)
