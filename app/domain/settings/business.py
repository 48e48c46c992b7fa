"""Settings of the book itself, of advice, threats, deal hunters, value and buying."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.settings.spec import count, days, real, score, share, whole, written
from app.i18n import N_


# A part of Settings; only the whole is made.
@dataclass(frozen=True, init=False, repr=False, eq=False)
class BookSettings:
    """What the book is called and where it lives."""

    name: str = written("text", "", N_("Name of the book"), N_("Shown in the window and on reports."))
    currency: str = written(
        "currency", "RON", N_("Currency of the book"), N_("Reports convert every amount to it.")
    )
    country: str = written(
        "country", "RO", N_("Country"), N_("Its public holidays are no working days; two letters.")
    )


# A part of Settings; only the whole is made.
@dataclass(frozen=True, init=False, repr=False, eq=False)
class AdviceSettings:
    """DOMAIN.md, Advice on disputed decisions; Threats; Deal hunters."""

    advice_limit: int = count(
        3,
        N_("How often we advise"),
        N_("Attempts at arguing one decision, unless the decision or the client has a limit of its own."),
        0,
        9,
    )
    advice_debrief_days: int = days(
        60, N_("Debrief after"), N_("A debrief falls due this long after the client's way was implemented.")
    )
    advice_settled_for_suggestion: int = count(
        5,
        N_("Settled decisions for a suggestion"),
        N_("From here on a limit is suggested for the client."),
        1,
    )
    threat_complaint_days: int = days(
        90, N_("Complaint before a threat"), N_("How far back an unsettled complaint makes a threat founded.")
    )
    threat_promise_days: int = days(
        90, N_("Missed promise before a threat"), N_("How far back a missed promise makes a threat founded.")
    )
    threat_survey_days: int = days(
        90, N_("Survey before a threat"), N_("How far back a poor answer makes a threat founded.")
    )
    threat_survey_score: float = score(
        40, N_("Poor survey answer"), N_("An answer up to this, on 0–100, makes a threat founded.")
    )
    hunter_window_days: int = days(
        730, N_("Deal hunters: window"), N_("Threats of this time are weighed."), 1
    )
    hunter_threats: int = count(2, N_("Bargaining threats of a hunter"), N_("At least this many."), 1)
    hunter_share: float = share(
        0.5, N_("Share of bargaining threats"), N_("At least this part of all threats in the window.")
    )
    hunter_came_back_days: int = days(
        180, N_("Came back within"), N_("A concession so recent before a bargaining threat is evidence.")
    )
    hunter_discount_share: float = share(
        0.5, N_("Buys at a discount"), N_("From this part of the purchases in the window on.")
    )
    hunter_discount_purchases: int = count(
        3, N_("Purchases to judge discounts"), N_("With fewer purchases nothing is said about discounts."), 1
    )


# A part of Settings; only the whole is made.
@dataclass(frozen=True, init=False, repr=False, eq=False)
class ValueSettings:
    """DOMAIN.md, Is he worth keeping, and for how much; Buying class."""

    value_retention: float = share(
        0.8, N_("Yearly chance to stay"), N_("The chance that a client stays another year."), 0, 0.99
    )
    value_interest: float = share(
        0.1, N_("Discount rate"), N_("What money a year from now is worth less today.")
    )
    value_window_days: int = days(365, N_("Margin window"), N_("The lifetime value rests on this margin."), 1)
    value_given_days: int = days(
        365, N_("Given under threat"), N_("What was given in this time is taken off the ceiling.")
    )
    ceiling_founded_without_low: float = share(
        0.3, N_("Founded: stays without an offer, low"), N_("Lowest chance to stay if nothing is offered.")
    )
    ceiling_founded_without_high: float = share(
        0.5, N_("Founded: stays without an offer, high"), N_("Highest chance to stay if nothing is offered.")
    )
    ceiling_founded_with_low: float = share(
        0.6, N_("Founded: stays with an offer, low"), N_("Lowest chance to stay with an offer."), 0.01
    )
    ceiling_founded_with_high: float = share(
        0.8, N_("Founded: stays with an offer, high"), N_("Highest chance to stay with an offer."), 0.01
    )
    ceiling_doubtful_without_low: float = share(
        0.5, N_("Doubtful: stays without an offer, low"), N_("Lowest chance to stay if nothing is offered.")
    )
    ceiling_doubtful_without_high: float = share(
        0.7, N_("Doubtful: stays without an offer, high"), N_("Highest chance to stay if nothing is offered.")
    )
    ceiling_doubtful_with_low: float = share(
        0.65, N_("Doubtful: stays with an offer, low"), N_("Lowest chance to stay with an offer."), 0.01
    )
    ceiling_doubtful_with_high: float = share(
        0.85, N_("Doubtful: stays with an offer, high"), N_("Highest chance to stay with an offer."), 0.01
    )
    scope_days: int = days(
        365, N_("Beyond scope: window"), N_("What was done beyond the scope in this time counts."), 1
    )
    scope_share: float = share(
        0.1, N_("Beyond scope at a renewal"), N_("From this part of the revenue on a renewal speaks of it.")
    )
    surprise_quiet_days: int = days(
        180, N_("Surprises apart"), N_("No surprise is proposed so soon after a proactive offer.")
    )
    buying_window_days: int = days(
        730, N_("Buying rhythm: window"), N_("The usual gap is the median of the gaps in this time."), 1
    )
    buying_days_for_gap: int = count(
        3, N_("Purchase days for a rhythm"), N_("With fewer the usual gap is unknown."), 2
    )
    buying_new_days: int = days(90, N_("New buyer"), N_("The first purchase is less than this old."))
    buying_lapsed_days: int = days(365, N_("Lapsed"), N_("The last purchase is older than this."))
    buying_lapsing_gaps: float = real(
        2, "times", 1, 20, N_("Lapsing: gaps"), N_("The last purchase is older than so many usual gaps.")
    )
    buying_lapsing_days: int = days(30, N_("Lapsing: days"), N_("… and older than this."))
    buying_loyal_days: int = days(365, N_("Loyal buyer: window"), N_("Purchase days of this time count."), 1)
    buying_loyal_purchases: int = whole(
        4, "times", 1, 366, N_("Loyal buyer: purchase days"), N_("At least this many in the window.")
    )
