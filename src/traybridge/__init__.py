"""TrayBridge: one core, several ways in (desktop, command line), several ways out (providers)."""

__version__ = "0.1.0"
