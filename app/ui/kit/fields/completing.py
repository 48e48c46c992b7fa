"""A line that completes what is typed: categories used before, or one of many names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from app.domain.folding import fold
from app.i18n import _
from app.ui.kit.fields.fields import LineField
from app.ui.kit.widgets.buttons import presses


class CompletingField(LineField):
    """A line of free text that offers the texts used before; any part of one finds it."""

    def __init__(
        self,
        texts: Iterable[str] = (),
        value: str = "",
        *,
        placeholder: str = "",
        required: bool = False,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(value, placeholder=placeholder, required=required, small=small, parent=parent)
        self._model = QStringListModel(list(texts), self)
        completer = QCompleter(self._model, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(8)
        suggestions = completer.popup()
        if suggestions is not None:
            suggestions.setAccessibleName(_("Suggestions"))
        self.setCompleter(completer)

    def set_texts(self, texts: Iterable[str]) -> None:
        """Offer other texts."""
        self._model.setStringList(list(texts))


class NameField(CompletingField):
    """One of many names, found by typing; the value is what the name stands for, None where it is none."""

    def __init__(
        self, options: Iterable[tuple[Any, str]], value: Any = None, *, required: bool = False
    ) -> None:
        self._texts = dict(options)
        self._options = {fold(text).strip(): each for each, text in self._texts.items()}
        super().__init__(self._texts.values(), required=required, placeholder=_("Type a name"))
        self.set_value(value)

    def value(self) -> Any:
        """What the typed name stands for, compared without case and accents."""
        return self._options.get(fold(self.text().strip()))

    def set_value(self, value: Any) -> None:
        """Show the name of `value`, or a text as it was typed."""
        super().set_value(value if isinstance(value, str) else self._texts.get(value, ""))

    def problem(self) -> str:
        if not self.text().strip():
            return _("Needed.") if self.required else ""
        return "" if self.value() is not None else _("Nobody of this name is in the book.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the only name that holds what was typed, and goes on to what comes next."""
        if presses(event) and self._take_only_match():
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving takes it, too."""
        self._take_only_match()
        super().focusOutEvent(event)

    def _take_only_match(self) -> bool:
        """Whether part of a name was typed that only one of those offered holds; it stands there whole now."""
        typed = fold(self.text().strip())
        if not typed or typed in self._options:
            return False
        found = [text for text in self._model.stringList() if typed in fold(text)]
        if len(found) != 1:
            return False
        completer = self.completer()
        if completer is not None and (popup := completer.popup()) is not None:
            popup.hide()
        self.setText(found[0])
        return True
