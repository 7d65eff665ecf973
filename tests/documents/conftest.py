"""A centre, a group of twelve and a single worker, at the end of their case."""

import csv

import pytest

from mediation_desk import i18n, paths
from mediation_desk.domain.centre import Centre
from tests.documents.samples import applicant, award, case_of


@pytest.fixture(autouse=True)
def chinese():
    with i18n.speaking(i18n.CHINESE):
        yield


@pytest.fixture
def centre():
    return Centre(
        name="张家口市劳动关系调解中心",
        address="张家口市桥东区某街1号",
        phone="0313-0000000",
    )


@pytest.fixture
def group():
    with paths.resources("sample", "roster.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return case_of(tuple(applicant(number, row) for number, row in enumerate(rows, 1)))


@pytest.fixture
def single(group):
    return case_of(group.applicants[:1])


@pytest.fixture
def awards(group):
    return {
        (worker.id, claim.kind): award(worker, claim)
        for worker in group.applicants
        for claim in worker.claims
    }
