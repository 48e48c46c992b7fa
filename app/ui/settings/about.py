"""About Condica: version, what it is made with and under which licences, and where its log lies."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPlainTextEdit

from app import __version__, paths
from app.i18n import N_, _, pgettext
from app.ui.kit.look import theme
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.buttons import Button
from app.ui.kit.widgets.cards import Card
from app.ui.kit.widgets.dialogs import Dialog
from app.ui.kit.widgets.labels import Label, Line
from app.ui.settings.section import Section, setting_row

MADE_WITH = (
    ("Qt, PySide6", "LGPL-3.0", N_("the window")),
    ("SQLAlchemy", "MIT", N_("reading and writing records")),
    ("Alembic", "MIT", N_("bringing older books up to date")),
    ("SQLCipher, sqlcipher3", "BSD-3-Clause, zlib", N_("the book's file and its encryption")),
    ("argon2-cffi", "MIT", N_("from password to key")),
    ("openpyxl, lxml", "MIT, BSD-3-Clause", N_("Excel workbooks")),
    ("python-calamine", "MIT", N_("reading lists of other programs")),
    ("matplotlib", "PSF", N_("charts")),
    ("Babel, holidays", "BSD-3-Clause, MIT", N_("languages, working days")),
    ("keyring, platformdirs, RapidFuzz", "MIT", N_("keyring, folders, likeness of names")),
)


class AboutSection(Section):
    """The version, the licences, the log."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, pgettext("the program", "About"))
        card = Card()
        card.body.addWidget(Label(_("Condica {version}").format(version=__version__), "title"))
        card.body.addWidget(
            Label(_("The account manager's register of a client relationship."), "body", "text2", wrap=True)
        )
        card.body.addWidget(Line())
        folder = Button(_("Show the folder"), _show_logs, icon_name="folder-open")
        said = _("One log file; it holds nothing of your clients.")
        card.body.addWidget(
            setting_row(pgettext("a file", "Log"), f"{said}\n{paths.logs()}", folder, fixed=False)
        )
        self.column.addWidget(card)
        self.column.addWidget(self._licences())

    def _licences(self) -> Card:
        card = Card(_("Made with"), spacing=6)
        for name, licence, purpose in MADE_WITH:
            card.body.addWidget(setting_row(name, _(purpose), Label(licence, "small", "text2"), width=200))
        for name, folder, purpose in (
            ("Lucide", "icons", _("icons, ISC licence")),
            ("Inter", "fonts", _("letters, SIL Open Font License 1.1")),
        ):
            button = Button(_("Read the licence"), partial(self._read, name, folder), kind="link")
            card.body.addWidget(setting_row(name, purpose, button, fixed=False))
        return card

    def _read(self, name: str, folder: str) -> None:
        text = (paths.resources() / folder / "LICENSE").read_text(encoding="utf-8")
        dialog = Dialog(_("Licence of {name}").format(name=name), self.window(), width=640)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = QPlainTextEdit(text)
        page.setReadOnly(True)
        page.setTabChangesFocus(True)
        page.setAccessibleName(_("Licence of {name}").format(name=name))
        page.setMinimumHeight(theme.px(360))
        dialog.body.addWidget(page)
        dialog.add_button(_("Close"), dialog.accept, kind="primary")
        dialog.open()


def _show_logs() -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.logs())))
