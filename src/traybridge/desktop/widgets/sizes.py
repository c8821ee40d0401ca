"""Lengths of the look in logical pixels: gaps, radii, heights (look.md, "Space, radii, shadow, motion").

Heights and icons are for the usual size of text: whoever draws asks ``theme().px(BUTTON)``, so that they grow with it.
"""

PAIR = 4
"""Between two things that are one: a title and its note."""
BETWEEN = 8
"""Between controls."""
INSIDE = 12
"""Inside cards and notes."""
CARD_SIDE = 14
PAGE_SIDE = 28
PAGE_TOP = 20
POPOVER_SIDE = 16
SECTION_ABOVE, SECTION_BELOW = 22, 8

BUTTON, SMALL_BUTTON = 28, 26
BUTTON_PAD, SMALL_BUTTON_PAD = 12, 10
QUIET_PAD = 8
FIELD = 30
ICON, SMALL_ICON, LARGE_ICON = 18, 16, 20
SWITCH_WIDTH, SWITCH_HEIGHT, KNOB = 34, 20, 16
BADGE, CHIP = 18, 26
ROW, ROW_SINGLE = 52, 44
LIST_ROW, LIST_ROW_WITH_NOTE = 32, 52
DOT = 8
BAR, MEMORY_BAR = 6, 10
RING = 14
SCROLL_BAR = 8

RADIUS_CODE = 4
RADIUS_BADGE = 5
RADIUS_MENU_ROW = 6
RADIUS_CONTROL = 7
RADIUS_ROW = 8
RADIUS_CARD = 10
RADIUS_POPOVER = 12
RADIUS_BUBBLE = 14

POPOVER_IN_MS, POPOVER_OUT_MS, PICKER_MS = 120, 80, 90
POPOVER_RISE = 6
