"""A computer of one test: a home folder, a real keyring, and the cloud around the real program."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.cli.program import Program, Result
from tests.live.support.cloud import Cloud
from tests.live.support.launcher import Launcher, Quick
from tests.live.support.oldhome import HOSTS
from tests.live.support.secrets import Secrets, secrets
from tests.migrate.conftest import Home

MODEL = "moving-in/model"
"""Only the stand-ins have it: nobody else on this machine is asked."""


@dataclass
class Machine:
    """One computer: a home folder, a keyring and the cloud around the program. ``secret``: what nobody may print."""

    home: Home
    program: Program
    keyring: Secrets
    cloud: Cloud
    secret: set[str] = field(default_factory=set)

    @property
    def settings(self) -> tuple[bytes, int]:
        """The config file and when it was written."""
        return self.program.config.read_bytes(), self.program.config.stat().st_mtime_ns

    async def run(self, *arguments: str, stdin: bytes = b"") -> Result:
        """Run a command; nothing secret may be in what it says."""
        result = await self.program.run(*arguments, stdin=stdin)
        assert not [one for one in self.secret if one in result.out + result.err]
        return result

    async def bring(self, *arguments: str) -> Result:
        result = await self.run("import", *arguments, "--yes", "--json")
        assert result.code == 0, result.err
        return result

    async def ask_everybody(self, accounts: Sequence[str], keys: Mapping[str, str]) -> None:
        """Every key reaches its own host and no other, with one question: all but one host have spent their credits."""
        hosts = {HOSTS[account]: {keys[account]} for account in accounts}
        self.cloud.spent = set(list(hosts)[1:])
        only = ["--provider", accounts[0]] if len(accounts) == 1 else ["--model", MODEL]
        asked = await self.run("ask", "hi", "--json", *only)
        assert (asked.code, asked.json["text"]) == (0, "Paris"), asked.out
        assert self.cloud.keys_by_host == hosts


@asynccontextmanager
async def computer(
    folder: Path, launcher: Launcher | None = None, *, env: Mapping[str, str] | None = None
) -> AsyncGenerator[Machine, None]:
    """Set a computer up in an empty folder; ``env`` is added to the program's environment.

    With a launcher commands are forked from a loaded program, whose streams are kept in the home folder, too.
    """
    home = Home(folder / "home")
    home.path.mkdir(mode=0o700)
    with secrets(folder / "session") as keyring:
        async with Cloud(folder / "cloud", MODEL) as cloud:
            more = {**keyring.env, **cloud.env, **(env or {})}
            program = Quick(home.path, launcher, more) if launcher else Program(home.path, more)
            yield Machine(home, program, keyring, cloud)
