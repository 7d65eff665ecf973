"""Dossiers past their time of keeping are listed, and nothing else is."""

from datetime import date

import pytest

from mediation_desk.domain.errors import DeskError
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
