"""Copy-out sheets: every value of the catalogue, written as other platforms take it."""

import csv
from dataclasses import replace
from datetime import date

import pytest

from mediation_desk import i18n, paths
from mediation_desk.domain.agents import Agent
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.copy_out import VALUES, rows, table
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.other_parties import OtherParty, PartyRole
from mediation_desk.domain.people import Person
from mediation_desk.domain.platforms import (
    Platform,
    PlatformNumber,
    SheetField,
    number_problems,
    platform_problems,
)
from mediation_desk.domain.service_addresses import ServiceAddress
from mediation_desk.domain.taxonomy import causes, court_causes
from mediation_desk.storage import usual_platforms
from tests.documents.samples import applicant, case_of

TODAY = date(2026, 11, 23)
CENTRE = Centre(name="张家口市劳动关系调解中心", phone="0313-0000000")


@pytest.fixture(autouse=True)
def _chinese():
    i18n.use(i18n.CHINESE)


@pytest.fixture
def case():
    with paths.resources("sample", "roster.csv").open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.DictReader(file))
    return case_of(tuple(applicant(number, row) for number, row in enumerate(read, 1)))


def sheet(*codes, **labels):
    fields = tuple(SheetField(code=code, label=labels.get(code, "")) for code in codes)
    return Platform(id=1, name="人社部调解平台", fields=fields)


def values(case, *codes, worker=1):
    found = rows(sheet(*codes), case, worker, CENTRE, TODAY)
    return [row.value for row in found]


def test_every_value_of_the_catalogue_can_be_written_for_any_case(case):
    early = replace(
        case, settlement=None, hearings=(), clocks=(), mediator=None, clerk=None, accepted_on=None
    )

    for told in (case, early):
        written = rows(sheet(*VALUES), told, told.applicants[0].id, CENTRE, TODAY)
        assert len(written) == len(VALUES) >= 60
        assert all(isinstance(row.value, str) and "None" not in row.value for row in written)


def test_names_of_the_catalogue_are_told_apart():
    names = [value.title for value in VALUES.values()]

    assert len(set(names)) == len(names)


def test_days_sums_and_terms_are_written_as_platforms_take_them(case):
    worker = case.applicants[0]

    assert values(case, "received_on", "worker_asked", "sex", "is_group") == [
        case.received_on.isoformat(),
        f"{sum(c.claimed for c in worker.claims if c.claimed):.2f}",
        worker.person.sex.label,
        "是",
    ]


def test_values_are_chinese_whatever_the_window_speaks(case):
    with i18n.speaking(i18n.ENGLISH):
        [row] = rows(sheet("stage"), case, 1, CENTRE, TODAY)

    assert row.label == "Stage"
    assert row.value == case.stage.label


def test_a_field_carries_the_platform_s_own_name(case):
    [row] = rows(sheet("employer", employer="被申请单位"), case, 1, CENTRE, TODAY)

    assert (row.label, row.value) == ("被申请单位", case.respondent.employer.name)


def test_claims_that_nobody_wrote_in_words_are_told_by_their_items(case):
    bare = replace(case, requests=" ")

    [told] = values(bare, "requests")
    assert told == values(bare, "items")[0]
    assert case.kinds[0].label in told


def test_the_worker_chosen_is_the_one_that_is_written(case):
    second = case.applicants[1]

    assert values(case, "name", "id_number", worker=second.id) == [
        second.person.name,
        second.person.id_number,
    ]


def test_agents_and_confirmed_addresses_are_written(case):
    agent = Agent(party_id=1, person=Person(name="张律师", phone="13900000999"))
    confirmed = ServiceAddress(party_id=1, address="宣化区示例路1号", phone="1", confirmed_on=TODAY)
    told = replace(case, agents=(agent,), addresses=(confirmed,))

    assert values(told, "agent", "agent_phone", "service_address") == [
        "张律师",
        "13900000999",
        "宣化区示例路1号",
    ]


def test_only_a_hearing_that_took_place_is_the_first_one(case):
    """Platforms ask when the parties were heard first, not for when that was planned."""
    [held] = case.hearings[:1]
    planned = replace(held, id=9, status=HearingStatus.PLANNED, day=date(2026, 10, 26))
    codes = ("first_hearing", "last_hearing", "hearings", "next_hearing")

    assert values(replace(case, hearings=(planned,)), *codes) == ["", "", "0", "2026-10-26 09:30"]
    held = replace(held, status=HearingStatus.HELD)
    heard = values(replace(case, hearings=(held, planned)), *codes)
    assert heard == ["2026-10-22 09:30", "2026-10-22 09:30", "1", "2026-10-26 09:30"]


@pytest.mark.parametrize(
    ("cause", "name", "number"),
    [
        ("A01", "追索劳动报酬纠纷", "205(5)"),
        ("D06", "经济补偿金纠纷", "205(6)"),
        ("J02", "辞职纠纷、辞退纠纷", "212/213"),
        ("H02", "超龄劳动者劳务合同纠纷", "144(1)"),
    ],
)
def test_the_court_s_cause_is_named_and_numbered(case, cause, name, number):
    told = values(replace(case, cause=cause), "court_cause", "court_cause_code")

    assert told == [name, number]


def test_every_cause_has_a_name_in_the_court_s_list():
    codes = {code for cause in causes().values() for code in cause.court_cause.split("/")}

    assert codes <= set(court_causes())


def test_co_respondents_are_written_and_stand_on_every_sheet_that_ships(case):
    agency = Employer(name="宏达劳务有限公司", credit_code="91130700MA07K3XH6R", phone="0313-1")
    foreman = Person(name="赵班长")
    others = (
        OtherParty(id=91, role=PartyRole.CO_RESPONDENT, employer=agency),
        OtherParty(id=92, role=PartyRole.CO_RESPONDENT, person=foreman),
        OtherParty(id=93, role=PartyRole.THIRD, person=Person(name="第三人")),
    )

    assert values(replace(case, others=others), "co_respondents") == [
        "宏达劳务有限公司（91130700MA07K3XH6R，0313-1）；赵班长"
    ]
    assert all("co_respondents" in codes.split() for codes in usual_platforms.SHEETS.values())


def test_the_agreement_is_written_in_sentences(case):
    [text] = values(case, "agreement")

    assert text.startswith("被申请人支付申请人共计")
    assert "2026-10-30前支付" in text


def test_all_workers_make_a_table_with_tabs(case):
    lines = table(sheet("name", "facts"), case, CENTRE, TODAY).split("\n")

    assert lines[0].split("\t") == ["申请人姓名", "事实与理由"]
    assert len(lines) == len(case.applicants) + 1
    assert all(line.count("\t") == 1 for line in lines)


def test_a_value_of_a_newer_program_is_left_out(case):
    assert rows(sheet("name", "colour"), case, 1, CENTRE, TODAY)[0].code == "name"
    assert len(values(case, "name", "colour")) == 1


def test_the_sheets_that_ship_hold_known_values_only():
    codes = {code for fields in usual_platforms.SHEETS.values() for code in fields.split()}

    assert codes <= set(VALUES)
    assert len(usual_platforms.SHEETS) == 3


def test_the_sheets_that_ship_tell_the_worker_s_sums_and_not_the_group_s(case):
    """They are entered worker by worker: the group's sum would be entered by each of them."""
    wholes = {"items", "sum_asked", "sum_agreed", "plan", "sum_paid", "sum_owed"}
    sheets = {name: codes.split() for name, codes in usual_platforms.SHEETS.items()}
    first, second = case.applicants[:2]

    assert not any(wholes & set(codes) for codes in sheets.values())
    for codes in sheets.values():
        assert {"worker_agreed", "worker_plan"} <= set(codes)
    agreed = values(case, "worker_agreed", worker=first.id)
    assert agreed == [f"{sum(c.agreed for c in first.claims if c.agreed):.2f}"]
    assert agreed != values(case, "worker_agreed", worker=second.id)


def test_what_is_still_owed_to_a_worker_is_told(case):
    worker = case.applicants[0]
    due = sum(row.amount for row in case.settlement.terms.money if row.party_id == worker.id)
    paid = sum(p.amount for p in case.payments if p.party_id == worker.id)

    assert values(case, "worker_owed", worker=worker.id) == [f"{due - paid:.2f}"]
    assert values(replace(case, settlement=None), "worker_owed", worker=worker.id) == [""]


def problems(platform, others=()):
    return {p.field: p.text for p in platform_problems(platform, others, VALUES.keys())}


def test_a_platform_needs_a_name_of_its_own_and_known_fields():
    sound = sheet("name")

    assert problems(sound) == {}
    assert set(problems(replace(sound, name=" "))) == {"name"}
    assert "同名" in problems(sound, {"人社部调解平台"})["name"]
    assert set(problems(replace(sound, fields=()))) == {"fields"}
    assert set(problems(sheet("name", "colour"))) == {"fields.1"}
    assert set(problems(sheet("name", name="长" * 41))) == {"fields.0"}
    assert set(problems(replace(sound, name="长" * 41))) == {"name"}


def test_a_number_is_there_readable_and_not_of_tomorrow():
    def found(**changes):
        made = PlatformNumber(platform_id=1, number="130700202600123", entered_on=TODAY)
        return {p.field for p in number_problems(replace(made, **changes), TODAY)}

    assert found() == set()
    assert found(number=" ") == {"number"}
    assert found(number="1" * 61) == {"number"}
    assert found(number="1\u200b2") == {"number"}
    assert found(entered_on=date(2026, 11, 24)) == {"entered_on"}
