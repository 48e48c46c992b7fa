"""The dialogs of opening a book: password, book in use, went back, cannot be used; and the recovery code."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import (
    BookDamaged,
    BookError,
    BookForked,
    BookInUse,
    BookTooNew,
    BookWentBack,
    NotABook,
    UserError,
)
from app.i18n import _
from app.ui.kit.fields.codes import countries, currencies
from app.ui.kit.fields.forms import CheckField, ChoiceField, Field, Form, LineField
from app.ui.kit.look import theme
from app.ui.kit.look.tokens import LIGHT
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Card
from app.ui.kit.widgets.dialogs import Dialog
from app.ui.kit.widgets.labels import Label

Retry = Callable[..., None]


def secret_field() -> LineField:
    """A line that shows dots for what is typed."""
    field = LineField(required=True, icon_name="lock", max_length=1000)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field


class PasswordDialog(Dialog):
    """Asks for a book's password. `given(password or code, remember)`; `refuse` says why it was not the one."""

    given = Signal(str, bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(_("“{name}” is locked").format(name=name), parent)
        say(self, _("Type its password. The recovery code opens it too."))
        self.password = secret_field()
        self.field = Field(_("Password"), self.password)
        self.remember = CheckField(_("Remember it on this computer"))
        self.body.addWidget(self.field)
        self.body.addWidget(self.remember)
        self.add_button(_("Cancel"), self.reject)
        self.button = self.add_button(_("Open the book"), self._give, kind="primary")
        self.password.setFocus()

    def refuse(self, error: UserError) -> None:
        """This was not the password: say so, keep what was typed selected."""
        self._wait(False)
        self.field.show_problem(str(error))
        grow(self)
        self.field.go()
        self.password.selectAll()

    def _give(self) -> None:
        if self.field.check():
            self._wait(True)
            # As it was typed: a password may begin or end with a space.
            self.given.emit(self.password.text(), self.remember.value())

    def _wait(self, on: bool) -> None:
        self.button.setEnabled(not on)
        self.password.setEnabled(not on)


def in_use(parent: QWidget, error: BookInUse, again: Retry) -> Dialog:
    """Somebody else has the book open: look at it only, or take it over from another machine."""
    made = _question(parent, _("The book is in use"), str(error))
    if not error.same_machine:
        _offer(made, _("Take the book over"), lambda: again(take_over=True), "danger")
    _offer(made, _("Open read-only"), lambda: again(read_only=True), "primary")
    made.open()
    return made


def went_back(parent: QWidget, error: BookWentBack, again: Retry) -> Dialog:
    """The file is older than what this computer saw, or both went on."""
    forked = isinstance(error, BookForked)
    title = _("Two copies of the book went on") if forked else _("This is an older copy of the book")
    made = _question(parent, title, str(error))
    label = _("Open this copy") if forked else _("Open the older book")
    _offer(made, label, lambda: again(accept_older=True), "danger")
    _offer(made, _("Open read-only"), lambda: again(read_only=True), "primary")
    made.open()
    return made


def unusable(
    parent: QWidget,
    error: BookError,
    *,
    restore: Callable[[], Any],
    read_only: Callable[[], Any] | None,
    bring: Callable[[], Any] | None = None,
) -> Dialog:
    """The file cannot be used as asked; a damaged one offers its backups, a list is offered to be imported."""
    made = _question(parent, _title(error), str(error), _("Close"))
    if isinstance(error, BookDamaged):
        _offer(made, _("Restore a backup…"), restore, "primary")
    elif bring is not None:
        _offer(made, _("Import it instead"), bring, "primary")
    elif read_only is not None and type(error) is BookError:
        _offer(made, _("Open read-only"), read_only, "primary")
    made.open()
    return made


def notice(parent: QWidget, error: UserError) -> Dialog:
    """Anything else that the user can mend."""
    made = _question(parent, error.message, error.next_step, _("Close"))
    made.open()
    return made


def new_password(first: Field, again: Field) -> bool:
    """Whether a new password is long enough and was typed twice alike; what is wrong is said at its field."""
    from app.services.passwords import too_short

    typed = first.control.text()
    first.show_problem(too_short(typed))
    again.show_problem(
        "" if first.error.text() or typed == again.control.text() else _("The two passwords differ.")
    )
    wrong = next((field for field in (first, again) if field.error.text()), None)
    if wrong is not None:
        wrong.go()
    return wrong is None


def say(dialog: Dialog, text: str) -> None:
    """A sentence under the heading of a dialog."""
    label = Label(text, role="text2", wrap=True)
    label.setMinimumWidth(theme.px(432))
    dialog.body.addWidget(label)


def grow(dialog: Dialog) -> None:
    """Take the height that fields and reasons need now; wrapped texts do not ask for it by themselves."""
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        needed = max(layout.totalHeightForWidth(dialog.width()), layout.totalMinimumSize().height())
        dialog.resize(dialog.width(), max(dialog.height(), needed))


def _question(parent: QWidget, title: str, text: str, leave: str = "") -> Dialog:
    made = Dialog(title, parent, width=520)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if text:
        say(made, text)
    made.add_button(leave or _("Cancel"), made.reject).setFocus()
    return made


def _offer(dialog: Dialog, text: str, deed: Callable[[], Any], kind: str) -> None:
    def run() -> None:
        dialog.accept()
        deed()

    dialog.add_button(text, run, kind=kind)


def _title(error: BookError) -> str:
    if isinstance(error, BookDamaged):
        return _("The book is damaged")
    if isinstance(error, BookTooNew):
        return _("The book needs a newer Condica")
    if isinstance(error, NotABook):
        return _("This is no book")
    return _("The book cannot be opened")


class RecoveryDialog(Dialog):
    """Shows the recovery code once, to be printed or copied."""

    def __init__(self, book_name: str, code: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Keep this recovery code on paper"), parent, width=560)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.code, self._book_name = code, book_name
        sentence = _("It opens “{name}” when the password is forgotten. Without both, nobody can open it.")
        say(self, sentence.format(name=book_name))
        card = Card(kind="flat")
        for each in _lines(code):
            line = Label(each.replace("-", "   "), "title", selectable=True)
            line.setAccessibleName(f"{_('Recovery code')}: {each}")
            card.body.addWidget(line)
        self.body.addWidget(card)
        self.said = Label("", "small", "success")
        self.body.addWidget(self.said)
        self.add_button(_("Copy"), self._copy, icon_name="copy")
        self.add_button(_("Print…"), self._print, icon_name="printer")
        self.add_button(_("I have kept it"), self.accept, kind="primary")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code)
        self._say(_("Copied. Paste it somewhere safe, not beside the book."))

    def _print(self) -> None:
        from app.ui.kit.widgets import printing

        printing.ask_printer(
            self,
            _("Condica: recovery code"),
            self.on_paper(),
            failed=lambda error: self._say(str(error), "danger"),
            printed=lambda _file: self._say(_("Printed.")),
        )

    def on_paper(self) -> str:
        """What is printed: whose code, the code, what it is for."""
        said = _("It opens the book when the password is forgotten. Keep it away from the computer.")
        name, lines = escape(self._book_name), "<br>".join(_lines(self.code))
        return (
            f'<p style="color: {LIGHT.text2};">{_("Condica: recovery code")}</p>'
            f'<p style="font-size: 18pt; font-weight: 600;">{name}</p><hr>'
            f'<p style="font-size: 14pt; line-height: 160%;">{lines}</p><p>{said}</p>'
        )

    def _say(self, words: str, role: str = "success") -> None:
        self.said.set_role(role)
        self.said.setText(words)


def _lines(code: str) -> list[str]:
    """The code in lines of five groups, as it is shown and printed."""
    groups = code.split("-")
    return ["-".join(groups[start : start + 5]) for start in range(0, len(groups), 5)]


class NewBookForm(Form):
    """Name, currency, country, place and, if wished, a password typed twice."""

    folder_wanted = Signal()
    sized = Signal()

    def __init__(self, folder: str, currency: str, country: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.add("name", _("Name of the book"), LineField(required=True, max_length=80))
        self.add_row(
            ("currency", _("Currency"), ChoiceField(currencies(currency), currency, required=True)),
            ("country", _("Country"), ChoiceField(countries(country), country, required=True)),
        )
        self.add("folder", _("Folder"), LineField(folder, required=True, icon_name="folder"))
        self.add_widget(Button(_("Choose the folder…"), self.folder_wanted.emit, kind="link"))
        self.protect = self.add("protect", "", CheckField(_("Protect it with a password")))
        self.add_row(
            ("password", _("Password"), secret_field()), ("again", _("The same again"), secret_field())
        )
        self.protect.value_changed.connect(self._show_password)
        self._show_password()

    def _show_password(self) -> None:
        for name in ("password", "again"):
            self.fields[name].setVisible(self.protect.value())
        self.sized.emit()

    def password(self) -> str | None:
        """The password as typed; None where none is wanted."""
        return self.fields["password"].control.text() if self.protect.value() else None

    def valid(self) -> bool:
        """Every field can be used, and both passwords are the same."""
        if not super().valid():
            return False
        return not self.protect.value() or new_password(self.fields["password"], self.fields["again"])
