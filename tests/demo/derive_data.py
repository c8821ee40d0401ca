"""The demo's package data is cut out of the recordings: `python -m tests.demo.derive_data` writes it anew."""

from pathlib import Path
from typing import Any

import msgspec

from traybridge.demo.recordings import Library

FIXTURES = Path(__file__).parent.parent / "fixtures" / "exo"
DATA = Path(__file__).parent.parent.parent / "src" / "traybridge" / "demo" / "data"

MODELS = (
    "mlx-community/SmolLM2-135M-Instruct",
    "mlx-community/Llama-3.2-1B-Instruct-4bit",
    "mlx-community/Llama-3.2-3B-Instruct-4bit",
    "mlx-community/Meta-Llama-3.1-8B-Instruct-4bit",
    "mlx-community/gpt-oss-20b-MXFP4-Q8",
    "mlx-community/Qwen3-30B-A3B-4bit",
    "mlx-community/gemma-4-31b-it-8bit",
    "mlx-community/Llama-3.3-70B-Instruct-4bit",
    "mlx-community/gpt-oss-120b-MXFP4-Q8",
    "mlx-community/Qwen3-235B-A22B-Instruct-2507-4bit",
    "mlx-community/DeepSeek-V3.1-8bit",
)
CHATS = ("014", "015", "051", "053", "079", "085", "114")


def derive(library: Library) -> dict[str, bytes]:
    """Give the files of the data folder: name -> content."""
    files = {"models.json": msgspec.json.format(msgspec.json.encode(models(library)), indent=1)}
    index = (library.folder / "INDEX.tsv").read_text("utf-8").splitlines(keepends=True)
    names = [library.row(number).name for number in CHATS]
    files["chats/INDEX.tsv"] = "".join(
        line for line in index if line == index[0] or line.split("\t")[0] in names
    ).encode()
    for name in names:
        for suffix in (".http", ".timed.jsonl"):
            path = library.folder / f"{name}{suffix}"
            if path.exists():
                files[f"chats/{path.name}"] = path.read_bytes()
    return files


def models(library: Library) -> list[dict[str, Any]]:
    """Join what `/state` and `/v1/models` say of a model."""
    (downloads,) = library["002"].json()["downloads"].values()
    shards = [next(iter(row.values()))["shardMetadata"]["PipelineShardMetadata"] for row in downloads]
    cards = {shard["modelCard"]["modelId"]: shard["modelCard"] for shard in shards}
    rows = {row["id"]: row for row in library["005"].json()["data"]}
    return [{"card": cards[model], "row": rows[model]} for model in MODELS]


def main() -> None:
    for name, content in derive(Library(FIXTURES)).items():
        (DATA / name).write_bytes(content)


if __name__ == "__main__":
    main()
