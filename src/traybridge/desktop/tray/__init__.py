"""The icon in the tray, its glyph and its menu."""
