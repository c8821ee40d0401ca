"""The document of ``traybridge import --json`` (cli.md): what was found, what happened, what is left."""

from typing import Any

from traybridge.migrate.apply import Applied
from traybridge.migrate.plan import ImportPlan, Item
from traybridge.migrate.scrub import Scrubbed


def document(plan: ImportPlan, applied: Applied | None = None, scrubbed: Scrubbed | None = None) -> dict[str, Any]:
    """Make the document; without ``applied`` it is a preview and counts what would be added. No key is in it."""
    return {
        "items": [_item(item) for item in plan.items],
        "conversations": applied.conversations if applied else len(plan.conversations) + len(plan.chats),
        "settings": dict(plan.settings),
        "scrubbed": [str(path) for path in scrubbed.changed] if scrubbed else [],
        "kept": [{"path": kept.path, "reason": kept.reason} for kept in scrubbed.kept] if scrubbed else [],
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "source": item.source,
        "name": item.name,
        "id": item.id,
        "kind": item.kind,
        "base_url": item.base_url,
        "key": item.key,
        "enabled": item.enabled,
        "action": item.action,
        "problem": item.problem,
    }
