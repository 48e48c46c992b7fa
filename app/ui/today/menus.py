"""The menus of a row: what its button and keys do as well, and until when it can be put off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from app.i18n import _
from app.services.views.today import TodayRow
from app.ui.core.icons import icon
from app.ui.desk import Desk
from app.ui.today import snooze

if TYPE_CHECKING:
    from app.ui.today.page import TodayPage


def put_off_menu(page: TodayPage, place: QPoint) -> QMenu | None:
    """Tomorrow, next week, a day; nothing where the book is read-only."""
    if page.desk.read_only:
        return None
    menu = QMenu(page)
    _add_days(page.desk, menu)
    return _popped_up(menu, place)


def row_menu(page: TodayPage, row: TodayRow, place: QPoint) -> QMenu:
    """Everything that can be done with a row, from the registry."""
    menu, run = QMenu(page), page.desk.actions.run
    if not page.desk.read_only:
        menu.addAction(icon(row.icon), row.words, lambda: run("today.act"))
    if row.item.client_id is not None:
        words = _("Open {what}").format(what=row.client).replace("&", "&&")
        menu.addAction(icon("external-link"), words, lambda: run("today.open"))
    if not page.desk.read_only:
        menu.addSeparator()
        _add_days(page.desk, menu)
    return _popped_up(menu, place)


def _add_days(desk: Desk, menu: QMenu) -> None:
    run = desk.actions.run
    for action_id, words, _day in snooze.choices(desk.today()):
        menu.addAction(icon("alarm-clock"), words, lambda each=action_id: run(each))
    menu.addAction(icon("calendar-clock"), _("A day…"), lambda: run("today.a_day"))


def _popped_up(menu: QMenu, place: QPoint) -> QMenu:
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)
    return menu
