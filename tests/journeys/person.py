"""Somebody at the screen: reads names, moves the mouse, types. Knows nothing of the program's code."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterator

from tests.conftest import PROJECT
from tests.journeys.desktop import Desktop, until
from tests.journeys.program import Program
from tests.journeys.reader import Gone, Thing

BUTTON, TEXT, TAB, CHECK, CELL = "push button", "text", "page tab", "check box", "table cell"
_MOST_TURNS = 60
Name = str | re.Pattern[str]
Where = Callable[[Thing], bool]


def anywhere(_thing: Thing) -> bool:
    """Wherever it lies."""
    return True


def inside(area: Thing) -> Where:
    """Whatever lies inside this card, row or dialog."""
    return area.holds


class Person:
    """One user of the program. Names are given in English and read on the screen in `language`.

    Every gesture waits until what it needs is there. Where a name stands more than once on the screen, `where`
    says which is meant, such as `inside(card)`; else it is the first in the order of reading.
    """

    def __init__(self, desktop: Desktop, program: Program, language: str = "en") -> None:
        self.desktop, self.program, self.language = desktop, program, language
        self._words = gettext.translation(
            "condica", str(PROJECT / "resources" / "locale"), [language], fallback=True
        )

    def word(self, english: str) -> str:
        """The program's text in this user's language; one with a context is `"a person\\x04Name"`."""
        return self._words.gettext(english).rpartition("\x04")[2] if english else ""

    def _pattern(self, name: Name) -> re.Pattern[str]:
        return name if isinstance(name, re.Pattern) else _with_or_without_count(self.word(name))

    # --- seeing -------------------------------------------------------------------------------------------

    def all(self) -> Iterator[Thing]:
        """Everything that shows, in front first: menus and dialogs before the window behind them."""
        for window in reversed(self.program.windows()):
            yield from window.inside()
            if window.role == "dialog" and "active" in window.states:
                return

    def every(self, name: Name, role: str = "", where: Where = anywhere) -> Iterator[Thing]:
        """All that shows under this name, with or without a count ("Today, 22"), or a name the pattern matches."""
        wanted = self._pattern(name)
        for thing in self.all():
            if wanted.match(thing.name) and (not role or thing.role == role) and thing.lies and where(thing):
                yield thing

    def see(self, name: Name, role: str = "", where: Where = anywhere) -> Thing:
        """Wait until this shows."""
        return until(
            lambda: next(self.every(name, role, where), None),
            lambda: f"{role or 'something'} “{name}”; what shows:\n{self.screen()}",
        )

    def miss(self, name: Name, role: str = "") -> None:
        """Wait until this shows no more."""
        until(lambda: self.here(name, role) is None, lambda: f"no “{name}”; what shows:\n{self.screen()}")

    def here(self, name: Name, role: str = "") -> Thing | None:
        """What shows under this name now, if anything."""
        return next(self.every(name, role), None)

    def focused(self) -> Thing | None:
        """What has the keyboard."""
        return next(
            (thing for thing in self.all() if "focused" in thing.states and thing.role != "frame"), None
        )

    def keyboard(self) -> Thing | None:
        """What said last that it has the keyboard; also within a list or a menu, where nothing shows."""
        self.program.windows()
        return self.program.reader.keyboard()

    def keyboard_at(self, name: Name, role: Name = "") -> Thing:
        """Wait until this has the keyboard."""
        wanted = self._pattern(name)
        roles = role if isinstance(role, re.Pattern) else re.compile(re.escape(role) + r"\Z" if role else "")

        def there() -> Thing | None:
            thing = self.keyboard()
            fits = thing is not None and roles.match(thing.role) and wanted.match(thing.name)
            return thing if fits else None

        return until(there, lambda: f"the keyboard at “{name}”, not {self.keyboard()}")

    def focused_field(self) -> Thing | None:
        """The field that has the keyboard; lists beneath it may say so as well."""
        return next((thing for thing in self.all() if "focused" in thing.states and thing.role == TEXT), None)

    def screen(self) -> str:
        """All that shows, for a message."""
        return "\n".join(f"  {thing}" for thing in self.all() if thing.name or "focused" in thing.states)

    # --- doing --------------------------------------------------------------------------------------------

    def press(self, name: Name, role: str = "", where: Where = anywhere) -> Thing:
        """Wait for it, bring it into view and click it with the mouse."""
        thing = self._in_view(lambda: self.see(name, role, where))
        self.desktop.click(*thing.middle)
        return thing

    def press_on(self, thing: Thing, button: int = 1, times: int = 1) -> None:
        """Click something already found."""
        self.desktop.click(*self._in_view(thing.now).middle, button=button, times=times)

    def pick(self, name: Name) -> None:
        """Click an item of the menu that was just opened; the first arrow key makes it tell what it holds."""
        wanted = self._pattern(name)
        self.desktop.stand_still()
        self.desktop.keys("Down")
        menu = until(self._told_menu, lambda: f"a menu; what shows:\n{self.screen()}")
        items = [each for each in menu.parts() if wanted.match(each.name)]
        assert items, f"no “{name}” among {[each.name for each in menu.parts()]}"
        self.desktop.click(*items[0].middle)

    def _again(self, thing: Thing) -> Thing:
        """The thing read again; made anew meanwhile (another language), it is looked for by its name."""
        try:
            return thing.now()
        except Gone:
            return self.see(re.compile(re.escape(thing.name) + r"\Z"), thing.role)

    def _told_menu(self) -> Thing | None:
        self.program.windows()
        return self.program.reader.menu()

    def choose(self, name: Name, role: str = CHECK, where: Where = anywhere) -> Thing:
        """Click a place, a tab, a chip once; it is chosen then."""
        thing = self.press(name, role, where)
        until(
            lambda: "checked" in self._again(thing).states,
            lambda: f"“{thing.name}” to be chosen by one click; what shows:\n{self.screen()}",
        )
        return thing

    def keys(self, *chords: str) -> None:
        """Press keys, wherever the keyboard is."""
        self.desktop.keys(*chords)

    def type(self, text: str) -> None:
        """Type, wherever the keyboard is."""
        self.desktop.type(text)

    def fill(self, name: str, text: str, role: str = TEXT, where: Where = anywhere) -> None:
        """Click into the field, put this in the place of what stands there, and see it there."""
        field = self.press(name, role, where)
        until(lambda: "focused" in field.now().states, f"the keyboard in “{name}”")
        self.desktop.keys("ctrl+a")
        self.desktop.type(text)
        shown = (text, "●" * len(text))
        until(lambda: field.text() in shown, lambda: f"“{text}” in “{name}”, not “{field.text()}”")

    def set(self, name: Name, value: Name, where: Where = anywhere) -> None:
        """Choose this in a box that folds out, by keyboard; the box stands under `name`, or what is chosen now."""
        wanted = self._pattern(value)
        box = self.press(name, "combo box", where)
        self.keys("Escape")
        for key in ("Down", "Up"):
            before = None
            while (now := box.now().name) != before:
                if wanted.match(now):
                    return
                before = now
                self.keys(key)
                self.desktop.stand_still()
        raise AssertionError(f"no “{value}” in “{name}”")

    def take_from(self, box: Thing, value: str) -> None:
        """Choose this in a box that folds out, by mouse alone; the wheel is turned where it is scrolled away."""
        wanted = self._pattern(value)
        self.press_on(box)
        unfolded = until(lambda: self._unfolded(box), "the box to fold out")
        self.desktop.point(*unfolded.middle)
        # Up to the first, then down until it is in sight.
        self.desktop.wheel(-_MOST_TURNS)
        item = None
        for _turn in range(_MOST_TURNS):
            self.desktop.stand_still()
            item = next(
                (each for each in unfolded.parts() if unfolded.holds(each) and wanted.match(each.name)), None
            )
            if item is not None:
                break
            self.desktop.wheel(1)
        assert item is not None, f"no “{value}” to be chosen; what shows:\n{self.screen()}"
        self.desktop.click(*item.middle)
        until(lambda: box.now().name == item.name, f"“{item.name}” to be chosen")

    def _unfolded(self, box: Thing) -> Thing | None:
        return next((each for each in box.now().inside() if each.role == "list" and each.lies), None)

    def _in_view(self, find: Callable[[], Thing]) -> Thing:
        """The thing once the mouse reaches it where it stands; the wheel is turned where it is scrolled away."""
        for _turn in range(_MOST_TURNS):
            self.desktop.stand_still()
            try:
                thing = find()
                hidden_by = next(
                    (each for each in thing.around() if each.lies and not each.holds(thing)), None
                )
            except Gone:
                # It was made anew between two questions about it.
                continue
            if hidden_by is None:
                return thing
            self.desktop.point(*hidden_by.middle)
            self.desktop.wheel(1 if thing.middle[1] > hidden_by.middle[1] else -1)
        raise AssertionError(f"it cannot be scrolled to, or goes; what shows:\n{self.screen()}")


def _with_or_without_count(name: str) -> re.Pattern[str]:
    return re.compile(re.escape(name) + r"(, \d+)?\Z")
