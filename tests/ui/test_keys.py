"""Every row, card and form by the keyboard: one registry behind keys, menus, buttons and the F1 sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)

from app import models
from app.models.tables.base import utc_now
from app.ui.kit.fields.choices import Segmented
from app.ui.kit.lists.row_note import RowNote
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.row_actions import RowAction, RowActions
from app.ui.kit.rows import Rows
from app.ui.kit.widgets.shortcuts_sheet import ShortcutsSheet, groups
from app.ui.kit.widgets.tabs import _Tab
from app.ui.shell.app import Application
from tests.ui.looking import shown
from tests.ui.walk import settle

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)

CLIENT = "Alfa Media SRL"
RECORD = (
    "timeline",
    "people",
    "decisions",
    "complaints",
    "promises",
    "retention",
    "loyalty",
    "money",
    "files",
)
PLACES = [
    Place("today"),
    Place("clients", tab="table"),
    *(Place("decisions"), Place("promises"), Place("insights"), Place("reports")),
    *(Place("complaints", tab=tab) for tab in ("board", "table", "hunt", "stories")),
    *(Place("retention", tab=tab) for tab in ("overview", "threats", "offers", "agreements", "hunters")),
    *(Place("settings", tab=tab) for tab in ("book", "people", "appearance", "rules", "backup")),
    Place("trash"),
    Place("search", words="report"),
]


@pytest.fixture
def context(application: Application) -> PageContext:
    assert application.context is not None
    return application.context


def client(application: Application, name: str = "") -> int:
    """A client's id; without a name one that has a bit of everything."""
    assert application.opened is not None
    with application.opened.book.reading() as session:
        if name:
            return int(session.query(models.Client.id).filter(models.Client.name == name).scalar())
        threats = session.query(models.Threat.client_id)
        wanted = session.query(models.Client.id).filter(
            models.Client.id.in_(threats), models.Client.id.in_(session.query(models.Offer.client_id))
        )
        return int(wanted.order_by(models.Client.id).first()[0])


def stops(application: Application) -> Iterator[Place]:
    """Every place, and every tab of a record; with something in the trash and among the files."""
    context = application.context
    assert context is not None and application.opened is not None
    yield from PLACES
    whose = client(application)
    for tab in RECORD:
        yield Place("clients", whose, tab=tab)
    with application.opened.book.reading() as session:
        sheet = session.query(models.Complaint.id).first()[0]
    yield Place("complaints", record=("complaints", sheet))


def prepare(application: Application, tmp_path: Any) -> None:
    """A file, a planned surprise and something in the trash: the sample has none of them."""
    context = application.context
    assert context is not None
    whose = client(application)
    context.go(Place("clients", whose, tab="files"))
    settle(application)
    page = application.window.current_page()
    assert page is not None
    path = tmp_path / "Plan.txt"
    path.write_text("A plan", encoding="utf-8")
    page.record.tab("files").take_in([path])
    context.go(Place("retention"))
    settle(application)
    planner = application.window.current_page().part("overview").planner  # type: ignore[union-attr]
    dialog = planner.plan(planner.answer.surprises.waiting[0])
    dialog.submit()
    settle(application)
    context.go(Place("clients", whose, tab="timeline"))
    settle(application)
    stream = page.record.tab("timeline")
    note = next(row for row in stream.stream.stream.rows if row.kind == "notes")
    stream.rows.delete(note.kind, note.id)
    settle(application)


def on_a_row(rows: Rows) -> bool:
    """Go to the first row, where there is one."""
    view = rows.widget
    if rows.row() is None and isinstance(view, QAbstractItemView) and view.model().rowCount():
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Down)
    elif hasattr(view, "choose_at"):
        view.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(view, Qt.Key.Key_Down)
    return rows.row() is not None


def names(menu: QMenu | None) -> list[str]:
    """The ids of what a menu holds."""
    assert menu is not None
    found = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    menu.close()
    return found


def opened_menu(rows: Rows) -> QMenu | None:
    """The menu of the rows that is on screen."""
    menus = [each for each in rows.widget.findChildren(QMenu) if each.isVisible()]
    return menus[-1] if menus else None


def by_key(rows: Rows, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> list[str]:
    """What the menu holds that a key opens, at the row or at its "⋯" button."""
    target = rows.widget
    if target.focusPolicy() == Qt.FocusPolicy.NoFocus:
        target = next(each for each in target.findChildren(QAbstractButton) if each.property("opens_menu"))
    target.setFocus()
    QTest.keyClick(target, key, held)
    return names(opened_menu(rows))


def test_every_menu_is_reached_by_key_and_holds_what_the_registry_has(
    application: Application, context: PageContext, tmp_path: Any
) -> None:
    prepare(application, tmp_path)
    registered = {action.id for action in context.actions}
    seen: set[str] = set()
    for stop in stops(application):
        context.go(stop)
        settle(application)
        page = application.window.current_page()
        assert page is not None
        for rows in context.actions.bound():
            first = rows.set.scope not in seen
            if rows.set.whole or not page.isAncestorOf(rows.widget) or not on_a_row(rows):
                seen |= {rows.set.scope} if rows.set.whole else set()
                continue
            seen.add(rows.set.scope)
            held = names(rows.menu())
            assert set(held) <= registered, stop
            if first and held:
                assert by_key(rows, Qt.Key.Key_Menu) == held, (stop, rows.set.scope)
                assert by_key(rows, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier) == held
                assert right_clicked(rows) == held, (stop, rows.set.scope)
    # Every kind of row there is was met on the way.
    assert seen == set(context.actions.scopes())


def right_clicked(rows: Rows) -> list[str]:
    """What the menu holds that a right click opens."""
    view = rows.widget
    place = view.rect().center()
    if isinstance(view, QAbstractItemView):
        place = view.visualRect(view.currentIndex()).center()
    elif hasattr(view, "menu_place"):
        place = view.viewport().mapFromGlobal(view.menu_place()) - QPoint(0, 4)
    view.customContextMenuRequested.emit(place)
    return names(opened_menu(rows))


def test_no_widget_has_a_menu_of_its_own(application: Application, context: PageContext) -> None:
    for stop in stops(application):
        context.go(stop)
        settle(application)
        page = application.window.current_page()
        assert page is not None
        known = {rows.widget for rows in context.actions.bound()}
        own = [
            f"{stop.page}/{stop.tab}: {type(widget).__name__}"
            for widget in shown(page)
            if widget.contextMenuPolicy() == Qt.ContextMenuPolicy.CustomContextMenu and widget not in known
        ]
        assert own == []


def test_what_takes_a_press_takes_the_focus(application: Application, context: PageContext) -> None:
    """Whatever the mouse can press on a page, Tab goes to."""
    missed = []
    for stop in stops(application):
        context.go(stop)
        settle(application)
        page = application.window.current_page()
        assert page is not None
        for widget in shown(page):
            hand = widget.testAttribute(Qt.WidgetAttribute.WA_SetCursor) and (
                widget.cursor().shape() == Qt.CursorShape.PointingHandCursor
            )
            if not widget.isEnabled() or not (hand or isinstance(widget, QAbstractButton)):
                continue
            inside = widget.parentWidget()
            # Tab comes to the chosen one of a strip or switch, and the arrows go on; a field has the keys of its parts.
            part = isinstance(inside, QAbstractItemView | QLineEdit | Segmented) or isinstance(widget, _Tab)
            if (
                not part
                and not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
                and widget.focusProxy() is None
            ):
                missed.append(f"{stop.page}/{stop.tab}: {type(widget).__name__} {widget.accessibleName()}")
    assert not missed, "\n".join(sorted(set(missed)))


def test_a_key_is_one_action_within_its_scope_and_on_the_sheet(
    application: Application, context: PageContext
) -> None:
    taken: dict[tuple[str, str], str] = {}
    everywhere = set()
    for action in context.actions:
        for key in action.all_keys():
            assert (action.scope, key) not in taken, (action.id, taken)
            taken[action.scope, key] = action.id
            if not action.scope:
                everywhere.add(key)
    assert not [(scope, key) for scope, key in taken if scope and key in everywhere]
    lines = {(group.title, title, keys) for group in groups(context.actions) for title, keys in group.lines}
    missing = [
        action.id
        for action in context.actions
        if action.shortcut
        and not any(title == action.label and keys == action.all_keys() for _group, title, keys in lines)
    ]
    assert missing == []


def test_the_sheet_begins_with_the_place_in_front_and_is_narrowed_by_words(
    application: Application, context: PageContext
) -> None:
    context.go("promises")
    settle(application)
    context.actions.run("shortcuts")
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, ShortcutsSheet)
    headings = [label.text() for label in sheet.area.widget().findChildren(QLabel)]
    assert headings[:2] == ["With a promise", "The promise is kept"]
    sheet.search.setText("png")
    assert [label.text() for label in sheet.area.widget().findChildren(QLabel)] == [
        "With a chart",
        "Save as PNG",
    ]
    sheet.close()


def test_single_letters_do_nothing_while_one_types(application: Application, context: PageContext) -> None:
    context.go("promises")
    settle(application)
    page = application.window.current_page()
    assert page is not None
    page.search.setFocus()
    QTest.keyClicks(page.search, "bdk")
    assert page.search.value() == "bdk" and page.board.list.host is None
    page.search.clear()
    page.board.list.setFocus()
    on_a_row(page.board.list.rows_at)
    QTest.keyClick(page.board.list, Qt.Key.Key_B)
    reason = page.board.list.host.form.form.fields["reason"].control
    before = page.board.list.host
    QTest.keyClicks(reason, "bdk")
    assert reason.value() == "bdk" and page.board.list.host is before


def test_the_letters_of_a_russian_keyboard_are_the_same_keys(
    application: Application, context: PageContext
) -> None:
    """Where D is on a Latin keyboard, В is on a Russian one."""
    context.go("promises")
    settle(application)
    page = application.window.current_page()
    assert page is not None
    on_a_row(page.board.list.rows_at)
    typed = QKeyEvent(QEvent.Type.KeyPress, ord("В"), Qt.KeyboardModifier.NoModifier, "в")
    QApplication.sendEvent(page.board.list, typed)
    assert page.board.list.host.form.form.values()["outcome"] == "later"


def test_a_row_whose_action_fails_stays_and_says_why_at_its_place(
    application: Application, context: PageContext
) -> None:
    context.go("promises")
    settle(application)
    page = application.window.current_page()
    assert page is not None and application.opened is not None
    rows = page.board.list.rows_at
    on_a_row(rows)
    row = rows.row()
    with application.opened.book.transaction() as session:
        session.get_one(models.Promise, row.id).deleted_at = utc_now()
    QTest.keyClick(page.board.list, Qt.Key.Key_Return)
    settle(application)
    note = page.board.list.findChild(RowNote)
    assert note is not None and note.isVisible()
    assert note.label.text().startswith("This promise is no longer in the book.")
    assert page.board.list.current_row() == row
    below = page.board.list.visualRect(page.board.list.currentIndex())
    assert abs(note.geometry().top() - below.bottom()) < 8 or note.geometry().bottom() < below.top()
    QTest.keyClick(page.board.list, Qt.Key.Key_Escape)
    assert not note.isVisible()


FORMS = (
    "client.new", "decision.new", "client.promise", "retention.threat", "retention.offer", "agreement.new",
    "task.new", "task.meeting", "complaint.new", "log.anywhere",
)  # fmt: skip
CLIENT_FORMS = (
    "client.edit",
    "client.hand_over",
    "client.purchase",
    "client.cost",
    "client.contact",
    "client.lose",
)


def controls(root: QWidget) -> set[QWidget]:
    """What the focus has to come to."""
    wanted = set()
    for widget in shown(root):
        inside = widget.parentWidget()
        part = isinstance(inside, QAbstractItemView) or widget.objectName().startswith("qt_")
        if widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not part:
            wanted.add(widget.focusProxy() or widget)
    return {each for each in wanted if each.isVisible() and not isinstance(each, QDialog)}


def tabbed_through(root: QWidget, most: int = 120) -> set[QWidget]:
    """Where Tab comes to, from wherever the focus is until it comes round."""
    reached: set[QWidget] = set()
    for _step in range(most):
        focused = root.window().focusWidget()
        if focused is None or (focused in reached and len(reached) > 2):
            break
        reached.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return reached


@pytest.mark.parametrize("form", [*FORMS, *CLIENT_FORMS])
def test_tab_goes_to_every_control_of_a_form(
    application: Application, context: PageContext, form: str
) -> None:
    if form in CLIENT_FORMS:
        context.go(Place("clients", client(application, CLIENT)))
        settle(application)
    context.actions.run(form)
    settle(application)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None, form
    missed = controls(dialog) - tabbed_through(dialog)
    said = sorted(f"{type(each).__name__} {each.accessibleName()}" for each in missed)
    # Of a row of choices Tab comes to the chosen one, and the arrows go on from there.
    assert [each for each in said if not _one_of_several(each, missed)] == []
    dialog.close()


def _one_of_several(_said: str, missed: set[QWidget]) -> bool:
    return all(
        isinstance(each, QAbstractButton) and each.group() is not None and each.group().exclusive()
        for each in missed
    )


def test_the_composer_is_walked_by_tab_for_every_kind(application: Application, context: PageContext) -> None:
    context.go(Place("clients", client(application, CLIENT), tab="log"))
    settle(application)
    page = application.window.current_page()
    assert page is not None
    composer = page.record.tab("timeline").composer
    for kind, chip in composer.chips.chips.items():
        chip.click()
        composer.focus()
        reached = set()
        for _step in range(40):
            focused = application.window.focusWidget()
            if focused is None or not composer.isAncestorOf(focused):
                break
            reached.add(focused)
            QTest.keyClick(focused, Qt.Key.Key_Tab)
        for _step in range(40):
            focused = application.window.focusWidget()
            if focused is composer.text:
                reached.add(focused)
            QTest.keyClick(focused, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
            focused = application.window.focusWidget()
            if focused is not None and composer.isAncestorOf(focused):
                reached.add(focused)
        missed = {each for each in controls(composer) - reached if not _one_of_several("", {each})}
        assert not missed, (kind, missed)


def test_a_set_of_row_actions_refuses_a_key_twice(context: PageContext) -> None:
    def twice(scope: str, key: str, other: str) -> RowActions:
        made = (RowAction("one", "One", print, key=key), RowAction("two", "Two", print, key=other))
        return RowActions(scope, "Rows", made)

    with pytest.raises(ValueError, match="belongs to"):
        context.actions.add_rows(twice("first", "D", "D"))
    with pytest.raises(ValueError, match="belongs to 'search'"):
        context.actions.add_rows(twice("second", "A", "Ctrl+F"))
    with pytest.raises(ValueError, match="from within a field"):
        context.actions.add_rows(
            RowActions("third", "Page", (RowAction("one", "One", print, key="D"),), whole=True)
        )
