"""The composer on top of the timeline: type, choose a chip, Ctrl+Enter. Its draft survives a kill."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.errors import InvalidInput, UserError
from app.i18n import _
from app.services import drafts
from app.ui.forms.composer_draft import DraftKeeper, put, raw
from app.ui.forms.composer_kinds import KINDS, Part, Writing
from app.ui.kit import discreet
from app.ui.kit.fields.choices import mark_invalid
from app.ui.kit.fields.form_keys import FormKeys
from app.ui.kit.fields.forms import ErrorLine, TextField
from app.ui.kit.locked import lock
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Card
from app.ui.kit.widgets.flow import FlowRow
from app.ui.kit.widgets.labels import Label
from app.ui.kit.widgets.pills import Chip, ChipRow
from app.views.record.page import RecordView

FIRST = "call"


def place_of(client_uid: str) -> str:
    """Where the draft of what is written about a client lies."""
    return drafts.place_of(client_uid, "composer")


class Composer(Card):
    """Writes one thing at a time about the client shown; `saved(kind)` once it is in the book."""

    saved = Signal(str)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(padding=12, spacing=8, parent=parent)
        self._context = context
        self._writing: Writing | None = None
        self._parts: dict[str, Part] = {}
        self._pristine: dict[str, Any] = {}
        self._saving = False
        self._low = self._unfolded = False
        self.chips = ChipRow([(k, Chip(_(kind.title), icon_name=kind.icon)) for k, kind in KINDS.items()])
        for name, kind in KINDS.items():
            if kind.internal:
                discreet.internal(self.chips.chips[name])
        self.text = TextField(lines=1, max_lines=6)
        self.text.setAccessibleName(_("What happened"))
        self.note = Label("", "small", "text2")
        self.error = ErrorLine()
        self.save_button = Button(_("Save"), self.save, kind="primary", small=True)
        self.save_button.setToolTip("Ctrl+Enter")
        self._fields = FlowRow()
        self._draft = DraftKeeper(context, self._draft_now)
        self._draft.kept.connect(self._say)
        self._lay_out()
        self.chips.choose(FIRST)
        self.chips.chosen.connect(self._switch)
        self.text.value_changed.connect(self._typed)
        FormKeys(self, self.save, enter=False)
        self.text.installEventFilter(self)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.chips, 1)
        top.addWidget(self.note, 0, Qt.AlignmentFlag.AlignBottom)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._fields, 1)
        foot.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(top)
        self.body.addWidget(self.text)
        self.body.addLayout(foot)
        self.body.addWidget(self.error)

    def show_view(self, view: RecordView, draft: dict[str, Any]) -> None:
        """Write about this client; for another client than before their draft is brought back."""
        same = self._writing is not None and self._writing.client_id == view.who.id
        if not same:
            self.flush()
        before = self._state() if same else None
        self._writing = Writing(view, self._context.author, self._context.today)
        lock(self, self._context.read_only)
        state, waiting = before if before is not None else draft, same and self._draft.is_waiting()
        self._restore(state)
        if waiting:
            self._draft.touch()
        if not same:
            self._draft.start(place_of(view.who.uid), there=bool(draft))
            self.error.show_text("")
            self._unfolded = self.text.hasFocus() or bool(draft)
            self._fold()

    def set_low(self, low: bool) -> None:
        """Where there is little height only the line to write in stands there, until somebody goes into it."""
        if low != self._low:
            self._low, self._unfolded = low, self.text.hasFocus()
            self._fold()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and not self._unfolded:
            self._unfolded = True
            self._fold()
        return super().eventFilter(watched, event)

    def _fold(self) -> None:
        whole = not self._low or self._unfolded
        for part in (self.chips, self._fields, self.save_button):
            part.setVisible(whole)

    def focus(self) -> None:
        """Put the cursor where one types."""
        self.text.setFocus()

    def save(self) -> None:
        """Put what was typed into the book, as one gesture."""
        writing, kind = self._writing, KINDS[self.kind()]
        if writing is None or self._saving or not self._valid():
            return
        self._saving = True
        text, values = self.text.value(), {name: part[2].value() for name, part in self._parts.items()}
        place = place_of(writing.view.who.uid)

        def write(session: Any) -> None:
            kind.save(session, writing, text, values)
            drafts.drop(session, place)

        self._draft.stop()
        self._context.operations.write(
            _(kind.told), write, lambda _r: self._done(writing), self._failed, owner=self
        )

    def kind(self) -> str:
        """The chosen chip."""
        return str(self.chips.value() or FIRST)

    def control(self, name: str) -> Any:
        """The control of a field that the chosen chip shows."""
        return self._parts[name][2]

    def flush(self) -> None:
        """Keep the draft now, not after the pause."""
        self._draft.flush()

    def is_dirty(self) -> bool:
        """Whether something was typed that is not in the book yet."""
        return bool(self.text.value()) or self._raw_values() != self._pristine

    def _say(self, kept: bool) -> None:
        self.note.setText(_("Draft kept") if kept else "")
        self.note.setVisible(kept)

    def _valid(self) -> bool:
        problem, control = self._wrong()
        if not problem:
            self.error.show_text("")
            return True
        self.error.tell(problem, focus=control is None)
        if control is not None:
            control.setFocus()
        return False

    def _wrong(self) -> tuple[str, Any]:
        """What keeps this from being saved, and where it stands; the first thing of the form."""
        found: tuple[str, Any] = ("", None)
        if not self.text.value():
            found = (_("Write a few words; one line is enough."), self.text)
        for _name, label, control in self._parts.values():
            problem = control.problem()
            mark_invalid(control, problem)
            if problem and not found[0]:
                found = (f"{label}: {problem}", control)
        if not found[0] and self.kind() == "attempt" and self.control("decision_id").value() is None:
            return _("There is no open decision to argue. Raise one first."), None
        return found

    def _mend(self) -> None:
        """Once something was refused, what is still wrong is said while it is mended."""
        if self.error.text():
            self.error.show_text(self._wrong()[0])

    def _done(self, writing: Writing) -> None:
        self._saving = False
        kind = self.kind()
        if self._writing is None or self._writing.client_id != writing.client_id:
            return
        writes_here = self.isAncestorOf(self.window().focusWidget())
        self.text.set_value("")
        self._build()
        if writes_here:
            self.text.setFocus()
        self._draft.saved()
        self._context.toast(_(KINDS[kind].told), undo=True)
        self.saved.emit(kind)

    def _failed(self, error: UserError) -> None:
        self._saving = False
        self._draft.touch()
        self.error.tell(str(error))
        if isinstance(error, InvalidInput) and error.field in self._parts:
            control = self._parts[error.field][2]
            control.setVisible(True)
            mark_invalid(control, str(error))
            control.setFocus()

    def _switch(self, _value: Any) -> None:
        before = self._raw_values()
        self._build()
        self._fill({name: value for name, value in before.items() if name in self._parts})
        self.text.setFocus()
        self._typed()

    def _build(self) -> None:
        """Make the fields of the chosen chip."""
        self._fields.clear()
        self._parts = {}
        if self._writing is None:
            return
        kind = KINDS[self.kind()]
        self.text.setPlaceholderText(_(kind.placeholder))
        for part in kind.parts(self._writing):
            name, label, control = part
            control.setAccessibleName(label)
            if not control.toolTip():
                control.setToolTip(label)
            self._parts[name] = part
            self._fields.add(control)
            control.value_changed.connect(self._typed)
            if name == "mood":
                discreet.internal(control)
        self._pristine = self._raw_values()
        if "decision_id" in self._parts:
            self.control("decision_id").value_changed.connect(self._show_override)
            self._show_override()
        if "trigger" in self._parts:
            self.control("trigger").value_changed.connect(self._show_threat)
            self._show_threat()
        self._fields.updateGeometry()

    def _show_override(self) -> None:
        """Once the attempts are used up, one more needs a reason."""
        view = self._writing.view if self._writing else None
        verdict = view.decision(self.control("decision_id").value() or 0) if view else None
        self.control("override_reason").setVisible(verdict is not None and verdict.left == 0)
        self._fields.updateGeometry()

    def _show_threat(self) -> None:
        self.control("threat_id").setVisible(self.control("trigger").value() == "threat")
        self._fields.updateGeometry()

    def _raw_values(self) -> dict[str, Any]:
        """What stands in the fields, as it was typed."""
        return {name: raw(part[2]) for name, part in self._parts.items()}

    def _state(self) -> dict[str, Any]:
        return {"kind": self.kind(), "text": self.text.toPlainText(), "fields": self._raw_values()}

    def _restore(self, state: dict[str, Any]) -> None:
        kind = state.get("kind")
        self.chips.choose(kind if kind in KINDS else self.kind())
        self.blockSignals(True)
        self.text.set_value(str(state.get("text") or ""))
        self.blockSignals(False)
        self._build()
        fields = state.get("fields")
        self._fill(fields if isinstance(fields, dict) else {})
        self._draft.stop()

    def _fill(self, values: dict[str, Any]) -> None:
        for name, value in values.items():
            if name in self._parts and value not in (None, ""):
                put(self._parts[name][2], value)

    def _typed(self) -> None:
        self._mend()
        if self._writing is not None and not self._context.read_only:
            self._draft.touch()

    def _draft_now(self) -> dict[str, Any] | None:
        """What a draft would hold now; none while there is nothing to keep."""
        return self._state() if self.is_dirty() and not self._saving else None
