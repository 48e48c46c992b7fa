"""The rules of DOMAIN.md in words, with the book's present thresholds in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from app.domain.settings import Settings
from app.i18n import _, format_number, format_percent


class Wording(NamedTuple):
    """A word and its meaning; without a meaning it is the heading of those that follow."""

    word: str
    text: str = ""


def wordings(s: Settings) -> Iterator[Wording]:
    """All rules, subject by subject."""
    yield from _summary(s)
    yield from _advice(s)
    yield from _threats(s)
    yield from _value(s)
    yield from _loyalty(s)
    yield from _surveys(s)
    yield from _voice(s)
    yield from _promises()


def _summary(s: Settings) -> Iterator[Wording]:
    yield Wording(_("Period and comparison"))
    yield Wording(
        _("Period"),
        _("From the first day named to the last, both included. Everything is answered as it was known on "
          "the last day; what came later is left out."),
    )  # fmt: skip
    yield Wording(
        _("Clients kept"),
        _("Clients that were active on both days, of those active on the first. Active: a client since that "
          "day or before, and not lost by then. Satisfied clients are shown beside kept ones, because "
          "satisfied is not the same as loyal."),
    )  # fmt: skip
    yield Wording(
        _("Satisfied clients"),
        _("Of the clients active on the last day whose satisfaction is known, those at {score} or more. "
          "Unknown is neither satisfied nor dissatisfied.")
        .format(score=format_number(s.loyalty_satisfied)),
    )  # fmt: skip
    yield Wording(
        _("Revenue kept (GRR), with growth (NRR)"),
        _("Over the clients with revenue in the {days} days up to the first day. GRR counts of each client at "
          "most what they brought before, NRR all they bring now; both as a share of what they brought before.")
        .format(days=s.retention_window_days),
    )  # fmt: skip
    yield Wording(
        _("Revenue and margin"),
        _("Revenue is what was paid, after discounts. Margin is revenue less direct costs, costs of serving, "
          "accepted offers (on the day they were accepted) and rewards for complaints. Amounts in other "
          "currencies are converted with the rates of the book."),
    )  # fmt: skip


def _advice(s: Settings) -> Iterator[Wording]:
    yield Wording(_("Disputed decisions"))
    yield Wording(
        _("Limit"),
        _("How often a decision is argued: its own limit, else the client’s, else the book’s ({limit}). "
          "0 means: do not argue, implement.").format(limit=s.advice_limit),
    )  # fmt: skip
    yield Wording(
        _("The client decides"),
        _("No attempt is left. The client decides with their own money, and we implement it. Arguing on needs "
          "a reason and counts as over the limit."),
    )  # fmt: skip
    yield Wording(
        _("Debrief"),
        _("{days} days after the client’s way, or a compromise, was implemented, unless another day was set: "
          "what went wrong, what can be better, or that the client was right.")
        .format(days=s.advice_debrief_days),
    )  # fmt: skip
    yield Wording(
        _("Convinced at first attempt"),
        _(
            "Of the decisions settled in the period, those in which the client was convinced after one attempt."
        ),
    )


def _threats(s: Settings) -> Iterator[Wording]:
    yield Wording(_("Threats and deal hunters"))
    yield Wording(
        _("Founded"),
        _("On the day of the threat one of these was on record: we had seen the other offer; a complaint of the "
          "{complaint} days before was not both told and settled to the client’s satisfaction; a promise of "
          "ours due in the {promise} days before was neither kept nor released; the latest survey answer of "
          "the {survey} days before was {score} of 100 or less.")
        .format(complaint=s.threat_complaint_days, promise=s.threat_promise_days,
                survey=s.threat_survey_days, score=format_number(s.threat_survey_score)),
    )  # fmt: skip
    yield Wording(
        _("Doubtful, unfounded"),
        _("Doubtful: not founded, but another offer is claimed and a competitor named. Unfounded: neither."),
    )
    yield Wording(
        _("Bargaining threat"),
        _("An unfounded threat that asks for something."),
    )
    yield Wording(
        _("Hunter, watch"),
        _("Over the last {days} days. Hunter: at least {threats} bargaining threats, at least {share} of all "
          "threats, and no open complaint. Watch: at least one bargaining threat, but not a hunter. A person’s "
          "judgement in force is the level shown; the computed one stays beside it. Asking for a better price "
          "without threatening to leave never flags.")
        .format(days=s.hunter_window_days, threats=s.hunter_threats, share=format_percent(s.hunter_share)),
    )  # fmt: skip
    yield Wording(
        _("Came back, stayed anyway, buys at a discount"),
        _("Evidence that does not change the level: another threat’s offer was accepted in the {days} days up "
          "to a bargaining threat; the client stayed although no offer for the threat was accepted; at least "
          "{share} of at least {purchases} purchases carried a discount.")
        .format(days=s.hunter_came_back_days, share=format_percent(s.hunter_discount_share),
                purchases=s.hunter_discount_purchases),
    )  # fmt: skip


def _value(s: Settings) -> Iterator[Wording]:
    yield Wording(_("What a client is worth"))
    yield Wording(
        _("Lifetime value (CLV)"),
        _("m · r / (1 + i − r): m the margin of the last {days} days, r the yearly chance to stay ({stay}), i the "
          "discount rate ({interest}). Without a positive margin it is 0: the client costs more than they bring.")
        .format(days=s.value_window_days, stay=format_percent(s.value_retention),
                interest=format_percent(s.value_interest)),
    )  # fmt: skip
    yield Wording(
        _("Ceiling of an offer"),
        _("The most one offer may cost under a threat and still pay: CLV · (1 − p0 / p1), p0 and p1 the chances "
          "that the client stays without and with it, less what was given under threat in the last {days} "
          "days. An unfounded threat is worth nothing. It is a range, because the chances are.")
        .format(days=s.value_given_days),
    )  # fmt: skip
    yield Wording(
        _("Offers unasked"),
        _("Offers given before anybody asked, of all offers of the period. Where most is given under threat, "
          "clients learn to threaten."),
    )  # fmt: skip
    yield Wording(
        _("Buying class"),
        _("The first that holds: none (no purchase); new (first purchase less than {new} days ago); lapsed (last "
          "one more than {lapsed} days ago); lapsing (last one more than {gaps} usual gaps and more than "
          "{late} days ago); loyal (at least {loyal} purchase days in {window} days); occasional.")
        .format(new=s.buying_new_days, lapsed=s.buying_lapsed_days, gaps=format_number(s.buying_lapsing_gaps),
                late=s.buying_lapsing_days, loyal=s.buying_loyal_purchases, window=s.buying_loyal_days),
    )  # fmt: skip


def _loyalty(s: Settings) -> Iterator[Wording]:
    yield Wording(_("Loyalty"))
    yield Wording(
        _("Satisfaction"),
        _("0–100, from survey answers and how complaints ended; what is {days} days old counts half. Blank: "
          "unknown, which is not zero. Satisfied: {score} or more.")
        .format(days=s.loyalty_satisfaction_half_life, score=format_number(s.loyalty_satisfied)),
    )  # fmt: skip
    yield Wording(
        _("Affinity"),
        _("0–100, from the moods of touches, referrals and threats; what is {days} days old counts half.")
        .format(days=s.loyalty_affinity_half_life),
    )  # fmt: skip
    yield Wording(
        _("Involvement"),
        _("0–100, the mean of contact, initiative, voice and buying, as far as they can be seen (at least "
          "{parts} of them).").format(parts=s.loyalty_parts),
    )  # fmt: skip
    yield Wording(
        _("Satisfied, but not loyal"),
        _("Satisfaction at {high} or more, while affinity or involvement is known and below {low}.")
        .format(high=format_number(s.loyalty_satisfied), low=format_number(s.loyalty_not_loyal)),
    )  # fmt: skip


def _surveys(s: Settings) -> Iterator[Wording]:
    yield Wording(_("Surveys"))
    yield Wording(
        _("Recommendation (NPS)"),
        _("Of all answers of the period: those of 9 and 10 less those up to 6, in per cent; from {n} answers on, "
          "with the range in which it lies with 95 % certainty, reckoned as Agresti and Coull do. With fewer "
          "answers these stand for themselves.").format(n=s.survey_nps_answers),
    )  # fmt: skip


def _voice(s: Settings) -> Iterator[Wording]:
    yield Wording(_("Complaints and voice"))
    yield Wording(
        _("Voice"),
        _("Speaks up: complained in the last {days} days. Otherwise the answer to the latest voice check in that "
          "time (willing, hesitant, unwilling), otherwise silent. The goal is that more is voiced and less "
          "comes back.").format(days=s.voice_days),
    )  # fmt: skip
    yield Wording(
        _("Complaint targets"),
        _("First answer by the end of working day {answer} after receipt, told what changed by the end of "
          "working day {close}. Public holidays of {country} are no working days. A complaint is open until "
          "the client was told.")
        .format(answer=s.complaint_response_days, close=s.complaint_close_days, country=s.country),
    )  # fmt: skip
    yield Wording(
        _("Closed loop"),
        _("Complaints whose client was told what changed, of those received."),
    )
    yield Wording(
        _("Repeated complaint"),
        _("Another one of the same client and category was resolved in the {days} days up to its receipt.")
        .format(days=s.complaint_repeat_days),
    )  # fmt: skip


def _promises() -> Iterator[Wording]:
    yield Wording(_("Promises"))
    yield Wording(
        _("Kept, late, broken, overdue"),
        _("Kept: fulfilled by the due day, or without one. Late: fulfilled after it. Overdue: the due day has "
          "passed. Broken and released: ended so. Kept rate: kept, of kept, late, broken and overdue."),
    )  # fmt: skip
