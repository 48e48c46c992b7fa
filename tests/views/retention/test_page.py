"""The Retention page's rows and sentences (DOMAIN.md, Threats, Deal hunters, Is he worth keeping)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.models.book import Book
from app.services.records.book_settings import change
from app.views.retention import words
from app.views.retention.page import RetentionBoard
from app.views.retention.rows import RetentionPage, matching
from app.views.retention.threat_ground import threat_ground, triage
from tests import factories as make
from tests.factories import TODAY


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def page_of(session: Session) -> RetentionPage:
    session.flush()
    return RetentionBoard().read(session, TODAY)


def test_open_threats_come_first_and_the_newest_on_top(session: Session, client_id: int) -> None:
    old = make.threat(session, client_id, made_on=days_ago(90))
    closed = make.threat(session, client_id, made_on=days_ago(5), outcome="stayed", outcome_on=TODAY)
    new = make.threat(session, client_id, made_on=days_ago(20))
    page = page_of(session)
    assert [row.id for row in page.threats] == [new.id, old.id, closed.id]
    assert [row.id for row in page.open_threats] == [new.id, old.id]


def test_rows_are_found_by_words_without_accents(session: Session) -> None:
    client = make.client(session, name="Dąbrowski i Wspólnicy")
    make.threat(session, client, wording="podpisujemy ze studiem")
    found = page_of(session).threats[0]
    assert matching(["dabrowski", "studiem"])(found)
    assert not matching(["dabrowski", "poznan"])(found)


def test_the_ledger_counts_a_year_in_the_books_currency(session: Session, client_id: int) -> None:
    change(session, "rate.EUR", "5")
    make.offer(session, client_id, made_on=days_ago(364), cost=10_000)
    make.offer(session, client_id, made_on=days_ago(365), cost=99_999)
    make.offer(session, client_id, made_on=days_ago(3), cost=30_000, trigger="threat")
    ledger = page_of(session).ledger
    assert ledger.offers.counts == {"proactive": 1, "requested": 0, "threat": 1}
    assert (ledger.cost, ledger.missing) == (200_000, ())
    assert ledger.threat_cost_share == pytest.approx(0.75)


def test_a_missing_rate_leaves_costs_out_and_says_so(session: Session, client_id: int) -> None:
    make.offer(session, client_id, made_on=days_ago(3), cost=10_000)
    ledger = page_of(session).ledger
    assert (ledger.cost, ledger.missing) == (0, ("EUR",))
    assert "EUR" in words.missing_sentence(ledger)


def test_a_bonus_outside_any_programme_is_pointed_out(session: Session, client_id: int) -> None:
    loose = make.offer(session, client_id, kind="bonus", outcome="accepted")
    make.offer(
        session, client_id, kind="bonus", outcome="accepted", program="Partners", perceived_as="reward"
    )
    page = page_of(session)
    assert [row.id for row in page.offers if row.loose] == [loose.id]
    assert words.loose_sentence(page.ledger) == "1 bonus stands outside any programme"
    assert (
        words.program_sentence(page.ledger)
        == "1 of 2 accepted belong to a programme, 1 of these were felt as a reward."
    )


@pytest.mark.parametrize(
    ("unasked", "made", "under_threat", "share", "says"),
    [
        (0, 0, 0, None, "Nothing was given yet"),
        (3, 4, 1, 0.2, "3 of 4 were unasked."),
        (9, 14, 4, 0.43, "but 43% of the money went out under threat"),
        (1, 4, 3, 0.9, "3 of 4 were given under threat"),
        (2, 4, 2, 0.0, "2 of 4 were unasked."),
    ],
)
def test_the_sentence_warns_where_giving_teaches_to_threaten(
    unasked: int, made: int, under_threat: int, share: float | None, says: str
) -> None:
    assert says in words.given_sentence(unasked, made, under_threat, share)


def test_an_agreement_knows_its_notice_day_and_its_state(session: Session, client_id: int) -> None:
    make.agreement(session, client_id, ends_on=TODAY + timedelta(days=60), notice_days=30)
    make.agreement(session, client_id, starts_on=days_ago(900), ends_on=days_ago(1))
    make.agreement(session, client_id, starts_on=TODAY + timedelta(days=300))
    page = page_of(session)
    assert [row.state(TODAY) for row in page.agreements] == ["ended", "in_force", "ahead"]
    assert page.current_agreements[0].notice_on == TODAY + timedelta(days=30)
    told = words.agreements_sentence(page)
    assert "1 ends within 90 days" in told
    assert "Alfa Media SRL" in told


def test_the_last_day_of_an_agreement_is_still_in_force(session: Session, client_id: int) -> None:
    make.agreement(session, client_id, ends_on=TODAY)
    assert page_of(session).agreements[0].state(TODAY) == "in_force"


@pytest.mark.parametrize(("gap", "followed"), [(1, True), (31, True), (32, False)])
def test_an_agreement_that_another_one_takes_over_is_renewed(
    session: Session, client_id: int, gap: int, followed: bool
) -> None:
    ends = TODAY + timedelta(days=10)
    make.agreement(session, client_id, ends_on=ends)
    make.agreement(session, client_id, starts_on=ends + timedelta(days=gap))
    assert page_of(session).agreements[0].followed is followed


def test_whoever_bargains_is_listed_the_worst_first(session: Session) -> None:
    once, twice, never = (make.client(session, name=name) for name in ("Once", "Twice", "Never"))
    for client, times in ((once, 1), (twice, 2)):
        for n in range(times):
            make.threat(session, client, made_on=days_ago(10 + n), asked_for="discount", outcome="stayed")
    make.threat(session, never)
    assert [(row.client, row.hunter.level) for row in page_of(session).hunters] == [
        ("Twice", "hunter"),
        ("Once", "watch"),
    ]


def test_an_overruled_hunter_stays_on_the_list(session: Session, client_id: int) -> None:
    for n in range(2):
        make.threat(session, client_id, made_on=days_ago(10 + n), asked_for="bonus", outcome="stayed")
    make.judgement(session, client_id, value="none", judged_on=TODAY)
    (row,) = page_of(session).hunters
    assert (row.hunter.level, row.hunter.computed) == ("none", "hunter")


def loyal(session: Session, **values: Any) -> int:
    client = make.client(session, **values)
    for n in range(4):
        make.purchase(session, client, bought_on=days_ago(20 + 60 * n))
    return client.id


def test_a_surprise_is_waited_for_until_it_is_planned(session: Session) -> None:
    first, second = loyal(session, name="A"), loyal(session, name="B")
    make.task(session, first, text="Surprise: a book", due_on=TODAY + timedelta(days=9))
    make.task(session, second, text="Call back", due_on=TODAY + timedelta(days=9))
    found = page_of(session).surprises
    assert [each.client for each in found.candidates] == ["A", "B"]
    assert [each.client for each in found.waiting] == ["B"]
    assert [(each.client, each.what) for each in found.planned] == [("A", "a book")]
    assert words.surprises_sentence(found).endswith("1 planned, 1 not yet.")


def test_years_together_are_an_occasion(session: Session) -> None:
    loyal(session, name="A", since=date(TODAY.year - 10, TODAY.month, TODAY.day))
    loyal(session, name="B", since=days_ago(200))
    told = [each.occasion for each in page_of(session).surprises.candidates]
    assert told == ["10 years together", ""]


def test_the_page_asks_as_often_for_many_clients_as_for_one(book: Book, session: Session) -> None:
    def asked() -> int:
        seen: list[str] = []

        def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            seen.append(statement)

        event.listen(book.engine, "before_cursor_execute", note)
        page_of(session)
        event.remove(book.engine, "before_cursor_execute", note)
        return len(seen)

    loyal(session)
    session.flush()
    few = asked()
    for n in range(12):
        client = loyal(session)
        make.threat(session, client)
        make.offer(session, client)
        make.agreement(session, client)
        make.threat(session, client, made_on=days_ago(n))
    session.flush()
    assert asked() == few


def test_an_empty_book_has_an_empty_page(session: Session) -> None:
    page = page_of(session)
    assert (page.threats, page.offers, page.agreements, page.hunters) == ((), (), (), ())
    assert words.agreements_sentence(page) == ""
    assert words.surprises_sentence(page.surprises) == "Nobody is due for a surprise just now."


def test_a_threat_is_judged_while_it_is_typed(session: Session, client_id: int) -> None:
    make.promise(session, client_id, text="the Monday report", due_on=days_ago(19))
    session.flush()
    ground = threat_ground(session, client_id, TODAY)
    assert ground is not None
    found = triage(ground, {"made_on": TODAY, "asked_for": "discount"})
    assert (found.verdict.kind, found.found, found.verdict.bargaining) == ("founded", 1, False)
    reason = next(each for each in found.reasons if each.key == "promise")
    assert (reason.found, reason.sub) == (True, "the Monday report")
    assert found.chances is not None
    before = triage(ground, {"made_on": days_ago(30), "asked_for": "discount"})
    assert (before.verdict.kind, before.verdict.bargaining, before.chances) == ("unfounded", True, None)
    claimed = {"made_on": days_ago(30), "offer_evidence": "claimed", "competitor": "Studio Warta"}
    assert triage(ground, claimed).verdict.kind == "doubtful"


def test_nobody_is_judged_who_is_not_there(session: Session) -> None:
    assert threat_ground(session, 999, TODAY) is None
