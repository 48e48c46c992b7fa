"""Вектор Трейд: liked work, few orders, one promise due tomorrow."""

from __future__ import annotations

from app.services.sample.disputes import complaint, offer, promise, settled_disputes
from app.services.sample.parts import acquisition, buys, grumbles, survey_series, touches, voice
from app.services.sample.stories.story import MATEI, Story
from app.services.sample.teller import Teller

__all__ = ["VEKTOR"]


def _tell(t: Teller) -> None:
    t.contact(
        "Ольга Белова",
        "директор по маркетингу",
        "decides",
        profile="Любит, когда пишут коротко. Отвечает в тот же день.",
    )
    t.contact("Пётр Зимин", "склад", "uses")
    t.contact("Юлия Ершова", "бухгалтерия", "pays")
    t.item = "линия инструментов"
    acquisition(t)
    touches(t, -1000, -190, 12, "good", 0.4)
    touches(t, -180, -3, 22, "warm", 0.4, internal=0)
    buys(t, -980, -120, 170, 9100, margin=0.28)
    complaint(
        t, -55, entry=3, satisfied="yes", raised_by="Ольга Белова", assigned_to=MATEI,
        remark="В переводе две ошибки, нас поправили покупатели.",
    )  # fmt: skip
    grumbles(t, (-610, -330, -200, -110))
    promise(t, -9, 1, text="Медиаплан, третья версия")
    promise(t, -120, -100, fulfilled_on=-101)
    promise(t, -75, -60, side="theirs", text="Список новых цен")
    offer(t, -62, "terms", "requested", 180, note="оплата через 45 дней", perceived_as="unknown")
    survey_series(t, -900, -30, (8, 9, 9), 90)
    voice(t, -70, "willing")
    settled_disputes(t, -700, [("convinced", 1, None), ("compromise", 3, "client_right")], 500)
    t.tell("referrals", -260, referred="Лавка «Три Ключа»", outcome="lost")
    t.note(
        -9,
        "meeting",
        "План на квартал",
        "Обещали третью версию через десять дней. Просят отдельно показать наружную рекламу.",
        1,
        who="Ольга Белова; Пётр Зимин",
    )
    t.note(
        -3,
        "email",
        "Ещё раз о плане",
        "Пишут сами: ждут план, чтобы показать его владельцам. Всё ещё без спешки.",
        1,
        started="client",
        who="Ольга Белова",
    )
    t.tell("tasks", 1, text="Отправить третью версию медиаплана", kind="task", who=MATEI)


VEKTOR = Story(
    "Вектор Трейд", "ru", MATEI, _tell,
    {
        "legal_name": "ООО «Вектор Трейд»", "industry": "инструменты", "status": "active", "since": -1015, "first_contact_on": -1090,
        "expertise": "informed", "came_for": "need", "switching_cost": "low", "profile": "Рига. Небольшая команда, большие планы.",
        "tags": "онлайн; каталог",
    },
)  # fmt: skip
