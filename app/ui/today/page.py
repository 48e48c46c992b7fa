"""The start page: what asks for attention, in groups; the form of a row opens beneath it; the rail beside."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.errors import UserError
from app.i18n import _, format_day, ngettext, pgettext
from app.services.records import tasks
from app.ui.forms.decisions import CardForm
from app.ui.kit import discreet
from app.ui.kit.day_keeper import keeper_of
from app.ui.kit.fields.forms import Segmented
from app.ui.kit.locked import lock
from app.ui.kit.look import theme
from app.ui.kit.page import Visited, scrolled
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.rows import Rows
from app.ui.kit.undoing import undo_gesture
from app.ui.kit.widgets.buttons import Button, IconButton
from app.ui.kit.widgets.cards import Banner, EmptyState
from app.ui.kit.widgets.labels import ElidedLabel, Label
from app.ui.today import snooze
from app.ui.today.actions import next_week, register, tomorrow
from app.ui.today.list import TodayList
from app.ui.today.openers import WITHOUT_FORM, open_for
from app.ui.today.rail import WIDTH, TodayRail
from app.ui.today.states import TodayState, day_line, missed_line, state_of
from app.views.today.board import TodayView
from app.views.today.figures import Meeting
from app.views.today.page import TodayRow

_SLOW_MS = 400
_LIST_AT_LEAST = 480
# Qt's own QWIDGETSIZE_MAX.
_UNBOUND = 16_777_215


class TodayPage(Visited):
    """Opens at once; its rows come from the keeper, which reads them behind it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.setAccessibleName(_("Today"))
        self.keeper = keeper_of(context)
        register(context)
        self._only_missed = self._waiting = False
        self.title = Label(_("Today"), "page")
        self.note = ElidedLabel("", "body", "text2")
        self.scope = Segmented([("mine", pgettext("clients", "Mine")), ("everyone", _("Everyone"))], "mine")
        self.scope.setAccessibleName(_("Whose list"))
        self.log = context.actions.button("log.anywhere", kind="primary")
        self.log.setText(_("Log"))
        self.task = context.actions.button("task.new")
        self.task.setText(_("Task"))
        for button in (self.log, self.task):
            lock(button, context.read_only)
        self.banner = Banner("", "info", action="…", on_action=self._toggle_missed)
        self.list = TodayList()
        self.empty = EmptyState("sun", "", action="…", on_action=self._fill_empty)
        self.put_off_line = Button("", self._bring_back, kind="link", icon_name="alarm-clock")
        self.rail = TodayRail()
        self.figures = IconButton(
            "chart-column", _("Figures"), self._fold, side=32, framed=True, checkable=True
        )
        self._state: TodayState | None = None
        self._lay_out()
        self._connect()
        self._show_day()
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(self._show_waiting)
        self._slow.start()
        if self.keeper.view is not None:
            self._take(self.keeper.view)
        else:
            self.keeper.refresh_soon()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.note)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addLayout(words, 1)
        for widget in (self.figures, self.scope, self.task, self.log):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        self.left = QWidget()
        left = QVBoxLayout(self.left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(self.banner)
        left.addWidget(self.stack, 1)
        left.addWidget(self.put_off_line, 0, Qt.AlignmentFlag.AlignLeft)
        self.side: QScrollArea = scrolled(self.rail, _("Figures"))
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self.left, 1)
        both.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(both, 1)
        self.banner.hide()
        self.put_off_line.hide()
        self._fold()

    def _connect(self) -> None:
        self.keeper.changed.connect(self._take)
        self.keeper.failed.connect(self._fail)
        self.scope.value_changed.connect(lambda: self.keeper.set_mine(self.scope.value() == "mine"))
        self.rows = Rows(self.context, "today", self.list, self)
        self.list.acted.connect(lambda _row: self.rows.run("act"))
        self.list.used.connect(lambda tool, _row: self.rows.run(tool))
        self.list.opened.connect(lambda _row: self.rows.run("open"))
        self.list.form_left.connect(self.list.close_form)
        self.list.delegate.read_only = self.context.read_only
        self.rail.meeting_wanted.connect(self._open_meeting)
        self.rail.undo_wanted.connect(lambda mark: undo_gesture(self.context, mark, self))
        discreet.state.changed.connect(self._show)
        theme.signals.theme_changed.connect(self._fold)

    def arrive(self, place: Place) -> None:
        """The list takes the keys at once."""
        self._show_day()
        self.keeper.refresh_soon()
        self.list.setFocus()

    def reload(self, kinds: set[str]) -> None:
        """The keeper follows every gesture by itself."""

    def new_day(self) -> None:
        """The keeper reads the rows of the new day; the head names it at once."""
        self._show_day()

    def words_of(self, row: TodayRow) -> str:
        """What the main button of a row does: read-only, it opens the client."""
        if self.context.read_only and not row.members:
            return _("Open {what}").format(what=row.client)
        return row.words

    def act(self) -> None:
        """Open the form of the current row; read-only it opens the client."""
        row = self.list.current_row()
        elsewhere = WITHOUT_FORM.get(row.deed)
        if self.context.read_only and not row.members:
            self.open_client()
        elif elsewhere is not None:
            elsewhere(self.rows, row)
        elif self.list.form_key() == row.key and self.list.host is not None:
            self._focus_form(self.list.host.form)
        else:
            open_for(self.context, row, lambda form: self._open_form(row, form), self.rows.failed, self)

    def open_client(self) -> None:
        """Go to the client of the current row, at the record behind it."""
        row = self.list.current_row()
        if row.item.client_id is not None:
            at = row.record if row.record and row.record[0] not in ("tasks", "judgements") else None
            self.context.go(Place("clients", row.item.client_id, record=at))

    def put_off(self, until: str) -> None:
        """Put the current row off: until "tomorrow", "next_week" or "a_day" one is asked for."""
        row, today = self.list.current_row(), self.context.today()
        if until == "a_day":
            snooze.ask_day(self.context, row)
            return
        day = tomorrow(today) if until == "tomorrow" else next_week(today)
        told = _("Put off until {day}").format(day=format_day(day, "EEE d MMM"))
        self.rows.write(
            told, lambda session: tasks.put_all_off(session, items=row.keys, until=day, today=today)
        )

    def _open_form(self, row: TodayRow, form: Any) -> None:
        form.closed.connect(self.list.close_form)
        self.list.open_form(row.key, form)
        self._focus_form(form)

    def _focus_form(self, form: Any) -> None:
        if isinstance(form, CardForm):
            fields = list(form.form.fields.values())
            empty = (f.control for f in fields if f.control.value() in (None, "") and not f.isHidden())
            first = next(empty, fields[0].control if fields else None)
            if first is not None:
                first.setFocus(Qt.FocusReason.TabFocusReason)

    def _take(self, _view: TodayView) -> None:
        self._slow.stop()
        was_waited_for, self._waiting = self._waiting, False
        self._show()
        here = QApplication.focusWidget()
        if was_waited_for and (here is None or self.isAncestorOf(here)):
            self.list.setFocus()

    def _fail(self, error: UserError) -> None:
        self._slow.stop()
        self._show_state(TodayState("triangle-alert", _("Today could not be read"), str(error), "again"))

    def _show_waiting(self) -> None:
        self._waiting = True
        text = _("Ten clients or two thousand: it takes a moment the first time.")
        self._show_state(TodayState("hourglass", _("Looking through the book…"), text))

    def _show(self, *_now: object) -> None:
        view, person = self.keeper.view, self.keeper.person()
        if view is None:
            return
        missed = self.keeper.missed()
        self._only_missed = self._only_missed and bool(missed)
        rows = missed if self._only_missed else view.shown(person)
        hidden = discreet.state.on
        self.scope.blockSignals(True)
        self.scope.set_value("mine" if person is not None else "everyone")
        self.scope.blockSignals(False)
        self.scope.setVisible(bool(self.context.author) and not hidden)
        self.list.set_rows(() if hidden else rows)
        self.rail.show_view(view, read_only=self.context.read_only)
        self._fold()
        self._show_day()
        self._show_missed(missed)
        resting = len(view.resting(person))
        self.put_off_line.setVisible(bool(resting) and not hidden)
        self.put_off_line.setText(
            ngettext("{n} put off · bring it back", "{n} put off · bring them back", resting).format(
                n=resting
            )
        )
        lock(self.put_off_line, self.context.read_only)
        self._show_state(state_of(view, person, rows, hidden=hidden))

    def _show_state(self, state: TodayState | None) -> None:
        self._state = state
        waiting = self.list.host is not None
        self.stack.setCurrentIndex(0 if state is None or waiting else 1)
        if state is not None:
            self.empty.set_texts(state.icon, state.title, state.text, state.words)

    def _show_day(self) -> None:
        read = self.keeper.view is not None and not discreet.state.on
        rows = self.keeper.rows() if read else None
        self.note.setText(day_line(self.context.today(), rows, ours=self.keeper.person() is None))

    def _show_missed(self, missed: tuple[TodayRow, ...]) -> None:
        self.banner.setVisible(bool(missed) and not discreet.state.on)
        if missed and self.keeper.since is not None:
            self.banner.set_text(missed_line(self.keeper.since, len(missed)))
            self.banner.button.setText(_("Show all") if self._only_missed else _("Show only these"))

    def _toggle_missed(self) -> None:
        self._only_missed = not self._only_missed
        self._show()
        self.list.setFocus()

    def _fill_empty(self) -> None:
        """The one button of an empty list."""
        action = self._state.action if self._state else ""
        if action == "again":
            self.keeper.refresh()
        elif action == "everyone":
            self.keeper.set_mine(False)
        elif action == "discreet":
            discreet.state.set(False)
        elif action:
            self.context.actions.run(action)

    def _bring_back(self) -> None:
        view = self.keeper.view
        if view is not None:
            keys = [row.key for row in view.resting(self.keeper.person())]
            snooze.bring_back(self.context, keys, self)

    def _open_meeting(self, meeting: Meeting) -> None:
        self.context.go(Place("clients", meeting.client_id))

    def _fold(self) -> None:
        """Where list and figures have no room side by side, a button in the head changes between them."""
        side = theme.px(WIDTH)
        room = self.width() - 64 - side >= theme.px(_LIST_AT_LEAST)
        swapped = not room and self.figures.isChecked()
        self.figures.setVisible(not room and not discreet.state.on)
        self.side.setVisible((room or swapped) and not discreet.state.on)
        self.left.setVisible(room or not swapped or discreet.state.on)
        self.side.setMinimumWidth(side)
        self.side.setMaximumWidth(side if room else _UNBOUND)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()
