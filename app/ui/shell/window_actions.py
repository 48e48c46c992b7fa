"""What can be done from anywhere: places, back and forward, undo, look, book. Pages register their own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.i18n import N_, NC_, _
from app.ui.kit import discreet
from app.ui.kit.actions import Action
from app.ui.kit.look import theme
from app.ui.kit.page_context import PageContext, Place
from app.ui.shell.places import PLACES

if TYPE_CHECKING:
    from app.ui.shell.main_window import MainWindow
    from app.ui.shell.program import Program

GO, EDIT, LOOK, BOOK = N_("Go to"), NC_("menu", "Change"), N_("Look"), N_("Book")


def register(application: Program, context: PageContext) -> None:
    """Fill the registry of a new book session with what belongs to the window."""
    _places(context)
    _moving(context, application.window)
    _changes(context)
    _tables(context, application.window)
    _looks(context, application.window)
    _book(context, application)


def _places(context: PageContext) -> None:
    for place in PLACES:
        context.actions.add(
            Action(
                f"go.{place.id}",
                place.title,
                lambda page=place.id: context.go(page),
                icon=place.icon,
                shortcut=f"Ctrl+{place.number}",
                group=GO,
            )
        )
    add = context.actions.add
    add(Action("go.settings", N_("Settings"), lambda: context.go("settings"), "settings", "Ctrl+,", group=GO))
    add(Action("go.trash", N_("Trash"), lambda: context.go("trash"), "trash-2", group=GO))


def _moving(context: PageContext, window: MainWindow) -> None:
    add = context.actions.add
    add(Action("go.back", N_("Back"), lambda: window.step(-1), "arrow-left", "Alt+Left", group=GO))
    add(Action("go.forward", N_("Forward"), lambda: window.step(1), "arrow-right", "Alt+Right", group=GO))
    add(Action("jump", N_("Jump to…"), window.jump_wanted.emit, "search", "Ctrl+K", group=GO))
    add(
        Action(
            "search", N_("Search all text"), lambda: _search(context, window), "search", "Ctrl+F", group=GO
        )
    )
    add(
        Action(
            "filter", N_("Filter this page"), lambda: _filter(context, window), "list-filter", "/", group=GO
        )
    )
    add(
        Action(
            "toast",
            N_("To the message at the foot, and back"),
            lambda: window.toasts.turn(window.focus),
            "arrow-down",
            "F6",
            group=GO,
        )
    )
    add(Action("print", N_("Print…"), lambda: _print(context, window), "printer", "Ctrl+P", group=GO))


def _search(context: PageContext, window: MainWindow) -> None:
    """Everything that was ever written down."""
    open_search(context, window)


def _filter(context: PageContext, window: MainWindow) -> None:
    """The page's own filter line; where it has none, search."""
    focus = getattr(window.current_page(), "focus_search", None)
    if focus is not None:
        focus()
    else:
        _search(context, window)


def _print(context: PageContext, window: MainWindow) -> None:
    """What is in front, where the page can print it."""
    print_page = getattr(window.current_page(), "print_page", None)
    if print_page is not None:
        print_page()
    else:
        context.toast(_("There is nothing to print here."))


def _changes(context: PageContext) -> None:
    def writable() -> bool:
        return not context.read_only

    add, work = context.actions.add, context.operations
    add(Action("undo", N_("Undo"), work.undo, "undo-2", "Ctrl+Z", enabled=writable, group=EDIT))
    add(
        Action(
            "redo", N_("Redo"), work.redo, "redo-2", "Ctrl+Shift+Z", ("Ctrl+Y",), enabled=writable, group=EDIT
        )
    )


def _tables(context: PageContext, window: MainWindow) -> None:
    """What can be done with the table in front; its own menu has it, too."""

    def there() -> bool:
        from app.ui.kit.lists.table_copy import table_in_front

        return table_in_front(window) is not None

    def do(name: str) -> None:
        from app.ui.kit.lists import table_copy

        table = table_copy.table_in_front(window)
        if table is not None:
            (table_copy.copy_marked if name == table_copy.COPY else table_copy.ask_to_save)(table)

    add = context.actions.add
    for name, title, icon in (
        ("table.copy", N_("Copy the marked rows of a table"), "copy"),
        ("table.csv", N_("Save the table as CSV…"), "download"),
    ):
        add(Action(name, title, partial(do, name), icon, enabled=there, group=EDIT))


def _looks(context: PageContext, window: MainWindow) -> None:
    add = context.actions.add
    add(Action("discreet", N_("Discreet mode on or off"), discreet.state.toggle, "eye-off", "F9", group=LOOK))
    add(
        Action(
            "text.larger",
            N_("Larger text"),
            lambda: _scale(context, 1),
            "zoom-in",
            "Ctrl++",
            ("Ctrl+=",),
            group=LOOK,
        )
    )
    add(
        Action(
            "text.smaller", N_("Smaller text"), lambda: _scale(context, -1), "zoom-out", "Ctrl+-", group=LOOK
        )
    )
    add(Action("text.usual", N_("Usual text size"), lambda: _scale(context, 0), "type", "Ctrl+0", group=LOOK))
    add(
        Action(
            "look.dark",
            N_("Light or dark"),
            lambda: _light_or_dark(context),
            "contrast",
            "Ctrl+Shift+D",
            group=LOOK,
        )
    )
    add(
        Action(
            "shortcuts",
            N_("Keyboard shortcuts"),
            lambda: _sheet(context, window),
            "keyboard",
            "F1",
            group=LOOK,
        )
    )


def _scale(context: PageContext, steps: int) -> None:
    theme.step_text_scale(steps) if steps else theme.set_text_scale(1.0)
    context.preferences.change(text_scale=theme.text_scale())


def _light_or_dark(context: PageContext) -> None:
    theme.set_mode("light" if theme.tokens().dark else "dark")
    context.preferences.change(theme=theme.mode())


def _sheet(context: PageContext, window: MainWindow) -> None:
    from app.ui.kit.widgets.shortcuts_sheet import ShortcutsSheet

    here = context.here
    ShortcutsSheet(context.actions, window, here=here.page if here is not None else "").open()


def _book(context: PageContext, application: Program) -> None:
    def writable() -> bool:
        return not context.read_only

    add = context.actions.add
    add(
        Action(
            "import",
            N_("Import a file…"),
            lambda: context.go("import"),
            "import",
            "Ctrl+I",
            enabled=writable,
            group=BOOK,
        )
    )
    add(
        Action(
            "book.open", N_("Open another book…"), application.ask_open, "folder-open", "Ctrl+O", group=BOOK
        )
    )
    add(Action("book.new", N_("New book…"), application.ask_new, "file-plus", "Ctrl+Shift+N", group=BOOK))
    add(
        Action(
            "book.backups",
            N_("Backups"),
            lambda: context.go(Place("settings", tab="backup")),
            "archive",
            group=BOOK,
        )
    )
    add(Action("book.close", N_("Close the book"), application.close_book, "door-open", group=BOOK))
    add(Action("quit", N_("Quit"), application.window.close, "x", "Ctrl+Q", group=BOOK))


def open_search(context: PageContext, window: MainWindow) -> None:
    """Ctrl+F: the page of search with the cursor in its line, what was selected or filtered for taken along."""
    from app.ui.search.actions import PAGE, search_place
    from app.ui.search.carry import words_at_hand

    page = window.current_page()
    here = context.here
    if here is None or here.page != PAGE:
        known = window.pages.page(PAGE) if window.pages is not None else None
        words = "" if discreet.state.on else words_at_hand(page, window.focusWidget())
        if not words and known is not None:
            words = known.question.words
        context.go(search_place(words, here.client_id if here is not None else None))
    page = window.current_page()
    if page is not None:
        page.focus_line()
