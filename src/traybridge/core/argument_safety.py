"""What may be repeated in a message, and what may be a key that was typed in the wrong place."""

import re

LONGEST_NAME = 32
_KEY = re.compile(r"(?i)(sk|hf|gsk|pk|rk|xai|nvapi|r8|tgp|key|bearer|aiza)[-_ ]?.{3,}\d")
"""How the keys of known hosts begin; they have digits, which is more than names like “sk-test” have."""


def looks_like_key(text: str) -> bool:
    """True for what may be a key; no message repeats it."""
    return len(text) > LONGEST_NAME or bool(_KEY.match(text))
