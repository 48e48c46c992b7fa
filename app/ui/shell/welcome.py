"""The first start: who is at the keyboard, and with which book to begin (UX.md, Behaviour 9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app import __version__
from app.i18n import LANGUAGES, _, language
from app.ui.kit.fields.forms import ErrorLine, LineField, Segmented
from app.ui.kit.look import theme
from app.ui.kit.look.scaled import fix_width, limit_width
from app.ui.kit.page import scrolled
from app.ui.kit.page_context import Place
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.labels import IconLabel, Label, Line
from app.ui.shell.welcome_art import Drawing

if TYPE_CHECKING:
    from app.ui.shell.program import Program

# In px of the normal text size: a card, and the least height of a window with drawings in them.
_CARD = (344, 328)
_DRAWINGS_FROM = 560


class Welcome(QWidget):
    """A name, three cards, and the quieter ways in."""

    def __init__(self, application: Program) -> None:
        super().__init__()
        self._application = application
        self.name = LineField(application.preferences.person, icon_name="user", max_length=80)
        self.error = ErrorLine().goes_with(self.name)
        self.languages = Segmented(LANGUAGES.items(), language())
        self.cards = self._cards()
        self.links = self._links()
        self._lay_out()
        self.languages.value_changed.connect(self._speak)
        self.name.left.connect(self._keep_name)
        self.name.returnPressed.connect(self._look)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.name.setFocus()

    def wait(self, on: bool) -> None:
        """A book is on its way: nothing else can be started meanwhile."""
        for button in (*self.cards, *self.links):
            button.setEnabled(not on)

    def _cards(self) -> list[Button]:
        return [
            Button(_("Open the sample book"), self._look, kind="primary"),
            Button(_("New book…"), self._new),
            Button(_("Import from Excel…"), self._bring),
        ]

    def _links(self) -> list[Button]:
        application = self._application
        return [
            Button(_("Open another book…"), self._named(application.ask_open), kind="link", small=False),
            Button(_("Restore a backup…"), self._named(application.ask_restore), kind="link", small=False),
        ]

    def _lay_out(self) -> None:
        inside = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))
        column = QVBoxLayout(inside)
        column.setContentsMargins(40, 26, 40, 26)
        column.setSpacing(0)
        column.addLayout(self._top())
        column.addStretch(3)
        column.addWidget(
            Label(_("Welcome. Whose register shall we open?"), "big"), 0, Qt.AlignmentFlag.AlignHCenter
        )
        column.addSpacing(10)
        promise = Label(
            _("Everything stays on this computer, in one file that belongs to you."), "body", "text2"
        )
        column.addWidget(promise, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(20)
        column.addLayout(self._who())
        column.addSpacing(26)
        column.addLayout(self._three())
        column.addSpacing(24)
        column.addLayout(self._ways())
        column.addStretch(4)
        column.addLayout(self._bottom())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The drawings give way where the window is low for its text."""
        super().resizeEvent(event)
        roomy = self.height() >= theme.px(_DRAWINGS_FROM)
        for card in self.findChildren(_Card):
            card.drawing.setVisible(roomy)
            card.setMinimumHeight(theme.px(_CARD[1]) if roomy else 0)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Label("Condica", "title", "accent"))
        row.addStretch(1)
        row.addWidget(IconLabel("languages"))
        self.languages.setAccessibleName(_("Language"))
        row.addWidget(self.languages)
        return row

    def _who(self) -> QHBoxLayout:
        label = Label(_("Your name"), "body", weight="medium")
        label.setBuddy(self.name)
        self.name.setAccessibleName(_("Your name"))
        fix_width(self.name, 338)
        hint = Label(_("signs what you write; can be changed later"), "small", "text2")
        hint.setContentsMargins(4, 0, 0, 0)
        fields = QVBoxLayout()
        fields.setSpacing(8)
        fields.addWidget(self.name)
        fields.addWidget(hint)
        fields.addWidget(self.error)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addStretch(1)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(0, 7, 0, 0)
        row.addLayout(fields)
        row.addStretch(1)
        return row

    def _three(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addStretch(1)
        for card in (
            _card(
                Drawing("look", chosen=True),
                "book-open",
                _("Look around first"),
                _(
                    "A sample book with 24 invented clients, four years of calls, complaints, promises and "
                    "offers. It is marked as a sample everywhere."
                ),
                self.cards[0],
                chosen=True,
            ),
            _card(
                Drawing("new"),
                "file-plus",
                _("Start a new book"),
                _(
                    "Only a name, a currency and a country. The first client takes a minute, and every page "
                    "says what belongs there."
                ),
                self.cards[1],
            ),
            _card(
                Drawing("bring"),
                "file-spreadsheet",
                _("Bring what you have"),
                _(
                    "An Excel list of clients, contacts or notes. You see every row before it is taken in, "
                    "and one Undo takes it back."
                ),
                self.cards[2],
            ),
        ):
            row.addWidget(card, 100)
        row.addStretch(1)
        return row

    def _ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addStretch(1)
        for at, link in enumerate(self.links):
            if at:
                line = Line(vertical=True)
                line.setFixedHeight(16)
                row.addWidget(line)
            row.addWidget(link)
        row.addStretch(1)
        return row

    def _bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        version = _("Condica {version}").format(version=__version__)
        number = Label(version, "small", "text2")
        # As wide as the number at the right, so that the middle stands in the middle.
        row.addSpacing(number.sizeHint().width())
        row.addStretch(1)
        row.addWidget(IconLabel("shield-check", size=14))
        row.addWidget(Label(_("No account, no cloud. Works without a network."), "small", "text2"))
        row.addStretch(1)
        row.addWidget(number)
        return row

    def _keep_name(self) -> None:
        self._application.preferences.change(person=self.name.value())

    def _speak(self) -> None:
        self._keep_name()
        self._application.speak(self.languages.value())

    def _named(self, deed: Callable[[], object]) -> Callable[[], None]:
        """Do something once we know who is there."""

        def run() -> None:
            self._keep_name()
            if self.name.value():
                deed()
            else:
                self.error.tell(_("Who is at the keyboard? Your name signs what you write."), focus=False)
                self.name.setFocus()

        return run

    def _look(self) -> None:
        self._named(self._application.open_sample)()

    def _new(self) -> None:
        self._named(self._application.ask_new)()

    def _bring(self) -> None:
        self._named(lambda: self._application.ask_new(then=Place("import")))()


class _Card(QFrame):
    """One way to begin; the chosen one has the accent's border."""

    def __init__(self, drawing: Drawing, chosen: bool) -> None:
        super().__init__()
        self.drawing, self._chosen = drawing, chosen
        limit_width(self, most=_CARD[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("accent" if self._chosen else "border"))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


def _card(
    drawing: Drawing, icon_name: str, title: str, text: str, button: Button, *, chosen: bool = False
) -> _Card:
    card = _Card(drawing, chosen)
    head = QHBoxLayout()
    head.setSpacing(10)
    head.addWidget(IconLabel(icon_name, "accent", 18))
    head.addWidget(Label(title, "title", wrap=True), 1)
    inner = QVBoxLayout()
    inner.setContentsMargins(19, 16, 19, 19)
    inner.setSpacing(0)
    inner.addLayout(head)
    inner.addSpacing(10)
    inner.addWidget(Label(text, "body", "text2", wrap=True))
    inner.addStretch(1)
    inner.addWidget(button)
    column = QVBoxLayout(card)
    column.setContentsMargins(1, 1, 1, 0)
    column.setSpacing(0)
    column.addWidget(drawing)
    column.addLayout(inner, 1)
    return card
