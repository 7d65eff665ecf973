"""A standard of points in words: which files have a level can be read from the note of a table."""

from decimal import Decimal

import pytest

from mediation_desk import i18n
from mediation_desk.domain.points import FileLevel
from mediation_desk.services.points_words import level


@pytest.mark.parametrize(
    ("one", "first", "told"),
    [
        (FileLevel(name="一般", points=Decimal(2)), True, "一般2分（权重1；其他案件）"),
        (
            FileLevel(name="疑难", points=Decimal(4), from_claimed=Decimal(20000)),
            False,
            "疑难4分（权重1；请求金额20,000.00元以上）",
        ),
        (
            FileLevel(
                name="重大", points=Decimal(8), from_workers=10, from_claimed=Decimal(100000)
            ),
            False,
            "重大8分（权重1；劳动者10人以上或者请求金额100,000.00元以上）",
        ),
        (FileLevel(name="特别"), False, "特别1分（权重1；由主管核定）"),
    ],
)
def test_a_level_says_which_files_have_it(one, first, told):
    with i18n.speaking(i18n.CHINESE):
        assert level(one, first=first) == told
