"""Carrying out a plan: keys, then the config, then the chats; whatever stops it, doing it again finishes it."""

import asyncio
from dataclasses import dataclass

from traybridge.core.config import Config
from traybridge.core.errors import BadInput, KeyringProblem
from traybridge.core.i18n import msg
from traybridge.core.keyring import StoredKey, read_key, write_key
from traybridge.core.ports import ConfigStore, SecretStore
from traybridge.core.saved_chat import SavedChat
from traybridge.migrate.chat_redaction import Censor
from traybridge.migrate.findings import ConversationSink
from traybridge.migrate.plan import ImportPlan


class PlanOutdated(BadInput):
    """The settings are not those that the plan was made for, and would make another plan."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What was really written: ``keys`` are the accounts, ``conversations`` counts what was new."""

    keys: tuple[str, ...]
    config_changed: bool
    conversations: int


async def apply(
    plan: ImportPlan,
    config_store: ConfigStore,
    secret_store: SecretStore,
    conversation_sink: ConversationSink | None = None,
) -> Applied:
    """Write what the plan says.

    A key that is already there as it should be is not written again. The config is untouched until every key has
    been read back from the keyring, so a provider never appears without its key.

    Raises:
        KeyringProblem: the keyring locked, refused, or gave back another key. Do it again when it works.
        PlanOutdated: the settings changed meanwhile in a way that makes another plan.
        BadConfig: the config file is broken.
    """
    _onto(plan, await asyncio.to_thread(config_store.current))
    written = [account for account in plan.keys if await _store(plan, account, secret_store)]
    changed = plan.config != plan.before
    if changed:
        await asyncio.to_thread(config_store.edit, lambda now: _onto(plan, now))
    added = await _add_chats(plan, conversation_sink) if conversation_sink is not None else 0
    return Applied(tuple(written), changed, added)


def chats_of(plan: ImportPlan) -> list[SavedChat]:
    """What was said, as it will be kept: without any key in it, because keys are kept in the keyring only. Blocks."""
    censor = Censor(plan.known_keys)
    old = [censor.conversation(one).as_chat() for one in plan.conversations]
    return old + [censor.chat(one) for one in plan.chats]


async def _add_chats(plan: ImportPlan, sink: ConversationSink) -> int:
    chats = await asyncio.to_thread(chats_of, plan)
    return await sink.add_chats(chats) if chats else 0


def _onto(plan: ImportPlan, now: Config) -> Config:
    """The plan's config, made again from what stands there now; another plan than the one confirmed is refused."""
    if now == plan.before:
        return plan.config
    again = plan.again(now)
    if again.items != plan.items or again.keys != plan.keys:
        raise PlanOutdated(
            msg("The settings changed while the import waited"), msg("Start the import again and look at it anew.")
        )
    return again.config


def _given_for(plan: ImportPlan, account: str) -> str:
    provider = plan.config.provider(account)
    return provider.key_origin if provider else ""


async def _store(plan: ImportPlan, account: str, secret_store: SecretStore) -> bool:
    """Store one key and read it back; True when it had to be written."""
    wanted, given_for = plan.keys[account], _given_for(plan, account)
    if await read_key(secret_store, account) == StoredKey(wanted, given_for):
        return False
    await write_key(secret_store, account, wanted, given_for)
    if await secret_store.get(account) != wanted:
        raise KeyringProblem(
            "failed",
            msg("The keyring did not keep the key of {account}", account=account),
            "Nothing was removed from the old files. Check the keyring and import again.",
        )
    return True
