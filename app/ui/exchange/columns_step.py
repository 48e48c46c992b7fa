"""The wizard's second step: which column of a list is what, and how the file is written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import InvalidInput, UserError
from app.i18n import _, ngettext
from app.services.exchange.lists.mapping import Mapping
from app.ui.kit.fields.forms import ChoiceField, DayField, ErrorLine, Form, Segmented
from app.ui.kit.look.scaled import fix_width
from app.ui.kit.page import scrolled
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Card
from app.ui.kit.widgets.labels import ElidedLabel, Label, Line
from app.views.incoming import Incoming, Reading, choices, examples

_ENCODINGS = ("utf-8", "cp1252", "cp1250", "cp1251", "utf-16", "iso-8859-2")


class ColumnsStep(QWidget):
    """`reread(Reading)` when the file shall be read otherwise, `go_on(Mapping)`, `go_back`."""

    reread = Signal(object)
    go_on = Signal(object)
    go_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._incoming: Incoming | None = None
        self.fields: dict[str, ChoiceField] = {}
        self.form = Form(spacing=10)
        self.error = ErrorLine()
        self.card = Card(padding=16)
        self.heading = Label("", "strong")
        self.card.body.addWidget(self.heading)
        self._grid_place = QVBoxLayout()
        self.card.body.addLayout(self._grid_place, 1)
        self.side = Card(_("How the file is written"), padding=16)
        fix_width(self.side, 300)
        self._side_place = QVBoxLayout()
        self.side.body.addLayout(self._side_place)
        self.side.body.addStretch(1)
        self.back = Button(_("Another file"), self.go_back.emit, icon_name="arrow-left")
        self.on = Button(_("Preview"), self._go_on, kind="primary", icon_name="arrow-right")
        self._lay_out()

    def show_incoming(self, incoming: Incoming) -> None:
        """Show a file's columns with what they were guessed to be."""
        self._incoming = incoming
        table = incoming.table
        if table is None or incoming.mapping is None:
            return
        rows = ngettext("{n} row", "{n} rows", len(table.rows)).format(n=len(table.rows))
        columns = ngettext("{n} column", "{n} columns", len(table.headers)).format(n=len(table.headers))
        self.heading.setText(f"{incoming.path.name} · {rows}, {columns}")
        self._show_columns(incoming.mapping, table.headers, examples(table))
        self._show_side(incoming)
        self.error.show_text("")

    def goes_on_at(self) -> QWidget:
        """What is pressed to go on."""
        return self.on

    def refuse(self, error: UserError) -> None:
        """The mapping does not fit, or nothing can be imported by it."""
        self.on.setEnabled(True)
        self.error.tell(str(error))

    def mapping(self) -> Mapping:
        """The mapping as it is chosen now."""
        said = self.form.values()
        columns = {header: field.value() for header, field in self.fields.items() if field.value()}
        since = said.get("since")
        table = self._incoming.table if self._incoming else None
        return replace(
            self._incoming.mapping if self._incoming and self._incoming.mapping else Mapping(),
            columns=columns,
            existing=said["existing"],
            status="active" if since else "prospect",
            since=since.isoformat() if since else None,
            day_order=said["day_order"],
            decimal_comma=said["decimal_comma"],
            encoding=table.encoding if table else None,
            delimiter=table.delimiter if table else None,
            sheet=table.sheet if table else None,
        )

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.card, 1)
        row.addWidget(self.side)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.back)
        foot.addWidget(self.error, 1)
        foot.addStretch(1)
        foot.addWidget(self.on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(row, 1)
        column.addLayout(foot)

    def _show_columns(self, mapping: Mapping, headers: list[str], shown: list[str]) -> None:
        _empty(self._grid_place)
        self.fields = {}
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 4)
        for at, words in enumerate((_("Column of the file"), _("For example"), _("Becomes"))):
            grid.addWidget(Label(words, "small", "text2"), 0, at)
        options = [("", _("left out")), *choices()]
        for line, (header, example) in enumerate(zip(headers, shown, strict=True), 1):
            field = ChoiceField(options, mapping.columns.get(header, ""), small=True)
            field.setAccessibleName(_("What the column {header} becomes").format(header=header))
            fix_width(field, 248)
            self.fields[header] = field
            self.error.goes_with(field)
            name = ElidedLabel(header, weight="medium")
            grid.addWidget(name, line, 0)
            grid.addWidget(ElidedLabel(example, "small", "text2"), line, 1)
            grid.addWidget(field, line, 2)
        grid.setRowStretch(len(headers) + 1, 1)
        self._grid_place.addWidget(scrolled(holder, _("Columns of the file")))

    def _show_side(self, incoming: Incoming) -> None:
        _empty(self._side_place)
        table = incoming.table
        if table is None:
            return
        self.form = Form(spacing=10)
        if table.encoding is not None:
            names = dict.fromkeys((table.encoding, *_ENCODINGS))
            self._add_reading("encoding", _("Encoding"), [(name, name) for name in names], table.encoding)
        if table.delimiter is not None:
            self._add_reading("delimiter", _("Cells are divided by"), _delimiters(), table.delimiter)
        if len(table.sheets) > 1:
            self._add_reading("sheet", _("Sheet"), [(name, name) for name in table.sheets], table.sheet)
        marks = [(False, "1,234.56"), (True, "1.234,56")]
        self._add("decimal_comma", _("Amounts look like"), Segmented(marks, table.decimal_comma, small=True))
        orders = [("dmy", "21.11.2026"), ("mdy", "11/21/2026"), ("ymd", "2026-11-21")]
        self._add("day_order", _("Days look like"), ChoiceField(orders, table.day_order))
        self.form.add_widget(Line())
        known = [("update", _("Fill in what the list says")), ("skip", _("Leave as they are"))]
        self._add("existing", _("Clients the book has"), ChoiceField(known, "update"))
        self.form.add(
            "since",
            _("New ones are clients since"),
            DayField(),
            hint=_("Left empty, they come in as prospects unless the list says more."),
        )
        self.form.changed.connect(lambda: self.error.show_text(""))
        self._side_place.addWidget(self.form)

    def _add(self, name: str, label: str, control: Any) -> None:
        self.form.add(name, label, control)

    def _add_reading(self, name: str, label: str, options: list[tuple[str, str]], value: str | None) -> None:
        field = ChoiceField(options, value)
        self.form.add(name, label, field)
        field.activated.connect(lambda _at: self._reread())

    def _reread(self) -> None:
        said = self.form.values()
        self.reread.emit(Reading(said.get("encoding"), said.get("delimiter"), said.get("sheet")))

    def _go_on(self) -> None:
        table = self._incoming.table if self._incoming else None
        if table is None or not self.form.valid():
            return
        chosen = self.mapping()
        try:
            chosen.check(table.headers)
        except InvalidInput as error:
            self.refuse(error)
            return
        self.error.show_text("")
        self.on.setEnabled(False)
        self.go_on.emit(chosen)


def _delimiters() -> list[tuple[str, str]]:
    return [(",", _("comma")), (";", _("semicolon")), ("\t", _("tab")), ("|", _("bar"))]


def _empty(layout: QVBoxLayout) -> None:
    from app.ui.kit.widgets.cards import clear

    clear(layout)
