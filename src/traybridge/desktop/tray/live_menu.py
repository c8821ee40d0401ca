"""One live QMenu that follows a description by edits in place, so that D-Bus hosts see stable ids, also while open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import QAction, QActionGroup, QIcon
from PySide6.QtWidgets import QMenu

from traybridge.desktop.widgets.foreign_text import LONGEST_ROW, one_line, tooltip_text


@dataclass(frozen=True, slots=True)
class MenuRow:
    """One row of a menu. ``key`` is its identity; a row with ``rows`` is a submenu; text "-" is a separator.

    ``one_of``: of such rows of a menu one is checked.
    """

    key: str
    text: str = "-"
    checked: bool | None = None
    one_of: bool = False
    enabled: bool = True
    rows: tuple["MenuRow", ...] | None = None
    tip: str = ""
    run: Callable[[bool], None] | None = field(default=None, compare=False)


class LiveMenu:
    """Show rows in a QMenu; only what changed is touched."""

    def __init__(self, menu: QMenu | None = None) -> None:
        self.menu = QMenu() if menu is None else menu
        self._group = QActionGroup(self.menu)
        self._rows: tuple[MenuRow, ...] = ()
        self._actions: dict[str, QAction] = {}
        self._submenus: dict[str, LiveMenu] = {}
        self._runs: dict[str, Callable[[bool], None]] = {}

    def action(self, key: str) -> QAction:
        return self._actions[key]

    def show(self, rows: Sequence[MenuRow]) -> None:
        """Make the menu look like ``rows``. Rows are matched by key; their order may change."""
        wanted = tuple(rows)
        self._runs = {row.key: row.run for row in wanted if row.run is not None}
        if [row.key for row in wanted] == [row.key for row in self._rows]:
            for row in wanted:
                self._update(self._actions[row.key], row)
            self._rows = wanted
            return
        for key in [row.key for row in self._rows if row.key not in {one.key for one in wanted}]:
            self._remove(key)
        before: QAction | None = None
        for row in reversed(wanted):
            action = self._actions.get(row.key)
            if action is None:
                action = self._add(row, before)
            elif self._after(action) is not before:
                self.menu.removeAction(action)
                self._insert(action, before)
            self._update(action, row)
            before = action
        self._rows = wanted

    def _after(self, action: QAction) -> QAction | None:
        actions = self.menu.actions()
        at = actions.index(action)
        return actions[at + 1] if at + 1 < len(actions) else None

    def _insert(self, action: QAction, before: QAction | None) -> None:
        if before is None:
            self.menu.addAction(action)
        else:
            self.menu.insertAction(before, action)

    def _add(self, row: MenuRow, before: QAction | None) -> QAction:
        if row.rows is not None:
            submenu = QMenu(one_line(row.text, LONGEST_ROW), self.menu)
            self._submenus[row.key] = LiveMenu(submenu)
            action = submenu.menuAction()
        else:
            action = QAction(self.menu)
            action.setSeparator(row.text == "-")
            # A role found by its text ("Settings…", "Quit") would move the row into the macOS application menu.
            action.setMenuRole(QAction.MenuRole.NoRole)
            if row.one_of:
                action.setActionGroup(self._group)
            action.triggered.connect(lambda checked, key=row.key: self._run(key, checked))
        self._actions[row.key] = action
        self._insert(action, before)
        return action

    def _remove(self, key: str) -> None:
        action = self._actions.pop(key)
        self.menu.removeAction(action)
        if (submenu := self._submenus.pop(key, None)) is not None:
            submenu.menu.deleteLater()
        else:
            action.deleteLater()

    def _update(self, action: QAction, row: MenuRow) -> None:
        text = one_line(row.text, LONGEST_ROW)
        if row.text != "-" and action.text() != text:
            action.setText(text)
        if action.isEnabled() != row.enabled:
            action.setEnabled(row.enabled)
        if action.isCheckable() != (row.checked is not None):
            action.setCheckable(row.checked is not None)
        if row.checked is not None and action.isChecked() != row.checked:
            action.setChecked(row.checked)
        if action.toolTip() != (tip := tooltip_text(row.tip)):
            action.setToolTip(tip)
        if row.rows is not None:
            self._submenus[row.key].show(row.rows)

    def _run(self, key: str, checked: bool) -> None:
        """A click: what the row really shows is set by the next ``show``, from the bridge's own state."""
        if (run := self._runs.get(key)) is not None:
            run(checked)

    def set_icon(self, key: str, icon: QIcon) -> None:
        self._actions[key].setIcon(icon)
