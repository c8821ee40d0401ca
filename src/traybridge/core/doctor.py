"""What a doctor finds: one value for each thing worth saying, with the next step."""

from dataclasses import dataclass
from enum import StrEnum

from traybridge.core.i18n import joined


class Level(StrEnum):
    """How much it matters: all is well, good to know, something has to be done."""

    FINE = "fine"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``code`` is for scripts and translations, ``command`` can be copied into a terminal, "" = none."""

    code: str
    title: str
    hint: str = ""
    level: Level = Level.PROBLEM
    command: str = ""

    @property
    def text(self) -> str:
        """All of it as one copyable text."""
        return joined("\n", (line for line in (self.title, self.hint, self.command) if line))
