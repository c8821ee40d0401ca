"""The drawing of TrayBridge, in each of its states: icon, window icon, and the mark beside an answer."""
