"""The models of an Exo cluster: what each does and where, how far its loading is, and the one button it has."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from traybridge.core.cluster import LoadedModel, ModelState, activity
from traybridge.core.errors import TrayBridgeError
from traybridge.core.formatting import gigabytes
from traybridge.core.model_names import model_name
from traybridge.desktop.error_text import begun, words_of
from traybridge.desktop.language import tr
from traybridge.desktop.page_context import PageContext
from traybridge.desktop.widgets.badge import Badge
from traybridge.desktop.widgets.bar import Ring
from traybridge.desktop.widgets.button import Button
from traybridge.desktop.widgets.cards import CardRow
from traybridge.desktop.widgets.foreign_text import tooltip_text
from traybridge.desktop.widgets.sizes import BETWEEN


def placed(models: Sequence[LoadedModel]) -> list[LoadedModel]:
    """Each model once, the answering one of several: unloading it means all of them."""
    found: dict[str, LoadedModel] = {}
    for model in models:
        if model.id not in found or model.answers:
            found[model.id] = model
    return list(found.values())


class ModelRow(CardRow):
    """One model that is placed: what it does, on which machines, how far it is, and the button that ends it."""

    def __init__(
        self, context: PageContext, provider_id: str, model: LoadedModel, parent: QWidget | None = None
    ) -> None:
        self.ring = Ring("")
        self.badge = Badge("", "local")
        self.act = Button(tr("Unload"))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(BETWEEN)
        for widget in (self.badge, self.ring, self.act):
            row.addWidget(widget)
        super().__init__(model_name(model.id), " ", holder, parent)
        self.title.setToolTip(tooltip_text(model.id))
        self._context = context
        self._provider_id = provider_id
        self._model = model.id
        self._refusal = ""
        self.act.clicked.connect(self._unload)
        self.follow(model)

    def follow(self, model: LoadedModel) -> None:
        """Show the model as the last look found it."""
        moving = not model.answers and not model.error and model.state is not ModelState.FAILED
        words = _words(model, said=not model.answers)
        self.note.say(begun(words))
        self.error.say(self._refusal or tr(model.error or ""))
        self.badge.say(begun(tr(activity(model))))
        self.badge.setVisible(model.answers)
        self.act.setText(tr("Cancel") if moving else tr("Unload"))
        name = model_name(model.id)
        self.act.setAccessibleName(
            tr("Cancel loading {model}", model=name) if moving else tr("Unload {model}", model=name)
        )
        self.ring.setVisible(moving)
        self.ring.setAccessibleName(tr("Loading of {model}", model=name))
        self.ring.show_share(model.progress or 0, words)

    def _unload(self) -> None:
        self._refusal = ""
        self.error.say("")
        self.act.setEnabled(False)
        self._context.start(self._unload_model(), self, self._refused, "unload a model")

    async def _unload_model(self) -> None:
        try:
            await self._context.actions.unload(self._provider_id, self._model)
        finally:
            if isValid(self):
                self.act.setEnabled(True)

    def _refused(self, error: TrayBridgeError) -> None:
        self._refusal = words_of(error)
        self.error.say(self._refusal)


def _words(model: LoadedModel, *, said: bool) -> str:
    """What a model does (unless a badge says it), where, and how large it is."""
    parts = (
        tr(activity(model)) if said else "",
        ", ".join(model.nodes),
        tr(gigabytes(model.size)) if model.size else "",
    )
    return " · ".join(part for part in parts if part)


class DiskRow(CardRow):
    """One model that lies on a disk of the cluster: ``load`` is told its id."""

    def __init__(self, model: str, load: Callable[[str], None], parent: QWidget | None = None) -> None:
        self.act = Button(tr("Load"))
        self.act.setAccessibleName(tr("Load {model}", model=model_name(model)))
        super().__init__(model_name(model), tr("On disk"), self.act, parent)
        self.title.setToolTip(tooltip_text(model))
        self.act.clicked.connect(lambda: load(model))
