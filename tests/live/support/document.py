"""What must hold for every document of ``ask --json``, whatever happened (cli.md)."""

import json
from typing import Any

from tests.live.support.launcher import Timed
from tests.support.replies import USAGE

FIELDS = {
    "text", "reasoning", "provider", "model", "finish_reason", "usage", "cost", "ttft_ms", "total_ms", "interrupted",
    "attempts", "skipped", "ended", "nodes", "tokens_per_second", "sources",
}  # fmt: skip


def checked(result: Timed, code: int = 0) -> dict[str, Any]:
    """The document, after all that must hold for each one."""
    assert result.code == code, result
    found: dict[str, Any] = json.loads(result.out)
    extra = set(found) - FIELDS
    assert extra <= {"error", "refusal", "tool_calls"}
    assert set(found) >= FIELDS
    assert ("error" in found) == (code != 0)
    assert isinstance(found["text"], str)
    assert isinstance(found["reasoning"], str)
    assert isinstance(found["interrupted"], bool)
    assert isinstance(found["total_ms"], int)
    assert found["ttft_ms"] is None or isinstance(found["ttft_ms"], int)
    assert found["cost"] is None or isinstance(found["cost"], int | float)
    assert isinstance(found["nodes"], list)
    assert found["tokens_per_second"] is None or isinstance(found["tokens_per_second"], int | float)
    usage = found["usage"]
    assert usage is None or (set(usage) == set(USAGE) and all(type(count) is int for count in usage.values()))
    for attempt in found["attempts"]:
        assert set(attempt) == {"provider", "model", "outcome", "ms", "status", "reason"}
        assert type(attempt["ms"]) is int
        assert attempt["status"] is None or type(attempt["status"]) is int
        assert attempt["outcome"] in {
            "ok", "client", "context", "auth", "quota", "rate", "not_loaded", "transient", "cancelled",
        }  # fmt: skip
        assert (attempt["reason"] == "") == (attempt["outcome"] == "ok")
        assert len(attempt["reason"]) <= 300
        assert "<" not in attempt["reason"]
    for skip in found["skipped"]:
        assert set(skip) == {"provider", "reason"}
        assert skip["reason"]
    if code:
        assert set(found["error"]) == {"title", "hint", "class"}
        assert all(found["error"].values()), found["error"]
        assert found["error"]["title"] in result.err
    if code and not found["interrupted"]:
        assert (found["provider"], found["model"], found["text"]) == (None, None, "")
    return found
