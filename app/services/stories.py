"""Stories: the anonymised account of a complaint and what changed (DOMAIN.md, Complaints)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

from app.domain.folding import fold
from app.errors import NotAllowed
from app.i18n import _

# Parts of a firm's name that say nothing about which firm it is.
LEGAL_FORMS = frozenset(
    {"srl", "sa", "sas", "sarl", "scs", "snc", "pfa", "ong", "ltd", "llc", "plc", "inc", "corp"}
    | {"gmbh", "spa", "aps", "zoo", "ооо", "оао", "зао", "пао", "and", "und", "the"}
)


def check_publishable(
    story: str | None, consent: bool | None, clients: Iterable[str | None], contacts: Iterable[str | None]
) -> None:
    """Refuse (`NotAllowed`) to publish a story without consent, without text, or naming anybody.

    `clients` are the client's name and legal name, `contacts` the names of all contacts there.
    """
    if not (story or "").strip():
        raise NotAllowed(_("There is no story to publish yet."), _("Write it first."))
    if consent is not True:
        raise NotAllowed(
            _("The client has not agreed to this story being published."), _("Ask, and note their consent.")
        )
    found = names_in(story or "", clients, contacts)
    if found:
        raise NotAllowed(
            _("The story names {names}.").format(names=", ".join(found)),
            _("Tell it without names of the client or of people there."),
        )


def names_in(text: str, clients: Iterable[str | None], contacts: Iterable[str | None]) -> list[str]:
    """The names of the client and of contacts that a story's text gives away.

    Names are found without case and diacritics, whole or by any of their words of three letters and
    more, also with an ending (as in “Popescului”); a client's legal form alone gives nothing away.
    """
    words = _words(text)
    found = []
    for name in [*clients, *contacts]:
        parts = [p for p in _words(name or "") if p not in LEGAL_FORMS]
        if name and any(_says(words, part) for part in parts if len(part) >= 3):
            found.append(name)
    return found


def _says(words: Iterable[str], part: str) -> bool:
    if len(part) < 5:
        return part in words
    return any(word.startswith(part) and len(word) <= len(part) + 4 for word in words)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def as_text(story: str) -> str:
    """The story as plain text, its paragraphs apart by one empty line."""
    return "\n\n".join(_paragraphs(story))


def as_markdown(story: str) -> str:
    """The story as Markdown: what somebody typed stays text and never becomes a heading, list or link."""
    return "\n\n".join(_escaped(paragraph) for paragraph in _paragraphs(story))


def as_html(story: str) -> str:
    """The story as paragraphs of HTML, every sign escaped."""
    return "\n".join(f"<p>{escape(p).replace(chr(10), '<br>')}</p>" for p in _paragraphs(story))


FORMS: dict[str, Callable[[str], str]] = {"text": as_text, "markdown": as_markdown, "html": as_html}
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")
# At the start of a line these begin a list or an underlined heading.
_STARTS = re.compile(r"(?m)^(\s*\d*)([-+=.)])")


def _escaped(paragraph: str) -> str:
    return _STARTS.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", paragraph))


def _paragraphs(story: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", story.strip()) if part.strip()]
