"""Tray, menu, chat popup, settings: the only room with Qt. It shows what the Bridge says and keeps no copy."""
