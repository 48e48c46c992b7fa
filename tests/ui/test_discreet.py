"""While a client looks on: nothing internal, and nothing of other clients, can be read anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QTableView,
    QTextEdit,
    QWidget,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models
from app.ui.kit import discreet
from app.ui.record.record import TABS
from app.ui.shell.app import Application
from tests.ui.looking import shown
from tests.ui.test_states import PAGES, visit
from tests.ui.walk import settle


def test_while_a_client_looks_on_nothing_internal_can_be_read(application: Application) -> None:
    """Internal notes, threats, judgements and profiles are searched for on every page and every tab."""
    secrets = internal_words(application)
    assert len(secrets) > 20
    assert set(secrets) & set(read_everywhere(application)), "they can be read while nobody looks on"
    discreet.state.set(True)
    settle(application)
    seen = "\n".join(read_everywhere(application))
    assert [secret for secret in secrets if secret in seen] == []


def test_while_a_client_looks_on_nothing_of_other_clients_can_be_read(application: Application) -> None:
    names = asked(application, lambda s: s.execute(select(models.Client.id, models.Client.name)).all())
    discreet.state.set(True)
    settle(application)
    seen = {page: "\n".join(readable(visit(application, page))) for page in PAGES if page != "clients"}
    assert [(page, name) for page, text in seen.items() for _id, name in names if name in text] == []
    record = "\n".join(readable(visit(application, "clients", client_id=1)))
    assert [name for client_id, name in names if client_id != 1 and name in record] == []


def asked(application: Application, question: Callable[[Session], Any]) -> Any:
    """What the book says now."""
    assert application.opened is not None
    with application.opened.book.reading() as session:
        return question(session)


def internal_words(application: Application) -> list[str]:
    """Words of the book that only we may read (DOMAIN.md, Two audiences)."""
    sources = (
        select(models.Note.subject).where(models.Note.kind == "internal"),
        select(models.Threat.wording),
        select(models.Offer.note),
        select(models.Judgement.reason),
        select(models.Contact.profile),
    )
    found = asked(application, lambda s: [words for each in sources for words in s.scalars(each)])
    shared = asked(application, lambda s: set(s.scalars(select(models.Complaint.remark))))
    return sorted({words for words in found if words and len(words) > 8} - shared)


def read_everywhere(application: Application) -> list[str]:
    """What can be read on every page, and on every tab of some records."""
    seen = [text for page in PAGES for text in readable(visit(application, page))]
    for client_id in (1, 4):
        for tab, _title, _page in TABS:
            visit(application, "clients", client_id=client_id, tab=tab)
            seen += readable(application.window)
    return seen


def readable(root: QWidget) -> list[str]:
    """Every text on screen, in rows and tooltips, and what is read aloud."""
    return [text for widget in shown(root) for text in _texts(widget) if text]


def _texts(widget: QWidget) -> Iterator[str]:
    yield widget.toolTip()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    elif isinstance(widget, QTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        columns = widget.horizontalHeader().count() if isinstance(widget, QTableView) else 1
        for line in range(model.rowCount()):
            for column in range(columns):
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                    yield str(model.index(line, column).data(role) or "")
