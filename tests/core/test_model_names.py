"""Model ids as people say them."""

import pytest

from traybridge.core.model_names import model_name


@pytest.mark.parametrize(
    ("model_id", "name"),
    [
        ("mlx-community/Llama-3.3-70B-Instruct-4bit", "Llama 3.3 70B"),
        ("meta-llama/llama-3.3-70b-instruct:free", "llama 3.3 70B"),
        ("mlx-community/Qwen3-30B-A3B-4bit", "Qwen3 30B A3B"),
        ("mlx-community/Qwen3-0.6B-8bit", "Qwen3 0.6B"),
        ("Qwen/Qwen3-235B-A22B-Instruct-2507", "Qwen3 235B A22B"),
        ("mistralai/Mixtral-8x7B-Instruct-v0.1", "Mixtral 8x7B v0.1"),
        ("openai/gpt-oss-120b", "gpt-oss 120B"),
        ("mlx-community/gpt-oss-20b-MXFP4-Q8", "gpt-oss 20B"),
        ("mlx-community/gemma-3-27b-it-4bit", "gemma 3 27B"),
        ("SmolLM2-135M-Instruct", "SmolLM2 135M"),
        ("deepseek-ai/DeepSeek-R1-Distill-Llama-70B", "DeepSeek R1 Distill-Llama 70B"),
        ("Llama-3.2-3B-Instruct-Q4_K_M", "Llama 3.2 3B"),
        # What has no size, or begins with one, is left as its maker writes it.
        ("openai/gpt-4o-mini", "gpt-4o-mini"),
        ("anthropic/claude-sonnet-4-5-20250929", "claude-sonnet-4-5-20250929"),
        ("openrouter/auto", "auto"),
        ("llama3.2:3b", "llama3.2:3b"),
        ("70b", "70b"),
        ("", ""),
        ("-", "-"),
        ("a/", ""),
    ],
)
def test_a_model_is_called_by_its_short_name(model_id: str, name: str) -> None:
    assert model_name(model_id) == name


def test_what_is_behind_the_size_and_says_something_stays() -> None:
    assert model_name("Qwen/Qwen2.5-Coder-7B-Instruct") == "Qwen2.5 Coder 7B"
    assert model_name("Qwen/Qwen2.5-7B-Coder") == "Qwen2.5 7B Coder"
