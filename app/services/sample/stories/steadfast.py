"""Glob Pharma, which stays by habit, and Hotel Miorița, which stays for life."""

from __future__ import annotations

from app.services.sample.disputes import complaint, offer, promise, settled_disputes
from app.services.sample.parts import acquisition, buys, grumbles, survey_series, touches, voice
from app.services.sample.stories.story import IOANA, Story
from app.services.sample.teller import Teller

__all__ = ["GLOB", "MIORITA"]


def _glob(t: Teller) -> None:
    t.contact(
        "Irina Luca",
        "director de marketing",
        "decides",
        profile="Ton politicos, mereu pe fugă; așteaptă să sunăm noi.",
    )
    t.contact("Sorin Hâncu", "farmacii", "uses")
    t.contact("Elena Pârvu", "contabilitate", "pays", left_on=-300)
    t.item = "gama de vitamine"
    acquisition(t)
    for day, kind, subject, body, mood in (
        (-262, "email", "Plan nou", "Au primit planul. „E în regulă.”", 0),
        (-192, "visit", "Farmacia din centru", "Ne-au arătat raftul nou; discuție scurtă, dar caldă.", 1),
        (-135, "meeting", "Ședință trimestrială", "Au ascultat fără întrebări.", 0),
        (-41, "call", "Prelungire", "„Continuăm ca până acum.” Ton grăbit.", -1),
    ):
        t.note(day, kind, subject, body, mood, who="Irina Luca")
    for day in range(-1400, -300, 75):
        t.note(t.workday(day), "email", "Raport lunar", "Raport trimis, fără răspuns.")
    buys(t, -1420, -18, 45, 1900, margin=0.31)
    survey_series(t, -1000, -212, (8, 8, 9), 180)
    voice(t, -169, "unwilling")
    offer(t, -80, "service", "proactive", 320, note="instruire pentru două persoane", perceived_as="gift")
    promise(t, -30, 20, text="Traducerea fișelor de produs")
    t.note(
        -20,
        "internal",
        "De reținut",
        "Comandă din obicei. O vizită pe lună și întrebarea: ce le-ar lipsi?",
        author=IOANA,
    )


def _miorita(t: Teller) -> None:
    t.contact(
        "Ana Vlad",
        "proprietar",
        "decides",
        advocate=True,
        birthday="1988-02-29",
        profile="Ține minte fiecare nume. Ceaiul de tei e mereu pregătit.",
    )
    t.contact("Călin Șoimaru", "recepție", "uses")
    t.item = "oferta de munte"
    acquisition(t)
    touches(t, -1440, -200, 14, "warm", 0.4)
    touches(t, -185, -4, 26, "warm", 0.5, internal=0)
    buys(t, -1440, -16, 50, 2300, margin=0.33, growth=0.08)
    settled_disputes(
        t, -1100, [("convinced", 1, None), ("convinced", 1, None), ("client_way", 2, "client_right")], 430
    )
    complaint(t, -200, entry=0, satisfied="yes", raised_by="Ana Vlad")
    grumbles(t, (-510, -290, -130))
    t.tell(
        "complaints", -71, channel="call", raised_by="Ana Vlad", solicited=False, category="disponibilitate", severity=1,
        remark="Sâmbătă nu a răspuns nimeni, iar oaspeții întrebau de reclamă.", assigned_to=IOANA, responded_on=-69,
        finding="Nu exista un număr pentru sfârșit de săptămână.", change_made="Sâmbăta răspunde, prin rotație, unul dintre noi.",
        resolved_on=-67, told_on=-66, told_words="Am dat numărul și programul; au râs și au mulțumit.", thanked_on=-64,
        reward="o scrisoare de mână", reward_cost=5, satisfied="yes",
        story="O sâmbătă fără răspuns ne-a adus un număr de gardă. De atunci răspunde mereu cineva.", story_consent=True,
    )  # fmt: skip
    survey_series(t, -1300, -25, (10, 9, 10), 60)
    voice(t, -100, "willing")
    t.tell("referrals", -300, referred="Pensiunea Trei Brazi", outcome="won")
    t.tell("referrals", -90, referred="Cabana Lupului Alb", outcome="open")
    offer(
        t,
        -215,
        "gift",
        "proactive",
        45,
        note="o carte despre orașul lor, la douăzeci de ani",
        programme=True,
        perceived_as="reward",
        decided_on=-214,
    )
    offer(t, -640, "service", "proactive", 180, programme=True, perceived_as="reward")
    for made, due, kept in ((-500, -480, -485), (-240, -220, -221), (-60, -40, -44)):
        promise(t, made, due, fulfilled_on=kept)
    promise(t, -14, 16)
    promise(t, -90, -70, side="theirs", fulfilled_on=-72)
    t.note(
        -4,
        "call",
        "Mulțumiri",
        "Camerele pentru sfârșitul de săptămână sunt toate rezervate. „Datorită vouă.”",
        2,
        started="client",
        at="10:20",
    )


GLOB = Story(
    "Glob Pharma", "ro", IOANA, _glob,
    {
        "legal_name": "Glob Pharma SRL", "industry": "farmacii", "status": "active", "since": -2015, "first_contact_on": -2075,
        "expertise": "informed", "came_for": "price", "switching_cost": "high", "contact_every_days": 30,
        "profile": "Iași. Comandă regulat, vorbește rar.", "tags": "farmacii; afișaj",
    },
)  # fmt: skip
MIORITA = Story(
    "Hotel Miorița", "ro", IOANA, _miorita,
    {
        "legal_name": "Hotel Miorița SRL", "industry": "turism", "status": "active", "since": -2390, "first_contact_on": -2460,
        "expertise": "informed", "came_for": "referral", "switching_cost": "low", "contact_every_days": 30, "currency": "RON",
        "profile": "Sibiu. Douăzeci de camere și o bucătărie vestită.", "tags": "turism; parteneri",
    },
)  # fmt: skip
