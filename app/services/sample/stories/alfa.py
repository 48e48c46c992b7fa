"""Alfa Media SRL: argues every plan, complains openly, twice used a threat to bargain, and stays."""

from __future__ import annotations

from app.services.sample.disputes import settled_disputes
from app.services.sample.parts import acquisition, buys, costs, touches
from app.services.sample.stories.story import IOANA, MATEI, Story
from app.services.sample.teller import Teller

__all__ = ["ALFA"]

RADU, MIRELA, ANDREI = "Radu Ionescu", "Mirela Popa", "Andrei Dobre"


def _tell(t: Teller) -> None:
    t.contact(
        RADU, "director general", "decides", profile="Hotărăște repede, apoi doarme o noapte pe hotărâre."
    )
    t.contact(
        MIRELA, "financiar", "pays", profile="Verifică fiecare factură. Apreciază când sunăm noi primii."
    )
    t.contact(ANDREI, "marketing", "influences", advocate=True)
    t.contact("Simona Vârtej", "magazine", "uses")
    t.item = "gama de electronice"
    acquisition(t)
    touches(t, -1400, -120, 11, "good", 0.35)
    buys(t, -1430, -12, 30, 4050, margin=0.27, growth=-0.05)
    costs(t, (-310, -150, -40), 380)
    t.tell("referrals", -640, referred="Magazinul Trei Cireși", outcome="won")
    _disputes(t)
    _complaints(t)
    _threats(t)
    _promises(t)
    _lately(t)


def _disputes(t: Teller) -> None:
    outcomes = [
        ("convinced", 1, None),
        ("convinced", 2, None),
        ("compromise", 2, "mixed"),
        ("client_way", 3, "client_right"),
        ("convinced", 1, None),
    ]
    settled_disputes(t, -1150, outcomes, 150)
    sale = t.dispute(
        -152,
        "Reducere de 40 % la toată gama",
        "Toate produsele cu 40 % mai ieftine, două săptămâni.",
        "Doar colecția veche: altfel cumpărătorii învață să aștepte.",
        "marja pe un trimestru",
        outcome="client_way",
        decided_on=-127,
        decided_by=RADU,
        debriefed_on=-67,
        verdict="our_advice",
        lesson="S-au vândut cu 22 % mai multe bucăți, la o marjă cu 31 % mai mică. La anul doar colecția veche; au propus-o chiar ei.",
    )
    t.argue(sale, -146, "call", "Marja pe bucată, înainte și după.", "refused", who=RADU)
    t.argue(sale, -133, "meeting", "Ce s-a întâmplat după reducerea de acum doi ani.", "hesitated", who=RADU)
    radio = t.dispute(
        -37,
        "Fără radio regional",
        "Oprim toate cele șase posturi regionale.",
        "Păstrăm Iași și Cluj: de acolo vine o treime din vizitele în magazine.",
        "vizitele din două regiuni",
    )
    t.argue(radio, -30, "email", "Vizitele pe orașe în ultimele șase luni.", "refused", who=RADU)
    t.argue(radio, -20, "meeting", "O lună de probă cu jumătate din difuzări.", "hesitated", who=RADU)
    t.argue(radio, -8, "call", "Costul pe vizită: radio față de afișaj.", "refused", who=RADU)
    split = t.dispute(
        -18,
        "Împărțire TV 80/20",
        "80 % din buget pe televiziune; 20 % rămân pentru video online.",
        "Rămânem la 60/40: sub 45 de ani acoperirea scade de la 71 % la 52 % pentru aceiași bani.",
        "circa 4 100 € din buget și lansarea următoare",
    )
    t.argue(split, -15, "call", "Curba de acoperire: video online a adus 19 puncte.", "refused", who=RADU)
    t.argue(
        split,
        -2,
        "meeting",
        "Aceiași bani, două planuri alături, și cazul altui magazin.",
        "hesitated",
        who=RADU,
    )


def _complaints(t: Teller) -> None:
    shared = {"raised_by": MIRELA, "solicited": False, "channel": "call", "assigned_to": MATEI}
    t.tell(
        "complaints", -262 + 2, **{**shared, "raised_by": ANDREI}, category="rapoarte", severity=1,
        remark="Raportul a venit vineri seara; luni dimineață îl prezentam.",
        responded_on=-259, finding="Trimiterea era programată la ora 19.", change_made="Raportul pleacă joi până la prânz.",
        resolved_on=-257, told_on=-255, told_words="Am sunat joi, odată cu raportul.", thanked_on=-255, satisfied="yes",
        reward="un raport pe orașe", reward_cost=60, story="Un raport sosit vineri seara ne-a făcut să-l trimitem joi la prânz.",
        story_consent=False,
    )  # fmt: skip
    t.tell(
        "complaints", -67, **shared, category="facturare", severity=2,
        remark="Pe factură e comanda din primăvară, nu cea nouă.", responded_on=-66,
        finding="Comanda veche rămăsese deschisă.", change_made="Comanda veche a fost închisă de mână.",
        resolved_on=-60, told_on=-57, told_words="Am trimis factura corectată și am explicat.", satisfied="partly",
    )  # fmt: skip
    month = t.words.month(t.collector.day(-30))
    t.tell(
        "complaints", -11, **shared, category="facturare", severity=2,
        remark=f"Factura pe {month} e din nou greșită. Data trecută ați facturat comanda veche, acum cantitatea e de acum două luni. "
        "Oamenii mei pierd o jumătate de zi pe lună cu verificarea a ceea ce trebuia să verificați voi. "
        "Vă plătim ca să nu ne gândim la asta.",
        responded_on=-11, finding="Două comenzi erau deschise; facturarea a luat-o pe cea veche. Nimeni nu a comparat-o cu avizul.",
        change_made="Fiecare factură e comparată cu ultima comandă de o a doua persoană; facturarea se oprește unde diferă.",
        resolved_on=-3,
    )  # fmt: skip


def _threats(t: Teller) -> None:
    t.tell(
        "threats", -520, made_by=ANDREI, wording="Ne-a scris Atelierul Corb Alb; ne gândim.", stated_reason="competitor",
        competitor="Atelierul Corb Alb", offer_evidence="claimed", asked_for="nothing", response="hold",
        outcome="stayed", outcome_on=-490, note="Am trecut împreună prin plan; au rămas fără nimic în plus.",
    )  # fmt: skip
    first = t.tell(
        "threats", -262, made_by=RADU, wording="Alții o fac cu 15 % mai ieftin.", stated_reason="price",
        offer_evidence="none", asked_for="discount", amount_asked=1800, response="retain", outcome="stayed", outcome_on=-257,
    )  # fmt: skip
    t.tell(
        "offers", -260, kind="discount", trigger="threat", threat_id=first["id"], cost=600, outcome="accepted",
        decided_on=-258, perceived_as="unknown", note="rabat de 5 % la comanda următoare", asked_in_return="comandă pe un an",
    )  # fmt: skip
    t.tell(
        "threats", -101, made_by=RADU, wording="Avem și alte oferte.", stated_reason="other", offer_evidence="none",
        asked_for="bonus", response="hold", outcome="stayed", outcome_on=-80, note="Fără nimic în plus; după trei săptămâni au comandat.",
    )  # fmt: skip


def _promises(t: Teller) -> None:
    month = t.words.month(t.collector.day(-30))
    ours = {"side": "ours", "kind": "promise", "phase": "partnership", "made_by": IOANA}
    t.tell("promises", -400, text="Raport pe orașe", due_on=-380, fulfilled_on=-382, **ours)
    t.tell("promises", -210, text="Lista difuzărilor", due_on=-200, fulfilled_on=-196, **ours)
    t.tell("promises", -16, text=f"Fișierul de reconciliere pe {month}", due_on=-3, **ours)
    t.tell("promises", -9, text="Plan media, varianta a treia", due_on=8, **ours)
    theirs = {"side": "theirs", "kind": "promise", "phase": "partnership"}
    t.tell("promises", -21, text="Numerele de comandă cu trei zile înainte de fiecare factură", **theirs)
    t.tell("promises", -120, text="Lista prețurilor noi", due_on=-100, fulfilled_on=-98, **theirs)
    agreed = t.tell(
        "agreements", -540, title="Acord anual de parteneriat", ends_on=190, yearly_value=48200, notice_days=60,
        exit_fee=0, exclusive=True, our_gain="volum stabil și exclusivitate", client_gain="preț fix și prioritate la spații",
        included="patru campanii pe an, raport lunar, două ședințe pe trimestru",
    )  # fmt: skip
    extra = {"beyond_scope": True, "agreement_id": agreed["id"]}
    t.tell("costs", -260, amount=240, what="Afiș refăcut a treia oară", hours=6, **extra)
    t.tell("costs", -72, amount=320, what="Raport pe magazine, cerut vineri seara", hours=7.5, **extra)
    t.tell(
        "goals", -300, goal="Cu 15 % mai mulți vizitatori în magazine", measure="numărătoarea de la intrare",
        our_part="patru campanii și un raport lunar", client_part="prețurile la raft cu o săptămână înainte", due_on=120,
    )  # fmt: skip
    t.tell(
        "goals", -560, goal="O singură factură pe lună", our_part="facturare pe ultima zi", client_part="comenzi cu număr",
        due_on=-380, reached_on=-395, result="Din luna a treia vine una singură.",
    )  # fmt: skip
    t.tell("tasks", 6, text="Sună înainte de comanda lunii", kind="call", every="1m", who=IOANA)
    t.tell(
        "surveys",
        -212,
        kind="nps",
        score=6,
        lowest=0,
        highest=10,
        contact_id=RADU,
        comment="Bine, dar facturile…",
    )
    t.tell(
        "surveys",
        -580,
        kind="nps",
        score=9,
        lowest=0,
        highest=10,
        contact_id=ANDREI,
        comment="Ne simțim ascultați.",
    )
    t.tell(
        "tasks",
        0,
        text="Revizuirea planului",
        kind="meeting",
        at="14:00",
        minutes=60,
        place="la sediul lor",
        who=IOANA,
    )
    t.tell("tasks", -40, text="Trimite calendarul pe trei luni", kind="task", who=IOANA, done_on=-41)


def _lately(t: Teller) -> None:
    month = t.words.month(t.collector.day(-30))
    t.note(
        -108,
        "meeting",
        "Ședință trimestrială",
        "Cifrele sunt bune, dar întreabă de preț la fiecare pagină.",
        0,
        who=RADU,
    )
    t.note(
        -101,
        "call",
        "Discuție despre preț",
        "„Avem și alte oferte.” A cerut o săptămână gratuită; am notat și am rămas la plan.",
        -1,
        started="client",
        who=RADU,
    )
    t.note(
        -80,
        "email",
        "Comandă nouă",
        "Au trimis comanda fără să mai pomenească de ofertele celelalte.",
        0,
        started="client",
        who=ANDREI,
    )
    t.note(
        -67,
        "call",
        "Comanda greșită",
        "Mirela a găsit pe factură comanda din primăvară.",
        -1,
        started="client",
        who=MIRELA,
    )
    t.note(
        -57,
        "call",
        "Factura corectată",
        "Am explicat ce s-a întâmplat. „Să vedem luna viitoare.”",
        -1,
        who=MIRELA,
    )
    t.note(
        -37,
        "meeting",
        "Radio regional",
        "Vor să oprească toate posturile. Am arătat vizitele pe orașe.",
        0,
        who=f"{RADU}; {ANDREI}",
    )
    t.note(
        -30, "internal", "Gând", "Tonul se răcește din vară; nu prețul, ci facturile îi supără.", pinned=True
    )
    t.note(
        -18,
        "meeting",
        "Împărțirea bugetului",
        "Doresc 80 % televiziune. „Cumpărătorii noștri încă se uită la televizor.”",
        0,
        who=RADU,
    )
    t.note(
        -11,
        "call",
        "Factura greșită din nou",
        f"Factura pe {month}. Am promis răspuns în aceeași zi și l-am dat.",
        -2,
        started="client",
        who=MIRELA,
    )
    t.note(
        -2,
        "meeting",
        "Două planuri alături",
        "„Lăsați-mi al doilea plan până luni.” Au ezitat.",
        0,
        who=f"{RADU}; {ANDREI}",
        at="11:00",
    )
    t.note(
        -1,
        "email",
        "Fișierul de reconciliere",
        "Au cerut din nou fișierul; l-am promis pentru mâine la 16:00.",
        -1,
        started="client",
        who=MIRELA,
        at="09:12",
    )


ALFA = Story(
    "Alfa Media SRL",
    "ro",
    IOANA,
    _tell,
    {
        "legal_name": "Alfa Media Electronice SRL",
        "industry": "electronice de consum",
        "status": "active",
        "since": -2815,
        "first_contact_on": -2900,
        "expertise": "informed",
        "came_for": "need",
        "switching_cost": "medium",
        "contact_every_days": 14,
        "profile": "București. Argumentează fiecare plan, plătește la timp, spune deschis ce nu merge.",
        "tags": "tv; online; magazine proprii",
    },
)
