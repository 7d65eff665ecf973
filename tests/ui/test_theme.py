import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QToolButton

from mediation_desk import paths
from mediation_desk.ui import theme
from mediation_desk.ui.theme import DARK, LIGHT, Scheme, Tone


def luminance(value):
    parts = [part / 255 for part in QColor(value).getRgb()[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("look", [LIGHT, DARK])
@pytest.mark.parametrize("tone", ["plain", "muted", "accent", "good", "warn", "bad"])
def test_text_of_every_tone_is_read_easily_on_cards_and_ground(look, tone):
    for ground in (look.card, look.ground):
        assert contrast(getattr(look, tone), ground) >= 4.5


@pytest.mark.parametrize("look", [LIGHT, DARK])
@pytest.mark.parametrize("tone", ["accent", "good", "warn", "bad"])
def test_text_is_read_easily_on_its_soft_ground(look, tone):
    assert contrast(getattr(look, tone), getattr(look, f"{tone}_soft")) >= 4.5


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_the_primary_button_is_read_easily(look):
    assert contrast(look.on_fill, look.fill) >= 4.5


def test_a_change_of_the_look_repaints_icons(qtbot, qapp):
    theme.apply(qapp, Scheme.LIGHT)
    button = QToolButton()
    qtbot.addWidget(button)
    theme.set_icon(button, "help")
    before = button.icon().pixmap(18).toImage()

    theme.apply(qapp, Scheme.DARK)

    assert button.icon().pixmap(18).toImage() != before
    assert theme.colour(Tone.BAD).name() == DARK.bad
    theme.apply(qapp, Scheme.LIGHT)


def test_large_type_makes_every_label_larger(qtbot, qapp):
    theme.apply(qapp, Scheme.LIGHT)
    label = QLabel("调解台")
    qtbot.addWidget(label)
    label.show()
    small = label.fontMetrics().height()

    theme.apply(qapp, Scheme.LIGHT, large=True)

    assert label.fontMetrics().height() > small
    theme.apply(qapp, Scheme.LIGHT)


def test_every_icon_that_is_named_is_shipped():
    named = set()
    for path in Path("mediation_desk/ui").rglob("*.py"):
        text = path.read_text("utf-8")
        named |= set(re.findall(r"(?:icon=|set_icon\([^,]+, |icon_button\(\s*)\"([a-z-]+)\"", text))

    assert named
    missing = {name for name in named if not paths.resources("icons", f"{name}.svg").exists()}
    assert missing == set()
