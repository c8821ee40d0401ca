"""A plan as the values that surfaces show (core/import_preview.py); no key is in them."""

from traybridge.core.import_preview import ImportPreview
from traybridge.migrate.plan import ImportPlan, Mark


def preview_of(plan: ImportPlan, conversations: int | None = None) -> ImportPreview:
    """What the plan would do; ``conversations``: how many are new or were added, None: those found, known or not."""
    return ImportPreview(
        items=plan.items,
        keys=len(plan.keys),
        conversations=len(plan.conversations) + len(plan.chats) if conversations is None else conversations,
        settings=dict(plan.settings),
        key_files=tuple(dict.fromkeys(str(mark.place.path) for mark in plan.marks if _can_go(mark))),
        keyring_problem=plan.keyring_problem,
        changes=plan.brings_something,
    )


def _can_go(mark: Mark) -> bool:
    """True for a key that stands in a file and can be read: what nobody can decrypt is no use to anybody, and stays."""
    return mark.place.key is not None and str(mark.place.path) != "."
