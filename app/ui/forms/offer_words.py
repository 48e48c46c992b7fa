"""Icons and colours of offers, wherever they are shown."""

OFFER_ICONS = {
    "discount": "percent",
    "bonus": "star",
    "gift": "gift",
    "service": "wrench",
    "terms": "calendar-plus",
}
TRIGGERS = {"proactive": "success", "requested": "neutral", "threat": "warn"}
