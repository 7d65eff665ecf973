"""Pictures of a period: type that can be read in print, scales, and figures that stand apart."""

from decimal import Decimal
from itertools import pairwise

import pytest
from reportlab.graphics.shapes import Drawing, String

from mediation_desk.domain.statistics import Kind, Picture, Series
from mediation_desk.reports import pictures
from mediation_desk.reports.lettering import width
from mediation_desk.services.text_reports import _HIGH, _WIDE
from mediation_desk.typeset import fonts

MONTHS = tuple(f"25-{month:02d}" for month in range(1, 13))


def picture(kind: Kind, labels: tuple[str, ...], *series: tuple[int, ...]) -> Picture:
    return Picture(
        code="P1",
        title="近十二个月趋势",
        kind=kind,
        labels=labels,
        series=tuple(
            Series(f"第{n}项", tuple(Decimal(value) for value in one))
            for n, one in enumerate(series, 1)
        ),
        note="单位：件",
    )


TREND = picture(Kind.COLUMNS, MONTHS, *(tuple(range(first, first + 12)) for first in (9, 1200, 7)))
SPREAD = picture(Kind.SPREAD, ("受理→协议生效", "协议生效→到账"), (3, 5, 8, 11, 13), (15,) * 5)
KINDS = picture(Kind.BARS, ("劳动报酬", "社会保险"), (46, 0), (12, 3))
TILES = picture(Kind.TILES, ("桥东区", "桥西区", "宣化区"), (19, 0, 4))


def drawn(shown: Picture, wide: float = _WIDE) -> Drawing:
    with fonts.press():
        return pictures.drawing(shown, wide, _HIGH[shown.kind], titled=False)


def texts(drawing: Drawing) -> list[String]:
    return [shape for shape in drawing.contents if isinstance(shape, String)]


@pytest.mark.parametrize("shown", [TREND, SPREAD, KINDS, TILES], ids=lambda one: one.kind.value)
def test_no_type_of_a_picture_in_the_text_report_is_smaller_than_eight_points(shown):
    assert min(text.fontSize for text in texts(drawn(shown))) >= 8


def test_a_spread_has_a_scale_of_days_from_nought_to_beyond_the_most():
    made = drawn(SPREAD)

    foot = min(text.y for text in texts(made) if text.text.isdigit())
    scale = [text for text in texts(made) if text.y == foot]
    assert [int(text.text) for text in scale] == list(range(0, 17, 2))
    steps = [second.x - first.x for first, second in pairwise(scale[:5])]
    assert max(steps) - min(steps) < 0.1


@pytest.mark.parametrize("wide", [_WIDE, pictures.WIDTH])
def test_no_figure_of_a_trend_runs_into_its_neighbour(wide):
    rows: dict[float, list[String]] = {}
    for text in texts(drawn(TREND, wide)):
        rows.setdefault(round(text.y, 1), []).append(text)

    for row in rows.values():
        for first, second in pairwise(sorted(row, key=lambda text: text.x)):
            assert first.x + width(first.text, first.fontName, first.fontSize) < second.x


def test_every_figure_of_a_trend_is_there_however_wide():
    told = {text.text for text in texts(drawn(TREND))}

    assert {"1,200", "1,211", "9", "18"} <= told
