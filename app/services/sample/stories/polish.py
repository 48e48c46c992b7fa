"""Brodnica Foods Sp. z o.o., Dąbrowski i Wspólnicy and Zielony Dom S.A."""

from __future__ import annotations

from app.services.sample.disputes import complaint, dispute, offer, promise, settled_disputes
from app.services.sample.parts import (
    acquisition,
    buys,
    costs,
    grumbles,
    survey,
    survey_series,
    touches,
    voice,
)
from app.services.sample.stories.story import IOANA, KATARZYNA, Story
from app.services.sample.teller import Teller

__all__ = ["BRODNICA", "DABROWSKI", "ZIELONY"]


def _brodnica(t: Teller) -> None:
    t.contact(
        "Ewa Brodnicka", "właścicielka", "decides", profile="Decyduje sercem i liczbami, w tej kolejności."
    )
    t.contact("Paweł Gołąb", "sprzedaż", "influences", advocate=True)
    t.item = "linia przetworów"
    acquisition(t)
    touches(t, -1420, -190, 12, "good", 0.35)
    touches(t, -180, -6, 22, "warm", 0.45, internal=0)
    buys(t, -1400, -9, 28, 11200, margin=0.29, growth=0.04)
    sale = t.dispute(
        -85, "Wyprzedaż −40%", "Cały asortyment o 40% taniej przez dwa tygodnie.",
        "Tylko stary zapas: inaczej kupujący nauczą się czekać.", "marża kwartału i cena na półce",
        outcome="client_way", decided_on=-63, decided_by="Ewa Brodnicka",
    )  # fmt: skip
    t.argue(sale, -80, "call", "Marża na sztuce, przed i po.", "hesitated", who="Ewa Brodnicka")
    t.argue(
        sale, -70, "meeting", "Zestawy zamiast obniżki, z gotowym projektem.", "refused", who="Ewa Brodnicka"
    )
    settled_disputes(
        t, -1000, [("convinced", 2, None), ("client_way", 2, "too_early"), ("withdrawn", 1, None)], 400
    )
    complaint(
        t, -10, "resolved_on", entry=3, solicited=True, raised_by="Paweł Gołąb", assigned_to=IOANA, severity=1,
        remark="Dwie osoby od was pytają mnie o to samo.",
    )  # fmt: skip
    grumbles(t, (-620, -470, -340, -210, -130, -70))
    survey_series(t, -1200, -20, (9, 10, 9), 75)
    voice(t, -40, "willing")
    t.tell("referrals", -410, referred="Spiżarnia pod Lipą", outcome="won")
    offer(t, -95, "bonus", "proactive", 900, programme=True, perceived_as="reward")
    promise(t, -50, -30, fulfilled_on=-33)
    promise(t, -6, 18)
    promise(t, -400, None, text="Przegląd cen raz w roku", fulfilled_on=-380)
    t.tell("tasks", -2, text="Wysłać projekt zestawów", kind="task", who=IOANA)
    t.tell(
        "goals", -330, goal="Nowa linia na półkach trzech sieci", measure="liczba sieci", our_part="kampania i materiały dla kupców",
        client_part="próbki i ceny dla sieci", due_on=-11,
    )  # fmt: skip
    t.note(
        -63,
        "meeting",
        "Decyzja",
        "Decydują sami: −40% na wszystko. Wdrażamy bez wahania, rozmowa po dwóch miesiącach.",
        1,
        who="Ewa Brodnicka",
    )


def _dabrowski(t: Teller) -> None:
    t.contact(
        "Jan Dąbrowski",
        "wspólnik",
        "decides",
        profile="Mówi mało i dosłownie. Poniedziałek o 9:00 to świętość.",
    )
    t.contact("Łucja Wrzosek", "biuro", "uses")
    t.item = "kampania doradcza"
    acquisition(t, kept=False)
    touches(t, -1380, -160, 12, "even", 0.3)
    touches(t, -150, -6, 20, "cool", 0.25)
    buys(t, -1400, -14, 31, 3000, margin=0.36)
    costs(t, (-200, -60), 300)
    settled_disputes(t, -900, [("client_way", 3, "mixed"), ("convinced", 2, None)], 300)
    dispute(
        t, -330, 4, "declined", settled=-300, over="Nowe liczby przyszły po trzeciej rozmowie; bez nich decyzja byłaby na ślepo.",
    )  # fmt: skip
    earlier = t.tell(
        "threats", -206, made_by="Jan Dąbrowski", wording="Za tę cenę znajdziemy kogoś na miejscu.", stated_reason="price",
        competitor="Studio Warta", offer_evidence="claimed", asked_for="discount", response="retain", outcome="stayed", outcome_on=-198,
    )  # fmt: skip
    offer(t, -203, "discount", "threat", 600, threat_id=earlier["id"])
    t.tell(
        "complaints", -49, channel="email", raised_by="Jan Dąbrowski", solicited=False, category="raporty", severity=3,
        remark="Poniedziałkowy raport spóźnił się trzeci tydzień z rzędu. W poniedziałek o dziewiątej mamy zebranie.",
        assigned_to=KATARZYNA, responded_on=-48, finding="Dane z weekendu spływały dopiero w poniedziałek w południe.",
        change_made="Raport bez niedzieli wysyłamy w niedzielę wieczorem, pełny we wtorek.", resolved_on=-36, told_on=-31,
        told_words="Telefon i nowy kalendarz na piśmie.", satisfied="partly",
    )  # fmt: skip
    promise(t, -40, -21, text="Plan poniedziałkowego raportu na piśmie", fulfilled_on=-1)
    promise(t, -320, -300, ended_on=-290, ending="broken", text="Dostęp do panelu wyników")
    promise(t, -25, 30, side="theirs", text="Lista tematów na kwartał")
    promise(t, -160, -140, side="theirs", text="Zdjęcia zespołu", ended_on=-120, ending="released")
    survey(t, -60, "nps", 7, "Jan Dąbrowski")
    survey(t, -240, "nps", 6, "Jan Dąbrowski")
    voice(t, -220, "hesitant")
    t.tell(
        "threats", -2, made_by="Jan Dąbrowski", wording="Jeśli poniedziałkowy raport znów się spóźni, podpisujemy ze studiem z Poznania.",
        stated_reason="dissatisfaction", competitor="Studio Warta", offer_evidence="claimed", asked_for="nothing", outcome="open",
    )  # fmt: skip
    t.note(
        -2,
        "call",
        "Groźba odejścia",
        "Spokojny ton, konkretny powód. O nic nie proszą. Najpierw dokończyć sprawę raportu.",
        -2,
        started="client",
        who="Jan Dąbrowski",
        at="09:40",
    )
    t.tell(
        "agreements", -234, title="Umowa partnerska", ends_on=131, yearly_value=36000, notice_days=60, exit_fee=1500,
        exclusive=False, our_gain="stały zakres prac", client_gain="stałe godziny i osoba do kontaktu",
    )  # fmt: skip
    t.tell("tasks", 1, text="Zadzwonić przed zebraniem", kind="call", who=KATARZYNA)


def _zielony(t: Teller) -> None:
    t.contact("Agnieszka Śliwińska", "dyrektor marketingu", "decides", advocate=True)
    t.contact("Tomasz Ćwikła", "ogrody", "uses")
    t.item = "wiosenne nasiona"
    t.tell(
        "periods", -1400, since=-2310, lost_reason="Odeszli do tańszej agencji; wrócili po dwóch sezonach."
    )
    acquisition(t)
    touches(t, -1100, -190, 13, "good", 0.4)
    touches(t, -180, -5, 24, "warm", 0.5, internal=0)
    buys(t, -1090, -11, 34, 9800, margin=0.3, growth=0.1)
    complaint(
        t, -25, "responded_on", entry=3, solicited=True, raised_by="Tomasz Ćwikła", assigned_to=KATARZYNA, severity=2,
        remark="Dzwonicie tylko wtedy, gdy zbliża się termin faktury.",
    )  # fmt: skip
    complaint(t, -330, entry=0, story=True)
    grumbles(t, (-540, -250, -170, -90, -50))
    survey_series(t, -1000, -15, (9, 9, 8), 70)
    voice(t, -30, "willing")
    offer(t, -25, "service", "proactive", 240, note="analiza, cztery godziny", perceived_as="gift")
    offer(t, -420, "bonus", "proactive", 500, perceived_as="gift")
    settled_disputes(t, -800, [("compromise", 1, "our_advice"), ("convinced", 1, None)], 640)
    promise(t, -45, -20, fulfilled_on=-22)
    promise(t, -200, -180, fulfilled_on=-170)
    t.tell("referrals", -150, referred="Szkółka Dębina", outcome="won")
    t.tell(
        "agreements", -418, title="Umowa partnerska", ends_on=312, yearly_value=27500, notice_days=30, exit_fee=0, exclusive=False,
        our_gain="zamówienia na cały sezon", client_gain="pierwszeństwo terminów i stała cena",
    )  # fmt: skip


BRODNICA = Story(
    "Brodnica Foods Sp. z o.o.", "pl", IOANA, _brodnica,
    {
        "legal_name": "Brodnica Foods Sp. z o.o.", "industry": "żywność", "status": "active", "since": -1780, "first_contact_on": -1840,
        "expertise": "informed", "came_for": "need", "switching_cost": "medium", "currency": "PLN",
        "profile": "Łódź. Rodzinna firma, decyzje zapadają przy stole.", "tags": "żywność; sklepy",
    },
)  # fmt: skip
DABROWSKI = Story(
    "Dąbrowski i Wspólnicy", "pl", KATARZYNA, _dabrowski,
    {
        "industry": "doradztwo", "status": "active", "since": -1410, "first_contact_on": -1480, "expertise": "expert",
        "came_for": "referral", "switching_cost": "medium", "contact_every_days": 21, "profile": "Poznań. Kancelaria, która ceni punktualność.",
        "tags": "raporty; poniedziałek",
    },
)  # fmt: skip
ZIELONY = Story(
    "Zielony Dom S.A.", "pl", KATARZYNA, _zielony,
    {
        "legal_name": "Zielony Dom S.A.", "industry": "ogrodnictwo", "status": "active", "since": -1125, "first_contact_on": -2380,
        "expertise": "informed", "came_for": "need", "switching_cost": "low", "currency": "PLN", "profile": "Gdańsk. Sezon zaczyna się w lutym.",
        "tags": "sezon; ogrody",
    },
)  # fmt: skip
