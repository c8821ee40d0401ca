"""What is wrong with an Exo cluster, and the next step (pure): exo.md's known troubles, each told once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from traybridge.core.cluster import Cluster, ClusterState, LoadedModel, ModelState, Node
from traybridge.core.errors import ProviderError
from traybridge.core.i18n import Text, counted, msg
from traybridge.core.presentation.diagnosis import Finding, Level
from traybridge.providers.exo.identify import NoAnswer
from traybridge.providers.exo.wire import Download

_DISK_FULL = re.compile(
    r"no space left|disk (?:is )?full|not enough (?:disk|free|space)|insufficient (?:disk|storage|space)|errno 28"
    r"|ENOSPC|quota exceeded",
    re.IGNORECASE,
)
_NO_ROUTE = re.compile(r"no way to|no route to host|host is unreachable|EHOSTUNREACH|errno (?:65|113)\b", re.IGNORECASE)
EXO_SITE = "https://github.com/exo-explore/exo"


@dataclass(frozen=True, slots=True)
class ClusterFacts:
    """What a look at a cluster gave.

    ``place``: where it was looked for, as host:port; ``near``: that is this machine; ``listens``: somebody listens
    there, None = not tried; ``stranger``: what answers there instead of Exo; ``parts``: it can give parts of its
    state, None = not tried; ``open_to``: the origin that its CORS header lets in, "" = none; ``downloads``: failed
    ones; ``silence``: why the ``asked`` model gave no word, "" when it gave one, None when none was asked;
    ``wanted``: the model of the settings, and ``unfit`` why it does not fit; ``platform`` as `sys.platform`.
    """

    place: str
    port: int
    near: bool = True
    platform: str = "linux"
    error: ProviderError | None = None
    stranger: str = ""
    listens: bool | None = None
    cluster: Cluster | None = None
    parts: bool | None = None
    open_to: str = ""
    downloads: Sequence[Download] = ()
    asked: str = ""
    silence: str | None = None
    wanted: str = ""
    unfit: str = ""


def diagnose(facts: ClusterFacts) -> list[Finding]:
    """Tell everything worth saying, the most urgent first; one fine finding when nothing is wrong."""
    findings = list(_unreachable(facts) if facts.cluster is None else _reachable(facts, facts.cluster))
    if not any(finding.level is Level.PROBLEM for finding in findings) and facts.cluster is not None:
        findings.insert(0, Finding("exo_fine", msg("Exo is well at {place}", place=facts.place), level=Level.FINE))
    order = list(Level)
    return sorted(findings, key=lambda finding: -order.index(finding.level))


def _unreachable(facts: ClusterFacts) -> Iterator[Finding]:
    if facts.stranger:
        yield Finding(
            "port_taken",
            msg("Something else answers at {place}: {stranger}", place=facts.place, stranger=facts.stranger),
            msg("End that program or let it use another port, then start Exo; or enter the address where Exo is."),
            command=_who_listens(facts) if facts.near else "",
        )
        return
    reason = facts.error.title if facts.error else msg("no answer")
    if _NO_ROUTE.search(reason) and facts.platform == "darwin" and not facts.near:
        yield _local_network(facts)
        return
    start = msg(
        "Start the Exo app (or `exo` in a terminal). If it runs on another machine, enter that machine's address."
    )
    if facts.listens:
        yield Finding(
            "port_silent",
            msg(
                "Something listens at {place}, but does not answer as Exo does: {why}",
                place=facts.place,
                why=facts.error.why if isinstance(facts.error, NoAnswer) else reason,
            ),
            msg("If it is Exo, it hangs: restart it. If it is another program, end it or let it use another port."),
            command=_who_listens(facts),
        )
    elif facts.listens is False:
        yield Finding("not_running", msg("Exo is not running: nothing listens at {place}", place=facts.place), start)
    else:
        title = msg("Exo does not answer at {place}: {reason}", place=facts.place, reason=reason)
        yield Finding("not_running", title, start)


def _local_network(facts: ClusterFacts) -> Finding:
    return Finding(
        "local_network",
        msg("macOS may not let this program reach {place}", place=facts.place),
        msg(
            "System Settings > Privacy & Security > Local Network: switch on the entry named TrayBridge, Python or"
            " python3.13. If it is on already, switch it off and on again, then restart TrayBridge. Started at"
            " login? Then start it once from Terminal to compare: macOS may let only that one through."
        ),
        command="open 'x-apple.systempreferences:com.apple.preference.security?Privacy_LocalNetwork'",
    )


def _who_listens(facts: ClusterFacts) -> str:
    if facts.platform == "win32":
        return f"netstat -ano | findstr :{facts.port}"
    if facts.platform == "linux":
        return f"ss -ltnp 'sport = :{facts.port}'"
    return f"lsof -nP -iTCP:{facts.port} -sTCP:LISTEN"


def _reachable(facts: ClusterFacts, cluster: Cluster) -> Iterator[Finding]:
    yield from _dialect(facts, cluster)
    yield from _nodes(cluster)
    yield from _models(facts, cluster)
    yield from _tokens(facts)
    yield from _openness(facts)


def _dialect(facts: ClusterFacts, cluster: Cluster) -> Iterator[Finding]:
    if cluster.dialect == "0.x":
        yield Finding(
            "old_exo",
            msg("This is Exo 0.x, from before 2025-04"),
            msg("It works, but replaces models it does not know without a word. Update Exo."),
            Level.NOTE,
            EXO_SITE,
        )
    elif facts.parts is False:
        yield Finding(
            "old_exo",
            msg("This Exo is older than v1.0.70: it gives its state only as a whole, which costs it more"),
            msg("Update Exo on every node."),
            Level.NOTE,
            EXO_SITE,
        )


def _nodes(cluster: Cluster) -> Iterator[Finding]:
    if not cluster.nodes:
        yield Finding(
            "no_node",
            msg("Exo answers, but its cluster has no node"),
            msg(
                "This is normal for some seconds while the nodes elect a master. If it stays, restart Exo on every"
                " node, one after the other, and check that all of them run the same version."
            ),
        )
    for node in cluster.nodes:
        if node.stale and node.last_seen is not None:
            yield Finding(
                "stale_node",
                _not_seen(node, [model.id for model in cluster.models if _waits_for(model, node)]),
                msg("Look whether it sleeps, is switched off or lost its network. Exo drops it after about 40 s."),
            )


def _not_seen(node: Node, stopped: Sequence[str]) -> Text:
    """``stopped``: the models that cannot answer without it."""
    if not stopped:
        return msg("Node {name} was not seen for {seconds:.0f} s", name=node.name, seconds=node.last_seen)
    return counted(
        "Node {name} was not seen for {seconds:.0f} s, so {models} cannot answer",
        "Node {name} was not seen for {seconds:.0f} s, so {models} cannot answer",
        len(stopped),
        name=node.name,
        seconds=node.last_seen,
        models=reduce(lambda some, another: msg("{some} and {another}", some=some, another=another), stopped),
    )


def _waits_for(model: LoadedModel, node: Node) -> bool:
    """The model failed because the node is quiet: told once, with the node."""
    return model.state is ModelState.FAILED and node.stale and node.name in model.nodes


def _models(facts: ClusterFacts, cluster: Cluster) -> Iterator[Finding]:
    placed = set()
    for model in cluster.models:
        if model.state is ModelState.FAILED:
            placed.add(model.id)
            if not any(_waits_for(model, node) for node in cluster.nodes):
                yield _failed(model.id, model.error or msg("no reason given"), facts)
    for row in facts.downloads:
        if row.model not in placed:
            placed.add(row.model)
            yield _download_failed(row, "load")
    if facts.unfit:
        yield Finding(
            "model_does_not_fit",
            msg("{model} does not fit: {why}", model=facts.wanted, why=facts.unfit),
            msg("It is the model of your settings. Unload another model, add a node, or choose a smaller model."),
            command="traybridge exo models",
        )
    if cluster.state is ClusterState.UP and cluster.nodes:
        yield Finding(
            "nothing_loaded",
            msg("No model is loaded"),
            msg("Load one from the tray, or with the command below."),
            Level.NOTE,
            "traybridge exo load MODEL",
        )


def _failed(model: str, reason: str, facts: ClusterFacts) -> Finding:
    row = next((row for row in facts.downloads if row.model == model), None)
    if row is not None:
        return _download_failed(row, "unload")
    return Finding(
        "model_failed",
        msg("{model} failed: {reason}", model=model, reason=reason),
        msg("Unload it and load it again. Exo tries on its own up to five times."),
        command=f"traybridge exo unload {model}",
    )


def _download_failed(row: Download, verb: str) -> Finding:
    """``verb``: a model that is placed must be unloaded before it is loaded again."""
    reason = row.error or msg("no reason given")
    if _DISK_FULL.search(reason):
        return Finding(
            "disk_full",
            msg("The disk is full: {model} could not be downloaded ({reason})", model=row.model, reason=reason),
            msg("Free space on that node: delete models you no longer use in Exo's dashboard, then load it again."),
            command="du -sh ~/.exo/models/* ~/.local/share/exo/models/*",
        )
    return Finding(
        "download_failed",
        msg("{model} could not be downloaded: {reason}", model=row.model, reason=reason),
        msg(
            "Check the node's internet connection, then unload the model and load it again."
            if verb == "unload"
            else "Check the node's internet connection, then load it again."
        ),
        command=f"traybridge exo {verb} {row.model}",
    )


def _tokens(facts: ClusterFacts) -> Iterator[Finding]:
    if facts.silence is None:
        return
    if not facts.silence:
        yield Finding("tokens", msg("{model} answered a test question", model=facts.asked), level=Level.FINE)
        return
    yield Finding(
        "wedged",
        msg("Exo answers, but {model} gives no word: {why}", model=facts.asked, why=facts.silence),
        msg("Unload the model and load it again. If that does not help, restart Exo on every node."),
        command=f"traybridge exo unload {facts.asked}",
    )


def _openness(facts: ClusterFacts) -> Iterator[Finding]:
    """Exo binds 0.0.0.0 and has no authentication; `/state` holds the prompts (exo.md)."""
    if facts.open_to:
        yield Finding(
            "open_to_lan",
            msg("Exo is open to your network and to every web page"),
            msg(
                "Exo has no password, listens on all addresses and lets every web page read it (CORS). Whoever reaches"
                " it can use the models and read the questions asked. In a network you do not trust, block its port in"
                " the firewall for others than its nodes."
            ),
            Level.NOTE,
        )
