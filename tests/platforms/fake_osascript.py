"""A fake of osascript: it takes -e lines and, behind "--", the script's arguments; each call is a line of JSON."""

import json
import os
import sys
from pathlib import Path

lines, rest = [], sys.argv[1:]
while rest and rest[0] == "-e":
    lines.append(rest[1])
    rest = rest[2:]
if rest[:1] == ["--"]:
    rest = rest[1:]
elif rest and rest[0].startswith("-"):
    sys.exit(f"osascript: illegal option -- {rest[0]}")
with Path(os.environ["FAKE_OSASCRIPT"]).open("a") as calls:
    calls.write(json.dumps({"script": lines, "arguments": rest}) + "\n")
