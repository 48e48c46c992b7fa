"""The tab Overview: triage beside the ledger, agreements, and the surprise planner."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.kit.page import scrolled
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.fold import FoldRow
from app.ui.retention.agreements import AgreementsBlock
from app.ui.retention.ledger import LedgerCard
from app.ui.retention.part import Part
from app.ui.retention.planner import SurprisePlanner
from app.ui.retention.triage import TriagePanel
from app.views.retention.rows import RetentionPage


class _Inside(QWidget):
    """As high as its width needs; Qt would keep room for texts that wrap in the narrowest column."""

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        needed = self.heightForWidth(max(self.width(), hint.width()))
        return QSize(hint.width(), needed) if needed > 0 else hint


class Overview(Part):
    """Scrolls; the ledger moves beneath the triage where the window is narrow or the text large."""

    offers_wanted = Signal(str)
    agreements_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.triage = TriagePanel(context)
        self.ledger = LedgerCard(context)
        self.agreements = AgreementsBlock(context, few=True)
        self.planner = SurprisePlanner(context)
        inside = _Inside()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 16)
        column.setSpacing(16)
        top = FoldRow(spacing=16)
        top.add(self.triage, 7, likes=520)
        top.add(self.ledger, 4, likes=320)
        column.addWidget(top)
        column.addWidget(self.agreements)
        column.addWidget(self.planner)
        column.addStretch(1)
        self.area = scrolled(inside)
        self.column.addWidget(self.area)
        self.ledger.table_wanted.connect(self.offers_wanted)
        self.agreements.all_wanted.connect(self.agreements_wanted)

    def show_page(self, page: RetentionPage) -> None:
        super().show_page(page)
        for part in (self.triage, self.ledger, self.agreements, self.planner):
            part.show_page(page)

    def show_record(self, kind: str, record_id: int) -> bool:
        found = self.triage.show_record(kind, record_id)
        if found:
            self.area.verticalScrollBar().setValue(0)
        return found
