"""The card of a deal hunter: evidence folds where there is much of it."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.services.books import create_book
from app.ui.kit.page_context import Place
from app.ui.kit.widgets.cards import QuoteLine
from tests import factories as make
from tests.ui.conftest import TODAY, Start
from tests.ui.looking import shown
from tests.ui.walk import settle, wrong_with


@pytest.mark.parametrize(("threats", "open_at_first", "words"), [(5, 5, ""), (8, 4, "4 more…")])
def test_long_evidence_is_folded(
    start: Start, tmp_path: Path, threats: int, open_at_first: int, words: str
) -> None:
    path = tmp_path / "Hunter.condica"
    with closing(create_book(path)) as book, book.writing("set up") as session:
        client = make.client(session, name="Bargain SRL")
        for n in range(threats):
            day = TODAY - timedelta(days=10 * n + 1)
            make.threat(session, client, ref=f"T-{n}", made_on=day, asked_for="discount", wording=f"Word {n}")
        client_id = client.id
    application = start(path)
    assert application.context is not None
    application.context.go(Place("clients", client_id, tab="retention"))
    settle(application)
    card = application.window.current_page().record.tab("retention").hunter
    assert (quotes(card), card.more.text() if card.more.isVisible() else "") == (open_at_first, words)
    assert wrong_with(application.window) == []
    if words:
        card.more.click()
        settle(application)
        assert quotes(card) == threats and card.more.text() == "Show fewer"
        card.more.click()
        settle(application)
        assert quotes(card) == open_at_first


def quotes(card: object) -> int:
    """The pieces of evidence that can be seen."""
    return sum(isinstance(each, QuoteLine) for each in shown(card))  # type: ignore[arg-type]
