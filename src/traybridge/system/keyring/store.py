"""Keys in the keyring of the system: each call in a thread of its own, none waited for longer than it may take."""

import asyncio
import contextlib
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar

from traybridge.core.errors import BadKey, KeyringProblem
from traybridge.core.secret import Secret
from traybridge.system.keyring.backends import BlockingKeyring, find_keyring, import_library
from traybridge.system.keyring.problems import slow, unreadable

SERVICE = "TrayBridge"
_GONE = frozenset({"absent", "unreachable"})
T = TypeVar("T")

Entry = Secret | KeyringProblem | None


class OsKeyring:
    """A SecretStore over the keyring of the system; the keyring itself is looked for at the first call.

    ``library`` is called once before that. ``seconds`` for a call that asks nobody, ``prompt_seconds`` where somebody
    may have to type a password. ``late`` is called, in the loop, when a call that had been given up has come to its
    end: it is worth another look.
    """

    def __init__(
        self,
        find: Callable[[], BlockingKeyring] = find_keyring,
        library: Callable[[], object] = import_library,
        *,
        service: str = SERVICE,
        seconds: float = 5.0,
        prompt_seconds: float = 30.0,
        late: Callable[[], None] | None = None,
    ) -> None:
        self._find = find
        self._library = library
        self._prepared: Future[object] | None = None
        self._keyring: BlockingKeyring | None = None
        self._service = service
        self._seconds = seconds
        self._prompt_seconds = prompt_seconds
        self._late = late
        self._worker = _Worker()

    @property
    def asks_by_itself(self) -> bool:
        """Each look may ask the person something, so it is not looked at unasked (macOS, KWallet)."""
        return self._keyring is not None and self._keyring.prompts

    async def prepare(self) -> None:
        """Import what the first call will need; the seconds that a keyring has for its answer begin afterwards."""
        if self._prepared is None:
            self._prepared = self._worker.submit(self._library)
        if not self._prepared.done():
            await asyncio.shield(asyncio.wrap_future(self._prepared))

    async def get(self, account: str) -> Secret | None:
        """Raises KeyringProblem, "failed" for an entry that is no key; it stays as it is."""
        entry = (await self.get_many([account]))[account]
        if isinstance(entry, KeyringProblem):
            raise entry
        return entry

    async def get_many(self, accounts: Sequence[str]) -> Mapping[str, Entry]:
        """Read several in one go; the problem of a single entry stands in its place.

        Raises:
            KeyringProblem: the whole keyring cannot be read.
        """
        wanted = list(accounts)
        found = await self._call(lambda keyring: keyring.get(self._service, wanted), prompts=False)
        return {account: _entry(account, value) for account, value in found.items()}

    async def set(self, account: str, secret: Secret) -> None:
        """Store a key; nothing is written when it is there already (macOS forgets "Always Allow" on each write)."""
        value = secret.reveal()

        def store(keyring: BlockingKeyring) -> None:
            try:
                if keyring.get(self._service, [account])[account] == value:
                    return
            except KeyringProblem as problem:
                if problem.kind != "locked":
                    raise
            keyring.set(self._service, account, value)

        await self._call(store, prompts=True)

    async def delete(self, account: str) -> bool:
        return await self._call(lambda keyring: keyring.delete(self._service, account), prompts=True)

    async def unlock(self) -> None:
        """Let the system ask for the password of a locked keyring. Raises KeyringProblem when it stays locked."""
        await self._call(lambda keyring: keyring.unlock(), prompts=True)

    async def _call(self, work: Callable[[BlockingKeyring], T], *, prompts: bool) -> T:
        await self.prepare()
        asked: list[bool] = []

        def job() -> T:
            keyring = self._keyring = self._keyring or self._find()
            asked.append(keyring.prompts)
            try:
                return work(keyring)
            except KeyringProblem as problem:
                if problem.kind in _GONE:
                    self._keyring = None  # another one may have taken its place, or another bus
                raise

        future = self._worker.submit(job)
        waiting = asyncio.wrap_future(future)
        try:
            allowed = self._prompt_seconds if prompts else self._seconds
            await asyncio.wait([waiting], timeout=allowed)
            if not waiting.done() and not prompts and any(asked):  # this kind of keyring asks by itself
                allowed = self._prompt_seconds
                await asyncio.wait([waiting], timeout=allowed - self._seconds)
            if waiting.done():
                return await waiting
            self._listen_for_late(future)
            raise slow(allowed)
        finally:
            future.cancel()  # what runs is left alone; what has not begun never will
            waiting.cancel()

    def _listen_for_late(self, future: "Future[T]") -> None:
        late, loop = self._late, asyncio.get_running_loop()

        def ended(done: "Future[T]") -> None:
            if late is not None and not done.cancelled():
                with contextlib.suppress(RuntimeError):  # the loop has closed: nobody to tell
                    loop.call_soon_threadsafe(late)

        future.add_done_callback(ended)


def _entry(account: str, value: str | KeyringProblem | None) -> Entry:
    if not isinstance(value, str):
        return value
    try:
        return Secret.from_entry(value)
    except BadKey:
        return unreadable(account)


class _Worker:
    """One daemon thread for as long as there is work: a keyring that hangs must not hold up the end of the program.

    One, because keyrings ask their questions one after the other, and a hanging one must not collect threads.
    """

    def __init__(self) -> None:
        self._jobs: deque[tuple[Callable[[], Any], Future[Any]]] = deque()
        self._lock = threading.Lock()
        self._runs = False

    def submit(self, job: Callable[[], T]) -> "Future[T]":
        future: Future[T] = Future()
        with self._lock:
            self._jobs.append((job, future))
            begin, self._runs = not self._runs, True
        if begin:
            threading.Thread(target=self._run, name="traybridge.keyring", daemon=True).start()
        return future

    def _next(self) -> tuple[Callable[[], Any], Future[Any]] | None:
        with self._lock:
            self._runs = bool(self._jobs)
            return self._jobs.popleft() if self._jobs else None

    def _run(self) -> None:
        while (found := self._next()) is not None:
            job, future = found
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(job())
            except BaseException as error:  # noqa: BLE001  it is handed to whoever waits
                future.set_exception(error)
