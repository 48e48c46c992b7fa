"""Settings of loyalty, its types, voice and contact."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.settings.spec import count, days, points, real, score, share, whole
from app.i18n import N_

_HALF_LIFE = N_("After this time a piece of evidence counts half.")
_KNOWN = N_("Below this sum of weights it is unknown.")
_VALUE = N_("What this counts on the scale 0–100.")
_POINTS = N_("Points for this piece of evidence.")


# A part of Settings; only the whole is made.
@dataclass(frozen=True, init=False, repr=False, eq=False)
class LoyaltySettings:
    """DOMAIN.md, Loyalty: three components, and the map of two axes."""

    contact_every_days: int = days(
        30, N_("Contact at least every"), N_("Unless the client has a rhythm of their own."), 1
    )
    loyalty_satisfaction_half_life: int = days(90, N_("Satisfaction fades by half in"), _HALF_LIFE, 1)
    loyalty_satisfaction_weight: float = real(
        0.5, "weight", 0.01, 100, N_("Satisfaction is known from"), _KNOWN
    )
    loyalty_complaint_partly: float = score(50, N_("Complaint settled in part"), _VALUE)
    loyalty_affinity_half_life: int = days(180, N_("Affinity fades by half in"), _HALF_LIFE, 1)
    loyalty_affinity_weight: float = real(1, "weight", 0.01, 100, N_("Affinity is known from"), _KNOWN)
    loyalty_referral: float = score(100, N_("A referral"), _VALUE)
    loyalty_founded_threat: float = score(25, N_("A founded threat"), _VALUE)
    loyalty_bargaining_threat: float = score(0, N_("A bargaining threat"), _VALUE)
    loyalty_contact_days: int = days(90, N_("Contact: window"), N_("Touches of this time count."), 1)
    loyalty_initiative_days: int = days(180, N_("Initiative: window"), N_("Touches of this time count."), 1)
    loyalty_initiative_share: float = share(
        0.5, N_("Full initiative"), N_("The part of touches started by the client that counts 100."), 0.01
    )
    loyalty_voice_days: int = days(
        365, N_("Voice: window"), N_("Complaints and voice checks of this time."), 1
    )
    loyalty_voice_hesitant: float = score(50, N_("Voice: hesitant"), _VALUE)
    loyalty_buying_loyal: float = score(100, N_("Buying: loyal"), _VALUE)
    loyalty_buying_new: float = score(50, N_("Buying: new"), _VALUE)
    loyalty_buying_occasional: float = score(40, N_("Buying: occasional"), _VALUE)
    loyalty_buying_lapsing: float = score(20, N_("Buying: lapsing"), _VALUE)
    loyalty_buying_lapsed: float = score(0, N_("Buying: lapsed"), _VALUE)
    loyalty_parts: int = count(
        2, N_("Parts of involvement"), N_("Involvement is known from so many parts on."), 1, 4
    )
    loyalty_for_life: float = score(70, N_("For life"), N_("All three components are at least this."))
    loyalty_attitude_high: float = score(60, N_("High attitude"), N_("From here on attitude is high."))
    loyalty_satisfied: float = score(70, N_("Satisfied"), N_("From here on a client counts as satisfied."))
    loyalty_not_loyal: float = score(
        50, N_("Not loyal"), N_("Satisfied, but affinity or involvement below this: not loyal.")
    )


# A part of Settings; only the whole is made.
@dataclass(frozen=True, init=False, repr=False, eq=False)
class TypeSettings:
    """DOMAIN.md, Loyalty: why does he stay?"""

    type_suggested_from: int = points(2, N_("A type is suggested from"), N_("With fewer points none is."))
    type_confirm_days: int = days(
        180, N_("Confirm a loyalty type after"), N_("A judgement about the type asks to be confirmed again.")
    )
    type_bonus_days: int = days(365, N_("Bonus: window"), N_("Accepted offers and revenue of this time."), 1)
    type_bonus_share: float = share(
        0.03, N_("Bonus: share of revenue"), N_("Accepted offers cost at least this part of the revenue.")
    )
    type_bonus_offers: int = points(2, N_("Bonus: offers accepted"), _POINTS)
    type_bonus_came: int = points(1, N_("Bonus: came for the bonus"), _POINTS)
    type_inertia_notice_days: int = days(
        60, N_("Inertia: notice"), N_("An agreement with notice from here on holds the client.")
    )
    type_inertia_agreement: int = points(2, N_("Inertia: agreement"), _POINTS)
    type_inertia_switching: int = points(1, N_("Inertia: high switching cost"), _POINTS)
    type_convenience_since_days: int = days(730, N_("Convenience: client since"), N_("At least this long."))
    type_convenience_quiet_days: int = days(
        730, N_("Convenience: no threat in"), N_("No threat in this time.")
    )
    type_convenience_involvement: float = score(
        40, N_("Convenience: involvement"), N_("Involvement is known and below this.")
    )
    type_convenience_contact: float = score(
        50, N_("Convenience: contact"), N_("The contact part is seen and below this.")
    )
    type_convenience_uninvolved: int = points(2, N_("Convenience: long here, not involved"), _POINTS)
    type_convenience_untouched: int = points(1, N_("Convenience: little contact"), _POINTS)
    type_monopoly_sole: int = points(3, N_("Monopoly: sole supplier"), _POINTS)
    type_price_threat_days: int = days(
        730, N_("Price: discount asked in"), N_("Threats of this time that asked for a discount."), 1
    )
    type_price_days: int = days(365, N_("Price: purchases of"), N_("Purchases of this time count."), 1)
    type_price_share: float = share(
        0.5, N_("Price: share at a discount"), N_("At least this part of the purchases.")
    )
    type_price_purchases: int = count(
        3, N_("Price: purchases"), N_("With fewer purchases nothing is said about discounts."), 1
    )
    type_price_threat: int = points(2, N_("Price: asked for a discount"), _POINTS)
    type_price_came: int = points(1, N_("Price: came for the price"), _POINTS)
    type_price_bought: int = points(1, N_("Price: buys at a discount"), _POINTS)
    type_trend_came: int = points(2, N_("Trend: came for the trend"), _POINTS)
    type_life_referral_days: int = days(730, N_("Life: referral in"), N_("Referrals of this time count."), 1)
    type_life_after_days: int = days(
        90, N_("Life: stayed after a complaint"), N_("Still active this long after the telling.")
    )
    type_life_components: int = points(2, N_("Life: three components"), _POINTS)
    type_life_referral: int = points(1, N_("Life: referral"), _POINTS)
    type_life_complaint: int = points(1, N_("Life: stayed after a complaint: points"), _POINTS)


# A part of Settings; only the whole is made.
@dataclass(frozen=True, init=False, repr=False, eq=False)
class VoiceSettings:
    """DOMAIN.md, Voice; Complaints; Promises; Surveys; Retention; One voice; Today."""

    voice_days: int = days(365, N_("Voice: window"), N_("Complaints and voice checks of this time count."), 1)
    voice_new_from: int = days(46, N_("New and silent from"), N_("Age of the relationship, first day."))
    voice_new_until: int = days(90, N_("New and silent until"), N_("Age of the relationship, last day."))
    voice_silent_days: int = days(
        180, N_("Silent for"), N_("No survey answer and no touch started by the client in this time."), 1
    )
    complaint_response_days: int = whole(
        1, "working days", 0, 60, N_("First answer within"), N_("Working days after receipt.")
    )
    complaint_close_days: int = whole(
        10, "working days", 0, 250, N_("Told within"), N_("Working days after receipt.")
    )
    complaint_repeat_days: int = days(
        365, N_("A complaint repeats within"), N_("… after another of the same category was resolved.")
    )
    promise_attention_days: int = days(
        90, N_("Attention now: window"), N_("Touches of this time, as a month's number."), 1
    )
    promise_courting_days: int = days(
        30, N_("Attention then: at least"), N_("Courting counts as at least this long."), 1
    )
    survey_fresh_days: int = days(90, N_("Survey fresh"), N_("The newest answer is at most this old."))
    survey_ageing_days: int = days(180, N_("Survey ageing"), N_("Older than this it is stale."))
    survey_nps_answers: int = count(
        10, N_("Answers for an NPS"), N_("With fewer the answers stand alone."), 2
    )
    survey_fatigue_days: int = days(
        90, N_("Ask one contact at most every"), N_("Asking sooner is warned about.")
    )
    retention_window_days: int = days(
        365, N_("Revenue retention: window"), N_("Revenue before and now is of this time."), 1
    )
    team_voice_days: int = days(
        365, N_("One voice: window"), N_("Touches and handovers of this time count."), 1
    )
    team_voice_new_days: int = days(90, N_("New voice"), N_("A first touch so recent is a new voice."), 1)
    team_handover_days: int = days(
        90, N_("Handover note within"), N_("… of the new voice's first touch, before or after.")
    )
    today_notice_days: int = days(
        14, N_("Notice day ahead"), N_("Shown so long before the last day to give notice.")
    )
    today_promise_days: int = days(3, N_("Promise due ahead"), N_("Shown so long before it is due."))
    today_ending_days: int = days(90, N_("Agreement ends soon"), N_("Shown as soon."))
    today_ending_later_days: int = days(180, N_("Agreement ends later"), N_("Shown to keep in mind."))
    today_contact_times: float = real(
        2, "times", 1, 20, N_("Contact long overdue"), N_("The last touch is older than so many rhythms.")
    )
    today_birthday_days: int = days(7, N_("Birthday ahead"), N_("Shown so long before."), 0, 60)
