"""The JSON documents that scripts read (cli.md), made from the core's values (pure)."""

from datetime import UTC, datetime
from typing import Any

from traybridge.core.cluster import Cluster, LoadedModel, Node
from traybridge.core.import_preview import ImportItem, ImportPreview, ScrubReport
from traybridge.core.planning import Plan
from traybridge.core.presentation.status import ProviderStatus, Snapshot

LONGEST_REASON = 300


def status_document(snapshot: Snapshot, wall: float) -> dict[str, Any]:
    """The document of ``status --json``; ``wall`` is the wall-clock time now in seconds, for ``retry_at``."""
    return {
        "state": snapshot.state,
        "providers": [_provider(one, wall) for one in snapshot.providers],
        "exo": [_exo(one) for one in snapshot.providers if one.traits.is_cluster],
        "gateway": {"url": None, "on": False, "error": None},
    }


def _provider(one: ProviderStatus, wall: float) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "enabled": one.enabled,
        "health": one.health,
        "reason": short_reason(one.reason),
        "retry_at": None if one.retry_in is None else iso(wall + one.retry_in),
        "latency_ms": None if one.latency is None else round(one.latency * 1000),
        "models": len(one.models),
    }


def _exo(one: ProviderStatus) -> dict[str, Any]:
    cluster = one.cluster or Cluster()
    return {
        "id": one.id,
        "dialect": cluster.dialect,
        "state": cluster.state.value,
        "nodes": [_node(node) for node in cluster.nodes],
        "models": [_model(model) for model in cluster.models],
    }


def _node(node: Node) -> dict[str, Any]:
    return {
        "name": node.name,
        "memory_used": node.memory_used,
        "memory_total": node.memory_total,
        "stale": node.stale,
    }


def _model(model: LoadedModel) -> dict[str, Any]:
    return {"id": model.id, "state": model.state.value, "progress": model.progress, "error": model.error}


def route_document(model: str, plan: Plan) -> dict[str, Any]:
    """The document of ``route --json``."""
    return {
        "model": model,
        "routes": [{"provider": one.provider, "model": one.model, "context": one.context} for one in plan.routes],
        "skipped": [{"provider": one.provider, "reason": short_reason(one.reason)} for one in plan.skipped],
        "nearest": list(plan.nearest),
        "substituted": plan.substituted,
        "bypassed": plan.bypassed,
    }


def import_document(preview: ImportPreview, scrubbed: ScrubReport | None = None) -> dict[str, Any]:
    """The document of ``import --json``: what was found, what became of it, what is left."""
    report = scrubbed or ScrubReport()
    return {
        "items": [_import_item(item) for item in preview.items],
        "conversations": preview.conversations,
        "settings": dict(preview.settings),
        "scrubbed": list(report.changed),
        "kept": [{"path": kept.path, "reason": kept.reason} for kept in report.kept],
    }


def _import_item(item: ImportItem) -> dict[str, Any]:
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


def short_reason(text: str) -> str:
    """A reason on one line, 300 characters at most."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_REASON else f"{line[: LONGEST_REASON - 1]}…"


def iso(wall: float) -> str:
    """A wall-clock time as ISO 8601 in UTC."""
    return datetime.fromtimestamp(wall, tz=UTC).isoformat(timespec="seconds")


def local_time(at: str) -> str:
    """An ISO 8601 time as people here read it: 2026-11-18 12:07:40."""
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M:%S}"
