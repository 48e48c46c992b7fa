"""How Condica looks on this computer: colours, text size, language. Switched live."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from app.i18n import LANGUAGES, _, format_percent, language
from app.ui.kit.fields.forms import ChoiceField, Segmented
from app.ui.kit.look import theme
from app.ui.kit.page_context import PageContext
from app.ui.kit.widgets.cards import Card
from app.ui.kit.widgets.labels import Line
from app.ui.settings.section import Section, setting_row


class AppearanceSection(Section):
    """Colours, text size and language of the window."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, _("Appearance"))
        modes = (
            ("system", _("As the system")),
            ("light", _("Light")),
            ("dark", _("Dark")),
            ("contrast", _("Contrast")),
        )
        self.mode = Segmented(modes, theme.mode())
        self.mode.setAccessibleName(_("Colours"))
        self.scale = ChoiceField([(each, format_percent(each)) for each in theme.SCALES], theme.text_scale())
        self.scale.setAccessibleName(_("Text size"))
        self.language = ChoiceField(LANGUAGES.items(), language())
        self.language.setAccessibleName(_("Language"))
        card = Card(_("On this computer"))
        rows = (
            (_("Colours"), _("Contrast has black text and strong borders."), self.mode, 400),
            (_("Text size"), _("Ctrl+plus and Ctrl+minus change it anywhere."), self.scale, 160),
            (_("Language"), _("Of the window; a report may be in another."), self.language, 160),
        )
        for at, (title, explanation, field, width) in enumerate(rows):
            if at:
                card.body.addWidget(Line())
            fixed = field is not self.mode
            card.body.addWidget(setting_row(title, explanation, field, width=width, fixed=fixed))
        self.column.addWidget(card)
        self.mode.value_changed.connect(self._set_mode)
        self.scale.activated.connect(lambda _at: self._set_scale())
        self.language.activated.connect(lambda _at: self._speak())
        theme.signals.theme_changed.connect(self._follow)

    def _set_mode(self) -> None:
        theme.set_mode(self.mode.value())
        self.context.preferences.change(theme=self.mode.value())

    def _set_scale(self) -> None:
        theme.set_text_scale(self.scale.value())
        self.context.preferences.change(text_scale=theme.text_scale())

    def _speak(self) -> None:
        code = self.language.value()
        # Not from within the list's own signal: the whole window is made anew.
        QTimer.singleShot(0, lambda: self.context.language_wanted.emit(code))

    def _follow(self) -> None:
        if self.mode.value() != theme.mode():
            self.mode.set_value(theme.mode())
        self.scale.set_value(theme.text_scale())
