"""Reads a window as a screen reader does: over the accessibility bus, by name, role and place on the screen.

The program runs as always; whatever the reader finds, somebody who cannot see finds as well.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jeepney import (
    DBusAddress,
    DBusErrorResponse,
    HeaderFields,
    MatchRule,
    MessageType,
    Properties,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.patience import PATIENCE_S

_PROGRAM = "/org/a11y/atspi/accessible/root"
_ROOT = ("org.a11y.atspi.Registry", _PROGRAM)
_STATES = {
    "active": 1, "checked": 4, "enabled": 8, "expanded": 10, "focused": 12, "modal": 16, "selected": 23, "showing": 25,
}  # fmt: skip
_SCREEN = 0
# More than this lies in no window at once: most of it is scrolled away.
_MANY = 400
# Narrower and lower than any cell.
_STEP = 16


class Gone(Exception):
    """What was asked about is no longer there."""


@dataclass(frozen=True)
class Thing:
    """One thing on the screen, and how it stands. What else it is, is read when somebody asks, and kept.

    What went away before it was asked is called nothing, and lies nowhere.
    """

    reader: Reader
    bus: str
    path: str
    states: frozenset[str]

    @cached_property
    def role(self) -> str:
        """What it is: a button, a field."""
        with suppress(Gone):
            return str(self.reader.call(self, "Accessible", "GetRoleName"))
        return ""

    @cached_property
    def name(self) -> str:
        """What it is called."""
        with suppress(Gone):
            return str(self.reader.property(self, "Name"))
        return ""

    @cached_property
    def box(self) -> tuple[int, int, int, int]:
        """Where it lies, in pixels of the screen: left, top, width, height."""
        with suppress(Gone):
            x, y, width, height = self.reader.call(self, "Component", "GetExtents", "u", _SCREEN)
            return x, y, width, height
        return 0, 0, 0, 0

    @property
    def middle(self) -> tuple[int, int]:
        x, y, width, height = self.box
        return x + width // 2, y + height // 2

    @property
    def lies(self) -> bool:
        """Whether it has a place on the screen."""
        return self.box[2] > 0 and self.box[3] > 0

    def holds(self, other: Thing) -> bool:
        """Whether the middle of the other lies inside."""
        x, y = other.middle
        return self.box[0] <= x < self.box[0] + self.box[2] and self.box[1] <= y < self.box[1] + self.box[3]

    def now(self) -> Thing:
        """The same thing, read again."""
        return self.reader.thing((self.bus, self.path))

    def text(self) -> str:
        """What is written in a field, or in front of it."""
        return str(self.reader.call(self, "Text", "GetText", "ii", 0, -1))

    def inside(self) -> Iterator[Thing]:
        """Itself and all that shows inside it, in the order of the screen reader."""
        yield self
        for each in self.parts():
            yield from each.inside()

    def parts(self) -> Iterator[Thing]:
        """What lies directly inside it and shows."""
        try:
            count = int(self.reader.property(self, "ChildCount"))
            if count > _MANY:
                yield from self._parts_in_sight()
                return
            children = self.reader.call(self, "Accessible", "GetChildren") if count else ()
        except Gone:
            return
        for child in children:
            try:
                part = self.reader.thing(child)
            except Gone:
                continue
            if "showing" in part.states:
                yield part

    def _parts_in_sight(self) -> Iterator[Thing]:
        """Of a long table the cells that lie in sight, found by pointing at them, row by row."""
        left, y, width, height = self.box
        while y < self.box[1] + height:
            x, below = left, y + _STEP
            while x < left + width:
                cell = self.reader.at(self, x, y)
                if cell is None:
                    x += _STEP
                    continue
                yield cell
                x, below = cell.box[0] + cell.box[2] + 1, cell.box[1] + cell.box[3] + 1
            y = below

    def around(self) -> Iterator[Thing]:
        """What it lies in, the innermost first, up to its window."""
        parent = self.reader.property(self, "Parent")
        if parent[1] != _PROGRAM:
            around = self.reader.thing(parent)
            yield around
            yield from around.around()

    def __str__(self) -> str:
        return (
            f"{self.role} “{self.name}” {self.box} {' '.join(sorted(self.states - {'enabled', 'showing'}))}"
        )


class Reader:
    """Listens on the accessibility bus of one desktop."""

    def __init__(self, session: str) -> None:
        with open_dbus_connection(session) as bus:
            a11y = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            address = _body(bus, new_method_call(a11y, "GetAddress"))[0]
            # What every screen reader does: from here on programs tell what they show.
            status = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Status")
            _body(bus, Properties(status).set("IsEnabled", "b", True))
        self._bus = open_dbus_connection(address)
        self._heard = self._listen()
        self._told: tuple[str, str] | None = None

    def close(self) -> None:
        self._bus.close()

    def windows(self, pid: int) -> list[Thing]:
        """The windows, dialogs and menus that this process shows; the one opened last comes last."""
        shown: list[Thing] = []
        for program in self._ask(_ROOT, "Accessible", "GetChildren"):
            try:
                if self._process(program[0]) == pid:
                    shown += self.thing(program).parts()
            except Gone:
                continue
        return shown

    def keyboard(self) -> Thing | None:
        """What said last that it has the keyboard: menus lie in no window, and what lies in a list in no list."""
        while self._heard:
            said = self._heard.popleft()
            if said.body[0] == "focused" and said.body[1]:
                fields = said.header.fields
                self._told = fields[HeaderFields.sender], fields[HeaderFields.path]
        try:
            return self.thing(self._told) if self._told is not None else None
        except Gone:
            return None

    def menu(self) -> Thing | None:
        """The menu that was opened last, once one of its items has the keyboard."""
        item = self.keyboard()
        self._told = None
        return next(item.around()) if item is not None and "menu item" in item.role else None

    def thing(self, at: tuple[str, str]) -> Thing:
        """What lies at this address of the bus."""
        bits = self._ask(at, "Accessible", "GetState")
        states = frozenset(name for name, bit in _STATES.items() if bits[bit // 32] >> bit % 32 & 1)
        return Thing(self, at[0], at[1], states)

    def property(self, thing: Thing, name: str) -> Any:
        """A property that everything has, such as its `ChildCount`, with what is scrolled away."""
        address = DBusAddress(thing.path, thing.bus, "org.a11y.atspi.Accessible")
        return _body(self._bus, Properties(address).get(name))[0][1]

    def at(self, thing: Thing, x: int, y: int) -> Thing | None:
        """What of it lies at this point of the screen; None where there is nothing."""
        try:
            part = self.thing(self.call(thing, "Component", "GetAccessibleAtPoint", "iiu", x, y, _SCREEN))
        except Gone:
            return None
        return part if part.lies and part.path != thing.path else None

    def call(
        self, thing: Thing, interface: str, method: str, signature: str | None = None, *values: object
    ) -> Any:
        """Ask a thing something."""
        return self._ask((thing.bus, thing.path), interface, method, signature, *values)

    def _ask(
        self, at: tuple[str, str], interface: str, method: str, signature: str | None = None, *values: object
    ) -> Any:
        address = DBusAddress(at[1], at[0], f"org.a11y.atspi.{interface}")
        return _body(self._bus, new_method_call(address, method, signature, values))[0]

    def _listen(self) -> deque[Any]:
        """What programs tell of the focus, as it comes in with the answers."""
        rule = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object", member="StateChanged")
        _body(self._bus, message_bus.AddMatch(rule))
        registry = DBusAddress(
            "/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry"
        )
        _body(self._bus, new_method_call(registry, "RegisterEvent", "s", ("object:state-changed:focused",)))
        return self._bus.filter(rule, bufsize=200).__enter__()

    def _process(self, name: str) -> int:
        daemon = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        return int(_body(self._bus, new_method_call(daemon, "GetConnectionUnixProcessID", "s", (name,)))[0])


def _body(bus: DBusConnection, message: Any) -> Any:
    try:
        reply = bus.send_and_get_reply(message, timeout=PATIENCE_S)
    except DBusErrorResponse as error:
        raise Gone(str(error)) from None
    if reply.header.message_type is MessageType.error:
        raise Gone(str(reply.body))
    return reply.body
