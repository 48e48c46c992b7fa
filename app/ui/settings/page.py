"""The Settings page: book, people, appearance, rules, backups, password, about (UX.md, Places)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget

from app.i18n import N_, NC_, _
from app.ui.kit.page import Page
from app.ui.kit.page_context import PageContext, Place
from app.ui.kit.view_state import ViewState
from app.ui.kit.widgets.tabs import TabStrip

if TYPE_CHECKING:
    from app.views.settings import SettingsView

TABS = (
    ("book", N_("Book"), "app.ui.settings.book:BookSection"),
    ("people", N_("People"), "app.ui.settings.people:PeopleSection"),
    ("appearance", N_("Appearance"), "app.ui.settings.appearance:AppearanceSection"),
    ("rules", N_("Limits and windows"), "app.ui.settings.rules:RulesSection"),
    ("backup", N_("Backup"), "app.ui.settings.backup:BackupSection"),
    ("password", N_("Password"), "app.ui.settings.password:PasswordSection"),
    ("about", NC_("the program", "About"), "app.ui.settings.about:AboutSection"),
)
_TABLES = {"settings", "people", "clients"}


class SettingsPage(Page):
    """Tabs over sections, each made at its first visit."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, _("Settings"), _("Saved as you change them"))
        self._left = ViewState(context, "settings")
        first = self._left.one_of("tab", [key for key, *_rest in TABS], "book")
        self.tabs = TabStrip([(key, _(title)) for key, title, _class in TABS], first)
        self.tabs.chosen.connect(lambda key: self.context.go(Place("settings", tab=key)))
        self.stack = QStackedWidget()
        self.sections: dict[str, Any] = {}
        self.view: SettingsView | None = None
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.stack, 1)

    def arrive(self, place: Place) -> None:
        """Show the tab of the place."""
        key = place.tab if place.tab in {tab for tab, *_rest in TABS} else self.tabs.value()
        self.tabs.choose(key)
        self._left.keep(tab=key)
        section = self.sections.get(key) or self._make(key)
        self.stack.setCurrentWidget(section)
        section.visited()
        if self.view is None:
            self.reload(_TABLES)

    def reload(self, kinds: set[str]) -> None:
        """Ask the book again where it matters here."""
        from app.views.settings import settings_view

        if kinds & _TABLES:
            self.context.operations.read(settings_view, self._show, owner=self, key="settings")

    def _make(self, key: str) -> Any:
        module, _colon, name = next(where for tab, _title, where in TABS if tab == key).partition(":")
        section = getattr(import_module(module), name)(self.context)
        self.sections[key] = section
        self.stack.addWidget(section)
        if self.view is not None:
            section.show_view(self.view)
        return section

    def _show(self, view: SettingsView) -> None:
        self.view = view
        for section in self.sections.values():
            section.show_view(view)
