"""A line with marks is cut so that the first of them stays in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.ui.kit.look import theme
from app.ui.kit.widgets.marked import fitted, paint_marked

TEXT = "Before the word there is a long run of other words and then comes the needle, and after it even more of them."
AT = (TEXT.index("needle"), TEXT.index("needle") + 6)


@pytest.fixture
def fonts(qapp: QApplication) -> QFontMetrics:
    theme.apply(qapp, "light", 1.0)
    return QFontMetrics(theme.font("body"))


@pytest.mark.parametrize("width", [120, 240, 360, 480, 600, 2000])
def test_the_first_mark_is_in_sight_at_any_width(fonts: QFontMetrics, width: int) -> None:
    shown, spans = fitted(TEXT, [AT], fonts, width)
    assert [shown[a:b] for a, b in spans] == ["needle"]
    assert fonts.horizontalAdvance(shown) <= width


def test_as_much_as_fits_stands_before_it(fonts: QFontMetrics) -> None:
    shown, _spans = fitted(TEXT, [AT], fonts, 480)
    assert shown.startswith("… ") and fonts.horizontalAdvance(shown) > 380


def test_what_fits_is_left_alone(fonts: QFontMetrics) -> None:
    assert fitted("a needle", [(2, 8)], fonts, 400) == ("a needle", [(2, 8)])
    assert fitted("", [], fonts, 400) == ("", [])


def test_marks_beyond_the_cut_are_dropped(fonts: QFontMetrics) -> None:
    text = "needle " + "x " * 400 + "needle"
    shown, spans = fitted(text, [(0, 6), (len(text) - 6, len(text))], fonts, 300)
    assert spans == [(0, 6)] and shown.endswith("…")


def test_emoji_before_a_mark_do_not_shift_it(fonts: QFontMetrics) -> None:
    def drawn(text: str, mark: tuple[int, int]) -> QImage:
        image = QImage(300, 24, QImage.Format.Format_ARGB32)
        image.fill(theme.color("surface"))
        painter = QPainter(image)
        paint_marked(painter, QRect(0, 0, 300, 24), text, [mark], theme.font("body"))
        painter.end()
        return image

    accent = theme.color("accent").rgb()
    image = drawn("👍👍👍 needle word", (4, 10))
    marked = [x for x in range(300) if any(image.pixel(x, y) == accent for y in range(24))]
    start = fonts.horizontalAdvance("👍👍👍 ")
    assert start - 2 <= min(marked) and max(marked) <= start + fonts.horizontalAdvance("needle") + 2
