"""Carpați Beverages, Estoria Retail and Ferma Zorile."""

from __future__ import annotations

from app.services.sample.disputes import complaint, dispute, offer, promise, settled_disputes
from app.services.sample.parts import (
    acquisition,
    buys,
    costs,
    grumbles,
    handover,
    survey,
    survey_series,
    touches,
    voice,
)
from app.services.sample.stories.story import IOANA, MATEI, VICTOR, Story
from app.services.sample.teller import Teller

__all__ = ["CARPATI", "ESTORIA", "FERMA"]


def _carpati(t: Teller) -> None:
    t.contact(
        "Silviu Rusu",
        "director de marketing",
        "decides",
        profile="Vine pregătit; îi plac mostrele puse pe masă.",
    )
    t.contact("Ileana Câmpeanu", "achiziții", "pays")
    t.item = "apa cu lămâie"
    acquisition(t)
    touches(t, -1380, -130, 12, "good", 0.35)
    touches(t, -110, -6, 24, "warm", 0.45, internal=0)
    buys(t, -1250, -85, 140, 6200, margin=0.3, growth=0.06)
    settled_disputes(t, -900, [("compromise", 2, "mixed"), ("convinced", 1, None)], 700)
    threat = t.tell(
        "threats", -76, made_by="Ileana Câmpeanu", wording="Dacă nu scade comanda de toamnă, cerem oferte și de la alții.",
        stated_reason="price", offer_evidence="none", asked_for="discount", amount_asked=2000, response="retain",
        outcome="stayed", outcome_on=-70,
    )  # fmt: skip
    offer(t, -74, "discount", "threat", 1140, threat_id=threat["id"], note="5 % la comanda cea mare")
    t.note(
        -76,
        "call",
        "Prețul comenzii",
        "Achizițiile cer 5 % sub amenințarea altor oferte; marketingul nu știa.",
        -1,
        started="client",
        who="Ileana Câmpeanu",
    )
    complaint(
        t, -4, "responded_on", entry=4, category="mostre", assigned_to=MATEI,
        remark="Mostrele au venit fără eticheta nouă.",
    )  # fmt: skip
    grumbles(t, (-560, -380, -240, -150, -45))
    survey_series(t, -1000, -35, (9, 9, 8), 110)
    voice(t, -60, "willing")
    t.tell("referrals", -180, referred="Fabrica de Sirop Cetina", outcome="open")
    agreed = t.tell(
        "agreements", -325, title="Acord anual, băuturi", ends_on=40, yearly_value=19400, notice_days=30, exit_fee=0,
        exclusive=False, our_gain="plan pe un an întreg", client_gain="preț fix până la sfârșitul termenului",
        included="două campanii pe an și rapoartele lor",
    )  # fmt: skip
    for day, amount, hours, what in (
        (-190, 780, 14, "Etichetă de probă pentru târg"),
        (-118, 690, 12.5, "Montaj nou al filmului de raft"),
        (-33, 740, 13, "Machete pentru o rețea care nu era în plan"),
    ):
        t.tell(
            "costs", day, amount=amount, what=what, hours=hours, beyond_scope=True, agreement_id=agreed["id"]
        )
    t.tell(
        "goals", -320, goal="Gama nouă în trei rețele", measure="contracte semnate", our_part="prezentări și probe",
        client_part="volume rezervate pentru rețele", due_on=60,
    )  # fmt: skip
    t.tell(
        "tasks",
        0,
        text="Prelungirea acordului",
        kind="meeting",
        at="10:30",
        minutes=45,
        place="video",
        who=MATEI,
    )
    promise(t, -12, 15, text="Simulare de buget pentru anul viitor")
    promise(t, -30, -10, side="theirs", text="Volumele estimate pe sezon", fulfilled_on=-11)
    t.note(
        -13,
        "visit",
        "Degustare",
        "Am încercat gama nouă; vor un film scurt pentru rafturi.",
        2,
        who="Silviu Rusu",
    )


def _estoria(t: Teller) -> None:
    t.contact("Oana Marin", "director de magazine", "decides")
    birthday = t.collector.day(4)
    # They never told the year.
    t.contact(
        "Paul Stan", "achiziții", "influences", birthday=f"--{birthday:%m-%d}",
        profile="Îi place ciocolata neagră; citește poezie.",
    )  # fmt: skip
    t.contact("Mihai Alfaru", "cumpărător", "influences")
    t.item = "vitrina de colț"
    handover(t, -70, VICTOR)
    acquisition(t, by=VICTOR)
    touches(t, -1300, -230, 10, "even", 0.25, author=VICTOR)
    touches(t, -200, -72, 14, "even", 0.3, author=VICTOR)
    touches(t, -66, -9, 20, "even", 0.3)
    buys(t, -1280, -130, 160, 7600, margin=0.24)
    settled_disputes(t, -1000, [("client_way", 1, "our_advice"), ("convinced", 1, None)], 380)
    dispute(t, -9, 1, advice_limit=2)
    complaint(
        t, -5, None, entry=4, severity=2, raised_by="Oana Marin", assigned_to=None,
        remark="În vitrina de la stradă e încă prețul de anul trecut. Clienții ni-l arată pe telefon.",
    )  # fmt: skip
    complaint(t, -400, entry=4, satisfied="partly", upto="told_on")
    survey(t, -70, "csat", 3, "Oana Marin")
    survey(t, -300, "csat", 4, "Oana Marin")
    offer(t, -500, "gift", "proactive", 45, perceived_as="gift")
    offer(t, -330, "terms", "requested", 150)
    promise(t, -60, -45, text="Machete pentru vitrina de colț", fulfilled_on=-44)
    promise(t, -7, 12)
    costs(t, (-260, -90), 240)
    t.tell(
        "agreements", -330, title="Acord de parteneriat", ends_on=400, yearly_value=22980, notice_days=25, exit_fee=0,
        exclusive=False, our_gain="comenzi pentru toate magazinele", client_gain="preț unic și un singur om de contact",
    )  # fmt: skip


def _ferma(t: Teller) -> None:
    t.contact("Dan Pop", "proprietar", "decides", profile="Vorbește puțin. Așteaptă să fie întrebat.")
    t.contact(
        "Măriuca Pop", "vânzări", "uses", birthday=t.collector.day(-40).replace(year=1990, day=1).isoformat()
    )
    t.item = "brânza de burduf"
    for day, kind, subject, body in (
        (-140, "visit", "Prima vizită", "Am văzut ferma și magazinul de la poartă. Vor să vândă și la oraș."),
        (-128, "call", "Întrebări", "Au întrebat ce înseamnă un plan media. Am explicat pe scurt."),
        (-119, "meeting", "Propunere", "Trei variante pe o pagină; le-a plăcut cea mai simplă."),
        (-105, "email", "Costuri", "Am trimis costurile pe șase luni."),
        (-92, "visit", "Poze la fermă", "Am făcut pozele pentru etichete, fără cost, cum am promis."),
        (-80, "call", "Detalii", "Au cerut să începem cu un singur oraș."),
        (-66, "meeting", "Acord", "Am stabilit începutul și raportul lunar."),
        (-58, "call", "Pregătiri", "Totul e gata pentru prima lună."),
    ):
        t.note(day, kind, subject, body, 1, who="Dan Pop", started="client" if day == -128 else "us")
    t.note(-41, "email", "Primul raport", "Am trimis raportul primei săptămâni. Niciun răspuns.", 0)
    t.note(-15, "call", "Scurt", "„E bine.” Nimic altceva.", 0)
    shared = {"side": "ours", "kind": "promise", "phase": "acquisition", "made_by": IOANA}
    t.tell("promises", -92, text="Poze pentru etichete, fără cost", due_on=-80, fulfilled_on=-84, **shared)
    t.tell("promises", -66, text="Raport lunar, explicat la telefon", due_on=-20, fulfilled_on=-15, **shared)
    t.tell("promises", -66, text="O vizită la fermă în fiecare trimestru", due_on=24, **shared)
    t.tell(
        "promises",
        -66,
        text="Să fie sunați, nu doar să primească e-mailuri",
        side="ours",
        kind="expectation",
        phase="acquisition",
    )
    t.tell("purchases", -50, amount=1350, cost=900, item="plan media", invoice="FZ-0001")
    t.tell("purchases", -20, amount=1350, cost=900, item="campanie online", invoice="FZ-0002")
    t.tell("tasks", 6, text="Întreabă ce nu merge, oricât de mic", kind="call", who=IOANA)


CARPATI = Story(
    "Carpați Beverages", "ro", MATEI, _carpati,
    {
        "legal_name": "Carpați Beverages SRL", "industry": "băuturi", "status": "active", "since": -1385,
        "first_contact_on": -1480, "expertise": "expert", "came_for": "referral", "switching_cost": "low",
        "contact_every_days": 21, "profile": "Brașov. Familie cu gust pentru probe.", "tags": "sezon; degustări",
    },
)  # fmt: skip
ESTORIA = Story(
    "Estoria Retail", "ro", IOANA, _estoria,
    {
        "legal_name": "Estoria Retail SA", "industry": "magazine de îmbrăcăminte", "status": "active", "since": -1320,
        "first_contact_on": -1400, "expertise": "novice", "came_for": "price", "switching_cost": "low",
        "profile": "Cluj-Napoca. Douăsprezece magazine, vitrine schimbate lunar.", "tags": "vitrine; afișaj", "currency": "RON",
    },
)  # fmt: skip
FERMA = Story(
    "Ferma Zorile", "ro", IOANA, _ferma,
    {
        "industry": "produse lactate", "status": "active", "since": -52, "first_contact_on": -140,
        "expertise": "novice", "came_for": "need", "switching_cost": "low", "profile": "Lângă Bacău. Prima colaborare cu o agenție.",
        "tags": "nou; regional", "currency": "RON",
    },
)  # fmt: skip
