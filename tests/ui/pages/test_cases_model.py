from array import array
from datetime import date

import pytest

from mediation_desk.domain.case import CaseLine
from mediation_desk.domain.stages import Stage
from mediation_desk.ui.pages.cases_model import KEPT, PAGE, CasesModel

TODAY = date(2026, 11, 23)


def line(key, stage=Stage.APPLIED):
    return CaseLine(
        id=key,
        number=f"张劳调字〔2026〕第{key:04d}号",
        stage=stage,
        received_on=TODAY,
        first_applicant="张三",
        applicant_count=1,
        respondent="某公司",
        cause="A09",
    )


@pytest.fixture
def model(qapp):
    return CasesModel(lambda: TODAY)


@pytest.fixture
def asked(model):
    asked = []
    model.wanted.connect(lambda page, ids: asked.append((page, ids)))
    return asked


def test_it_is_a_sound_model(model, qtmodeltester):
    model.show_first([line(key) for key in range(1, 30)])

    qtmodeltester.check(model)


def test_a_line_that_is_not_at_hand_is_asked_for_once(qtbot, model, asked):
    model.show_keys(array("q", range(1, 1001)))

    for column in range(3):
        assert model.index(450, column).data() in ("…", "")
    qtbot.waitUntil(lambda: bool(asked))

    assert asked == [(2, list(range(401, 601)))]


def test_a_page_that_comes_is_shown(model):
    model.show_keys(array("q", range(1, 1001)))

    model.take_page(2, list(range(401, 601)), [line(key) for key in range(401, 601)])

    assert model.index(450, 0).data() == "张劳调字〔2026〕第0451号"


def test_a_page_of_an_older_list_is_dropped(model):
    model.show_keys(array("q", range(1, 1001)))
    old = list(range(401, 601))
    model.show_keys(array("q", range(1000, 0, -1)))

    model.take_page(2, old, [line(key) for key in old])

    assert model.index(450, 0).data() == "…"


def test_only_so_many_pages_are_kept_in_memory(model):
    model.show_keys(array("q", range(1, 100_001)))

    for page in range(40):
        ids = list(range(page * PAGE + 1, page * PAGE + PAGE + 1))
        model.take_page(page, ids, [line(key) for key in ids])

    assert len(model._pages) == KEPT


def test_the_first_lines_stay_when_the_keys_come(model):
    first = [line(key) for key in range(1, PAGE + 1)]
    model.show_first(first)

    model.show_keys(array("q", range(1, 1001)))

    assert model.rowCount() == 1000
    assert model.index(0, 0).data() == "张劳调字〔2026〕第0001号"


def test_a_fast_scroll_asks_only_for_where_it_ends(qtbot, model, asked):
    model.show_keys(array("q", range(1, 100_001)))

    for row in range(0, 50_000, 1000):
        model.index(row, 0).data()
    qtbot.waitUntil(lambda: bool(asked))

    assert [page for page, _ids in asked] == [245, 240, 235]


def test_old_lines_show_until_the_new_ones_come(qtbot, model, asked):
    model.show_first([line(1)])

    model.age_lines()

    assert model.index(0, 4).data() == "已申请"
    qtbot.waitUntil(lambda: asked == [(0, [1])])
    model.take_page(0, [1], [line(1, Stage.ACCEPTED)])
    assert model.index(0, 4).data() == Stage.ACCEPTED.label
