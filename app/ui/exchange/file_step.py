"""The wizard's first step: which file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import UserError
from app.i18n import _
from app.services.file_names import LIST_ENDINGS
from app.ui.kit.fields.forms import ErrorLine
from app.ui.kit.look.scaled import fix_width
from app.ui.kit.page import scrolled
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Card
from app.ui.kit.widgets.labels import IconLabel, Label
from app.ui.kit.widgets.save_as import ask_where

_PATTERNS = " ".join(f"*{ending}" for ending in LIST_ENDINGS)


class FileStep(QWidget):
    """`chosen(path)` when a file was chosen, `template_wanted(path)` for an empty workbook to fill in."""

    chosen = Signal(object)
    template_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.choose = Button(_("Choose a file…"), self._choose, kind="primary", icon_name="folder-open")
        self.template = Button(
            _("Save an empty workbook to fill in…"), self._template, kind="link", small=False
        )
        self.error = ErrorLine()
        self.waiting = Label("", "body", "text2")
        card = Card(padding=32, spacing=10)
        middle = Qt.AlignmentFlag.AlignHCenter
        card.body.addWidget(IconLabel("file-spreadsheet", "accent", 28, ground=64), 0, middle)
        card.body.addWidget(Label(_("Drop a file here, or choose one"), "title"), 0, middle)
        for line in (
            _(
                "A list of clients, contacts or deals from Excel, LibreOffice or another program: xlsx, xls, ods, csv, tsv."
            ),
            _("Or Condica's own workbook with every kind of record."),
            _("You see every row before it is taken in. One Undo takes it back."),
        ):
            words = Label(line, "body", "text2", wrap=True)
            words.setAlignment(middle)
            card.body.addWidget(words)
        card.body.addSpacing(8)
        card.body.addWidget(self.choose, 0, middle)
        card.body.addWidget(self.template, 0, middle)
        card.body.addWidget(self.waiting, 0, middle)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.error, 2)
        row.addStretch(1)
        card.body.addLayout(row)
        fix_width(card, 680)
        inside = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card)
        across.addStretch(1)
        column.addStretch(1)
        column.addLayout(across)
        column.addStretch(2)

    def goes_on_at(self) -> QWidget:
        """What is pressed to go on."""
        return self.choose

    def wait(self, name: str) -> None:
        """The file is being read."""
        self.error.show_text("")
        self.choose.setEnabled(False)
        self.waiting.setText(_("Reading {name}…").format(name=name))

    def refuse(self, error: UserError) -> None:
        """The file cannot be used; say why."""
        self.ready()
        self.error.tell(str(error))

    def ready(self) -> None:
        """Another file may be chosen."""
        self.choose.setEnabled(True)
        self.waiting.setText("")

    def _choose(self) -> None:
        names = _("Lists and workbooks ({patterns})").format(patterns=_PATTERNS) + ";;" + _("All files (*)")
        asking = QFileDialog(self, _("Choose a file to import"), str(Path.home()), names)
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.setFileMode(QFileDialog.FileMode.ExistingFile)
        asking.fileSelected.connect(lambda name: self.chosen.emit(Path(name)))
        asking.open()

    def _template(self) -> None:
        ask_where(
            self,
            _("Save an empty workbook"),
            Path.home() / "Condica.xlsx",
            self.template_wanted.emit,
            self.refuse,
            names=_("Excel workbooks (*.xlsx)"),
        )
