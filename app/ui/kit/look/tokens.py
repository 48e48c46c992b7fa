"""The colours of Condica, by the names of UX.md "Look"."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tokens:
    """One complete set of colours as `#RRGGBB`; `dark` says which way contrast goes."""

    bg: str
    surface: str
    surface2: str
    border: str
    border_strong: str
    track: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    success: str
    success_soft: str
    warn: str
    warn_soft: str
    danger: str
    danger_soft: str
    series: tuple[str, str, str, str]
    series_grey: str
    overlay: str
    on_overlay: str
    overlay_link: str
    dark: bool = False

    def color(self, role: str) -> str:
        """The colour of a role: a token's name, or `info` (accent) and `neutral` (text2)."""
        return str(getattr(self, _ALIASES.get(role, role)))

    def soft(self, role: str) -> str:
        """The ground on which a role's colour is readable."""
        return str(getattr(self, _SOFT.get(role, "surface2")))


_ALIASES = {"info": "accent", "neutral": "text2"}
_SOFT = {
    "info": "accent_soft",
    "accent": "accent_soft",
    "success": "success_soft",
    "warn": "warn_soft",
    "danger": "danger_soft",
}

LIGHT = Tokens(
    bg="#F6F7F9", surface="#FFFFFF", surface2="#F0F2F5",
    border="#E0E4E9", border_strong="#848D9A", track="#E0E4E9",
    text="#1A1F27", text2="#525C69", text3="#646D7A",
    accent="#2457D6", accent_hover="#1C47B2", accent_soft="#E7EEFD", on_accent="#FFFFFF",
    success="#17703F", success_soft="#E2F3E9",
    warn="#855300", warn_soft="#FBEFD6",
    danger="#B3261E", danger_soft="#FBE7E5",
    series=("#2457D6", "#C2571A", "#17803F", "#3A1A5E"), series_grey="#6B7480",
    overlay="#1A1F27", on_overlay="#FFFFFF", overlay_link="#9AB6FF",
)  # fmt: skip

DARK = Tokens(
    bg="#14171C", surface="#1B1F26", surface2="#252A33",
    border="#2F3641", border_strong="#737D8C", track="#2F3641",
    text="#E8EBF0", text2="#AAB3C0", text3="#939DAB",
    accent="#7EA2FF", accent_hover="#9AB6FF", accent_soft="#22305A", on_accent="#0B1738",
    success="#5CCB8F", success_soft="#16382A",
    warn="#F0B95B", warn_soft="#3B2E14",
    danger="#FF8A80", danger_soft="#45211F",
    series=("#7EA2FF", "#F09A5E", "#5CCB8F", "#E8EBF0"), series_grey="#939DAB",
    overlay="#E8EBF0", on_overlay="#14171C", overlay_link="#1C47B2", dark=True,
)  # fmt: skip

# Text at 10 : 1 and more, every border as visible as a control's; for glare, projectors and tired eyes.
CONTRAST = Tokens(
    bg="#FFFFFF", surface="#FFFFFF", surface2="#F2F2F2",
    border="#4A4A4A", border_strong="#000000", track="#D4D4D4",
    text="#000000", text2="#1F1F1F", text3="#2E2E2E",
    accent="#0A2F8F", accent_hover="#061F63", accent_soft="#DCE6FF", on_accent="#FFFFFF",
    success="#06401F", success_soft="#DFF5E7",
    warn="#4A2C00", warn_soft="#FFEFCC",
    danger="#7A0A05", danger_soft="#FFE3E0",
    series=("#0A2F8F", "#8F3A08", "#0B5227", "#3A1A5E"), series_grey="#4A4A4A",
    overlay="#000000", on_overlay="#FFFFFF", overlay_link="#B9CCFF",
)  # fmt: skip

BY_NAME = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
