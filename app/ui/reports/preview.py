"""The preview: one sheet in small, tabs for the others, larger and smaller."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout

from app.i18n import _
from app.ui.kit.veil import veil_words
from app.ui.kit.widgets.buttons import IconButton
from app.ui.kit.widgets.cards import Card, EmptyState
from app.ui.kit.widgets.labels import ElidedLabel, Label, Line, set_property
from app.ui.kit.widgets.tabs import TabStrip
from app.ui.reports.paper import Paper
from app.views.reports import Preview, SummaryView

_ZOOMS = (1.0, 1.5, 2.0, 3.0)


class PreviewCard(Card):
    """Shows a `Preview`; `asked` when somebody wants one that is not made by itself."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__(padding=0, spacing=0)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.what = ElidedLabel("", "small", "text2")
        self.smaller = IconButton("zoom-out", _("Smaller"), lambda: self._zoom(-1))
        self.larger = IconButton("zoom-in", _("Larger"), lambda: self._zoom(1))
        self.paper = Paper()
        self.ground = QScrollArea()
        self.ground.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.ground.setAccessibleName(_("Preview"))
        self.ground.setWidget(self.paper)
        set_property(self.ground, "ground", "true")
        self.waiting = EmptyState("file-spreadsheet", _("Drawing the preview…"))
        self.waiting.button.clicked.connect(self.asked)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.ground)
        self.stack.addWidget(self.waiting)
        self.strip = QVBoxLayout()
        self.strip.setContentsMargins(12, 4, 12, 0)
        self.tabs: TabStrip | None = None
        self._preview: Preview | None = None
        head = QHBoxLayout()
        head.setContentsMargins(15, 6, 8, 6)
        head.setSpacing(8)
        head.addWidget(Label(_("Preview"), "strong"))
        head.addWidget(self.what)
        head.addWidget(self.smaller)
        head.addWidget(self.larger)
        self.body.addLayout(head)
        self.body.addWidget(Line())
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(Line())
        self.body.addLayout(self.strip)

    def show_preview(self, preview: Preview) -> None:
        """Show a report's sheets; the tab stays on the same one where it is still there."""
        self._preview = preview
        before = self.tabs.value() if self.tabs is not None else 0
        if self.tabs is not None:
            self.tabs.deleteLater()
        self.tabs = TabStrip([(at, name) for at, (name, _sheet) in enumerate(preview.sheets)], None)
        self.tabs.chosen.connect(self._choose)
        self.strip.addWidget(self.tabs)
        at = before if isinstance(before, int) and before < len(preview.sheets) else 0
        self.tabs.choose(at)
        self._choose(at)
        self.stack.setCurrentWidget(self.ground)

    def wait(self, title: str, text: str = "", action: str = "") -> None:
        """There is no preview yet: say why."""
        self.waiting.set_texts("file-spreadsheet", title, text, action)
        self.what.setText("")
        self.stack.setCurrentWidget(self.waiting)

    def hide_sheets(self) -> None:
        """Put the sheets out of sight, their names as well."""
        if self.tabs is not None:
            self.tabs.hide()
        self.waiting.set_texts(*veil_words(), "")
        self.what.setText("")
        self.stack.setCurrentWidget(self.waiting)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _choose(self, at: int) -> None:
        if self._preview is None:
            return
        name, sheet = self._preview.sheets[at]
        self.paper.show_sheet(name, sheet)
        place = _("{at} of {total}").format(at=at + 1, total=len(self._preview.sheets))
        shape = _("A4 landscape") if isinstance(sheet, SummaryView) else _("as a table with filters")
        self.what.setText(f"{name}, {shape}, {place}")
        self._fit()

    def _zoom(self, steps: int) -> None:
        at = _ZOOMS.index(self.paper.zoom) + steps
        if 0 <= at < len(_ZOOMS):
            self._fit(_ZOOMS[at])

    def _fit(self, zoom: float | None = None) -> None:
        self.paper.fit(self.width() - 40, zoom)
        self.smaller.setEnabled(self.paper.zoom > _ZOOMS[0])
        self.larger.setEnabled(self.paper.zoom < _ZOOMS[-1])
