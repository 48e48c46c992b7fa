"""The texts a user reads: collected from app/, merged into each language's catalogue, compiled.

`python -m tools.messages` writes resources/locale; `--check` writes nothing and fails where something is
not as this would write it, or where a translation does not fit its message.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PROJECT = Path(__file__).resolve().parent.parent
LOCALE = PROJECT / "resources" / "locale"
LANGUAGES = ("ro", "pl", "ru")
TEXTS = {"_": 1, "N_": 1, "NC_": 2, "ngettext": 2, "pgettext": 2}  # how many arguments are texts
HEADER = "# Texts of Condica. Written by `make messages`; translations are edited in the .po files."
# Catalogues are compared as text, so nothing in them depends on when or where they were written.
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)

EMPTY_HEADERS = re.compile(rb'^"(?:Report|POT|PO-|Last|Language-Team|Generated)[^\n]*\n', re.MULTILINE)
PLACEHOLDER = re.compile(r"\{([^{}]*)\}|%(?:\([a-z_]+\))?[sdifr]", re.IGNORECASE)


def template() -> Catalog:
    """Every message in app/, in the order of files and lines, with the files that use it."""
    catalog = _empty(None)
    for path in sorted((PROJECT / "app").rglob("*.py")):
        where = path.relative_to(PROJECT).as_posix()
        for context, text in in_source(path.read_text(encoding="utf-8"), where):
            message = catalog.add(text, None, [(where, 0)], context=context)
            message.locations = list(dict.fromkeys(message.locations))
    return catalog


def in_source(source: str, where: str) -> Iterator[tuple[str | None, str | tuple[str, str]]]:
    """The (context, message or (singular, plural)) of each call of `_` and its companions, also inside f-strings."""
    calls = [
        (node.lineno, node.col_offset, node.func.id, node)
        for node in ast.walk(ast.parse(source, where))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TEXTS
    ]
    for line, _column, name, call in sorted(calls, key=lambda found: found[:2]):
        arguments = [arg.value if isinstance(arg, ast.Constant) else None for arg in call.args]
        texts = arguments[: TEXTS[name]]
        if TEXTS[name] == 2 and not all(isinstance(text, str) for text in texts):
            raise SystemExit(f"{where}:{line}: {name} needs its texts as plain strings")
        match name, texts:
            case "ngettext", [str(one), str(many)]:
                yield None, (one, many)
            case "pgettext" | "NC_", [str(context), str(text)]:
                yield context, text
            case _, [str(text)] if text:  # `_(name)` translates a constant that N_ marks elsewhere
                yield None, text


def _empty(language: str | None) -> Catalog:
    catalog = Catalog(locale=language, project="Condica", version="1", header_comment=HEADER, fuzzy=False)
    catalog.creation_date = catalog.revision_date = LONG_AGO
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = ""
    return catalog


def merged(language: str, fresh: Catalog) -> Catalog:
    """The messages of `fresh` with the translations that the language's catalogue has for them.

    Nothing is guessed from similar messages: a text that changed is one to translate again.
    """
    catalog = _empty(language)
    old = read(language)
    for message in fresh:
        if not message.id:
            continue
        known = old.get(message.id, message.context)
        text = known.string if known and bool(known.pluralizable) == bool(message.pluralizable) else None
        added = catalog.add(
            message.id,
            text,
            message.locations,
            user_comments=known.user_comments if known else (),
            flags=(known.flags & {"fuzzy"} if known else set()) | message.flags,
            context=message.context,
        )
        added.locations = message.locations
    return catalog


def read(language: str) -> Catalog:
    """The language's catalogue as it stands, empty if there is none yet."""
    path = po_path(language)
    if not path.exists():
        return _empty(language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def po_path(language: str) -> Path:
    """Where the language's translations are kept."""
    return LOCALE / language / "LC_MESSAGES" / "condica.po"


def files() -> dict[Path, bytes]:
    """What resources/locale should hold: the template and, for each language, catalogue and compiled form."""
    fresh = template()
    wanted = {LOCALE / "condica.pot": _po(fresh)}
    for language in LANGUAGES:
        catalog = merged(language, fresh)
        wanted[po_path(language)] = _po(catalog)
        wanted[po_path(language).with_suffix(".mo")] = compiled(catalog)
    return wanted


def _po(catalog: Catalog) -> bytes:
    stream = io.BytesIO()
    write_po(stream, catalog, width=110, include_lineno=False, ignore_obsolete=True)
    return EMPTY_HEADERS.sub(b"", stream.getvalue())


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as gettext reads it, without what is not translated."""
    for message in list(catalog):
        if message.id and not any(_texts(message)):
            # Babel would write an empty plural as a translation, and the user would read nothing.
            catalog.delete(message.id, message.context)
    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def faults(catalog: Catalog) -> list[str]:
    """Translations that are marked as doubtful or do not fill in what their message fills in."""
    return [fault for message in catalog if message.id and (fault := _fault(catalog, message))]


def _fault(catalog: Catalog, message: Message) -> str | None:
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    texts = _texts(message)
    if not any(texts):
        return None
    if message.fuzzy:
        return f"{ids[0]!r} is marked fuzzy"
    if isinstance(message.id, tuple) and (len(texts) != catalog.num_plurals or not all(texts)):
        return f"{ids[0]!r} needs {catalog.num_plurals} plural forms"
    wanted = [placeholders(str(text)) for text in ids]
    for text in texts:
        if placeholders(text) not in wanted:
            return f"{ids[0]!r} fills in {sorted(wanted[-1])}, its translation {text!r} {sorted(placeholders(text))}"
    return None


def _texts(message: Message) -> tuple[str, ...]:
    """The translation's forms: one, or as many as the language has plurals."""
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (message.string or "",)


def placeholders(text: str) -> set[str]:
    """What is filled into a text: `{name}`, `{name:…}` and % formats."""
    return {(found[1] or found[0]).split(":")[0].split("!")[0] for found in PLACEHOLDER.finditer(text)}


def main(arguments: list[str] | None = None) -> int:
    """Write or check the catalogues; 0 if all is well."""
    parser = argparse.ArgumentParser(prog="python -m tools.messages", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail where something is to be written"
    )
    check = parser.parse_args(arguments).check
    wanted = files()
    stale = [path for path, content in wanted.items() if not path.exists() or path.read_bytes() != content]
    for path in stale:
        print(f"{'not up to date (make messages)' if check else 'written'}: {path.relative_to(PROJECT)}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(wanted[path])
    wrong = [f"{language}: {fault}" for language in LANGUAGES for fault in faults(read(language))]
    for fault in wrong:
        print(fault)
    for language in LANGUAGES:
        catalog = read(language)
        done = sum(any(_texts(message)) for message in catalog if message.id)
        print(f"{language}: {done} of {len(catalog)} texts translated")
    return 1 if wrong or (check and stale) else 0


if __name__ == "__main__":
    sys.exit(main())
