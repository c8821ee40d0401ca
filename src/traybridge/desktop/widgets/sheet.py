"""The one style sheet of the application, for what Qt draws itself: menus, tooltips, text that is edited (pure).

Everything else paints itself. A widget takes part through a dynamic property: ``setProperty("look", "editor")``.
"""

from traybridge.desktop.widgets.colours import Colours

WRONG = "wrong"
"""The ``look`` of a line of Qt's whose text cannot be used."""
EDITOR = "editor"
"""The ``look`` of a line or page of text that stands in a box which somebody else paints."""


def sheet(colours: Colours, *, family: str, control_px: int, tip_px: int) -> str:
    """Return the style sheet of a scheme; ``control_px`` is the size of menus' letters, ``tip_px`` of tooltips'."""
    c = colours
    name = family.replace("\\", "").replace('"', "")
    return f"""
QMenu {{
    background: {c.raised}; color: {c.text}; border: 1px solid {c.edge}; padding: 5px;
    font-family: "{name}"; font-size: {control_px}px;
}}
QMenu::item {{ padding: 4px 22px 4px 24px; border-radius: 5px; background: transparent; }}
QMenu::item:selected {{ background: {c.accent}; color: {c.on_accent}; }}
QMenu::item:disabled {{ color: {c.faint}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: 5px 9px; }}
QToolTip {{
    background: {c.text}; color: {c.surface}; border: 1px solid {c.text}; padding: 3px 7px;
    font-family: "{name}"; font-size: {tip_px}px;
}}
QLineEdit {{
    background: {c.raised}; border: 1px solid {c.line_strong}; border-radius: 7px; padding: 0 8px; color: {c.text};
    selection-background-color: {c.accent}; selection-color: {c.on_accent}; placeholder-text-color: {c.muted};
}}
QLineEdit:focus {{ border-color: {c.accent}; }}
QLineEdit[look="{WRONG}"] {{ border-color: {c.bad}; color: {c.bad}; }}
QLineEdit:disabled {{ background: transparent; border-color: {c.line}; color: {c.faint}; }}
*[look="{EDITOR}"] {{
    background: transparent; border: none; padding: 0; color: {c.text};
    selection-background-color: {c.accent}; selection-color: {c.on_accent}; placeholder-text-color: {c.muted};
}}
*[look="{EDITOR}"]:disabled {{ color: {c.faint}; placeholder-text-color: {c.faint}; }}
"""
