"""Add so many aliases to a config file, one edit each: FILE NAME COUNT. Starts when told on stdin."""

import sys
from pathlib import Path

from msgspec.structs import replace

from traybridge.core.config import Config
from traybridge.system.config.file import ConfigFile

file, name, count = ConfigFile(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3])
sys.stdout.write("ready\n")
sys.stdout.flush()
sys.stdin.readline()


def adding(number: int) -> Config:
    def change(config: Config) -> Config:
        return replace(config, aliases={**config.aliases, f"{name}{number}": ("a:m",)})

    return file.edit(change)


for turn in range(count):
    adding(turn)
