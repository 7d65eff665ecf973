"""Dossiers past their time of keeping are listed, and nothing else is."""

from datetime import date

import pytest

from mediation_desk.domain.centre import Centre
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.retention import FiledDossier, Retention
from mediation_desk.reports import disposal_paper
from mediation_desk.services import disposal
from tests.documents.samples import sheets
from tests.services.test_closing import archived


def test_a_dossier_is_listed_from_the_first_day_after_its_years(office):
    case_id = archived(office)
    closed = office.case(case_id).closed_on
    office.clock.at(date(closed.year + 10, 12, 31))
    assert disposal.due(office.clerk) == ()
    with pytest.raises(DeskError):
        disposal.paper(office.clerk)

    office.clock.at(date(closed.year + 11, 1, 1))

    [one] = disposal.due(office.clerk)
    assert (one.case_id, one.archive_number) == (case_id, "2026-1")
    text = sheets(disposal.paper(office.clerk))[0]
    assert "到期卷宗鉴定清单" in text
    assert "2026-1" in text
    assert f"{closed.year + 10}-12-31" in text
    assert "□销毁" in text  # the appraisal says it of each, and who signs below decides
    assert "□续存" in text


@pytest.mark.parametrize("count", range(25, 48))
def test_the_places_to_sign_stand_below_the_last_dossiers_and_on_no_page_alone(count):
    due = [
        FiledDossier(
            case_id=number,
            number=f"张劳调字〔2014〕第{number:04}号",
            archive_number=f"Q013-2014-D10-调解-{number:04}",
            closed_on=date(2014, 6, 3),
            kept=Retention.TEN,
        )
        for number in range(1, count + 1)
    ]

    pages = sheets(disposal_paper.write(due, Centre(name="调解中心"), date(2026, 11, 28)))

    [signed] = [page for page in pages if "批准人" in page]
    assert f"第{count:04}" in signed
    assert "保管期限" in signed
