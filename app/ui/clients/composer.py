"""The composer on top of the timeline: type, choose a chip, Ctrl+Enter. Its draft survives a kill."""

from __future__ import annotations

import contextlib
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.errors import InvalidInput, UserError
from app.i18n import _
from app.services import drafts
from app.services.views.record import RecordView
from app.ui.clients.composer_kinds import KINDS, Part, Writing
from app.ui.clients.fields import MomentField
from app.ui.core import discreet
from app.ui.core.buttons import Button
from app.ui.core.cards import Card
from app.ui.core.choices import mark_invalid
from app.ui.core.fields import LineField
from app.ui.core.flow import FlowRow
from app.ui.core.forms import DayField, ErrorLine, TextField
from app.ui.core.labels import Label
from app.ui.core.pills import Chip, ChipRow
from app.ui.desk import Desk

PAUSE_MS = 400
FIRST = "call"
# What the client at the table must not see being written.
_INTERNAL_KINDS = ("note", "threat", "offer")


def place_of(client_id: int) -> str:
    """Under which name the draft for a client is kept."""
    return f"composer/{client_id}"


class Composer(Card):
    """Writes one thing at a time about the client shown; `saved(kind)` once it is in the book."""

    saved = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(padding=12, spacing=8, parent=parent)
        self._desk = desk
        self._writing: Writing | None = None
        self._parts: dict[str, Part] = {}
        self._pristine: dict[str, Any] = {}
        self._kept = False
        self._saving = False
        self.chips = ChipRow([(k, Chip(_(kind.title), icon_name=kind.icon)) for k, kind in KINDS.items()])
        for name in _INTERNAL_KINDS:
            discreet.internal(self.chips.chips[name])
        self.text = TextField(lines=1, max_lines=6)
        self.text.setAccessibleName(_("What happened"))
        self.note = Label("", "small", "text2")
        self.error = ErrorLine()
        self.save_button = Button(_("Save"), self.save, kind="primary", small=True)
        self.save_button.setToolTip("Ctrl+Enter")
        self._fields = FlowRow()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._keep)
        self._lay_out()
        self.chips.choose(FIRST)
        self.chips.chosen.connect(self._switch)
        self.text.value_changed.connect(self._typed)
        self.text.submitted.connect(self.save)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.chips, 1)
        top.addWidget(self.note, 0, Qt.AlignmentFlag.AlignBottom)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        self._foot.addWidget(self._fields, 1)
        self._foot.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(top)
        self.body.addWidget(self.text)
        self.body.addLayout(self._foot)
        self.body.addWidget(self.error)

    def show_view(self, view: RecordView, draft: dict[str, Any]) -> None:
        """Write about this client; for another client than before their draft is brought back."""
        same = self._writing is not None and self._writing.client_id == view.who.id
        if not same:
            self.flush()
        before = self._state() if same else None
        self._writing = Writing(view, self._desk.author, self._desk.today)
        self.setEnabled(not self._desk.read_only)
        state = before if before is not None else draft
        self._restore(state)
        if not same:
            self._kept = bool(draft)
            self.error.show_text("")
            self._say(bool(draft))

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
        place = place_of(writing.client_id)

        def write(session: Any) -> None:
            kind.save(session, writing, text, values)
            drafts.drop(session, place)

        self._pause.stop()
        self._desk.operations.write(
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
        if self._pause.isActive():
            self._pause.stop()
            self._keep()

    def is_dirty(self) -> bool:
        """Whether something was typed that is not in the book yet."""
        return bool(self.text.value()) or self._raw_values() != self._pristine

    def _say(self, kept: bool) -> None:
        self.note.setText(_("Draft kept") if kept else "")
        self.note.setVisible(kept)

    def _valid(self) -> bool:
        if not self.text.value():
            self.error.show_text(_("Write a few words; one line is enough."))
            self.text.setFocus()
            return False
        for _name, label, control in self._parts.values():
            problem = control.problem()
            mark_invalid(control, problem)
            if problem:
                self.error.show_text(f"{label}: {problem}")
                control.setFocus()
                return False
        if self.kind() == "attempt" and self.control("decision_id").value() is None:
            self.error.show_text(_("There is no open decision to argue. Raise one first."))
            return False
        self.error.show_text("")
        return True

    def _done(self, writing: Writing) -> None:
        self._saving = False
        kind = self.kind()
        if self._writing is None or self._writing.client_id != writing.client_id:
            return
        self.text.set_value("")
        self._build()
        self._say(False)
        # A draft that was on its way while this was saved must not come back.
        self._pause.start()
        self._desk.toast(_(KINDS[kind].told), undo=True)
        self.saved.emit(kind)

    def _failed(self, error: UserError) -> None:
        self._saving = False
        self.error.show_text(str(error))
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
        return {name: _raw(part[2]) for name, part in self._parts.items()}

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
        self._pause.stop()

    def _fill(self, values: dict[str, Any]) -> None:
        for name, value in values.items():
            if name in self._parts and value not in (None, ""):
                _put(self._parts[name][2], value)

    def _typed(self) -> None:
        if self._writing is not None and not self._desk.read_only:
            self._pause.start()

    def _keep(self) -> None:
        """Write the draft in the background, as no gesture of its own."""
        writing = self._writing
        if writing is None or self._saving:
            return
        dirty, state, place = self.is_dirty(), self._state(), place_of(writing.client_id)
        if not dirty and not self._kept:
            return
        self._kept = True
        book: Any = self._desk.operations.book

        def keep(_progress: Any, _cancelled: Any) -> None:
            with book.transaction() as session:
                if dirty:
                    drafts.keep(session, place, state)
                else:
                    drafts.drop(session, place)

        def kept(_result: Any) -> None:
            self._kept = self._kept and dirty
            self._say(dirty)

        self._desk.operations.run(_("Draft"), keep, kept, lambda _error: None, owner=self)


def _raw(control: Any) -> Any:
    """What stands in a field as a draft keeps it: days as days, so that “today” stays the day it was."""
    value = control.value()
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return control.text() if isinstance(control, LineField) else value


def _put(control: Any, value: Any) -> None:
    """Fill in what a draft kept."""
    with contextlib.suppress(ValueError):
        if isinstance(control, MomentField) and isinstance(value, str):
            value = datetime.fromisoformat(value)
        elif isinstance(control, DayField) and isinstance(value, str):
            value = date.fromisoformat(value)
    control.set_value(value)
