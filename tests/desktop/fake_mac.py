"""A fake of what AppKit does for the desktop (desktop/macos.py, MacSystem)."""

from dataclasses import dataclass, field


@dataclass
class FakeMac:
    """What AppKit would be asked and answer."""

    menu: bool = False
    dock: list[bool] = field(default_factory=list)
    activations: int = 0

    def show_in_dock(self, shown: bool) -> None:
        self.dock.append(shown)

    def activate(self) -> None:
        self.activations += 1

    def wants_menu(self) -> bool:
        return self.menu

    def notches(self) -> tuple[tuple[float, float], ...]:
        return ()
