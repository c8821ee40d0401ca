"""Model ids as people say them: "mlx-community/Llama-3.3-70B-Instruct-4bit" is "Llama 3.3 70B" (pure)."""

import re

_SIZE = re.compile(r"\d+(?:\.\d+)?[bm]", re.IGNORECASE)
"""A number of parameters: 70B, 1.5b, 135M."""
_MIXTURE = re.compile(r"(?:\d+x\d+(?:\.\d+)?[bm]|a\d+(?:\.\d+)?[bm])", re.IGNORECASE)
"""Experts and what is active of them: 8x7B, A3B."""
_LEFT_OUT = re.compile(
    r"(?:instruct|it|chat|hf|mlx|gguf|awq|gptq|bf16|fp16|fp8|mxfp4|dwq|\d+bits?|q\d(?:_[a-z0-9]+)*|\d{4}|\d{8})",
    re.IGNORECASE,
)
"""How a model was trained to talk, how its weights are stored, its day: said in the full id, not in the name."""


def model_name(model_id: str) -> str:
    """The short name of a model: without owner, storage and variant, its parts apart where they are numbers.

    A name without a number of parameters ("gpt-4o-mini", "claude-sonnet-4-5") stays as its maker writes it. Two ids
    may share a name: where one is chosen, the full id stands in the tooltip.
    """
    bare = model_id.rsplit("/", 1)[-1]
    family, _, _variant = bare.partition(":")
    parts = [part for part in family.split("-") if part]
    sizes = [at for at, part in enumerate(parts) if _SIZE.fullmatch(part) or _MIXTURE.fullmatch(part)]
    if not sizes or sizes[0] == 0:
        return bare
    name, last = "", max(sizes)
    for at, part in enumerate(parts):
        if at > last and _LEFT_OUT.fullmatch(part):
            continue
        word = _sized(part) if at in sizes else part
        apart = " " if _has_digit(part) or (at and _has_digit(parts[at - 1])) else "-"
        name = f"{name}{apart}{word}" if name else word
    return name


def _sized(part: str) -> str:
    return part[:-1] + part[-1].upper() if _SIZE.fullmatch(part) else part.upper().replace("X", "x")


def _has_digit(part: str) -> bool:
    return any(sign.isdigit() for sign in part)
