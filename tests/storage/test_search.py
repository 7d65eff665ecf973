from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from mediation_desk.domain.case import CaseFilter, CaseOrder
from mediation_desk.domain.people import Person
from mediation_desk.storage import cases, folding, parties, search
from mediation_desk.storage.database import Database
from mediation_desk.storage.records import SearchRecord
from tests.storage.conftest import After
from tests.storage.samples import APPLICATION, LI_WORKER, NOW, WANG, against, read, register

SAMPLE, RARE = 1, 2
"""The sample case, and a small one with rare characters."""


def _registered(location: str) -> None:
    database = Database.open(location)
    database.now = lambda: NOW
    assert register(database).id == SAMPLE
    rare = against("A & B <公司>（宣化）", worker="𠮷田·买买提")
    assert register(database, rare).id == RARE
    database.close()


@pytest.fixture
def two(after: After) -> Iterator[Database]:
    """A centre with both cases."""
    database = Database.open(after(_registered))
    yield database
    database.close()


def found(db: Database, asked: str) -> list[int]:
    with db.read() as session:
        return [line.id for line in search.find(session, asked)]


@pytest.mark.parametrize(
    "asked",
    ["0001", "第0001号", "单雄", "雄信", "单", "sxx", "SXX", "ｓｘｘ", "dxx", "shanxiong", "lm",
     "建筑", "xhmjz", "5678", "1234", "1111", "单雄信 建筑", "李梅 sxx"],
)  # fmt: skip
def test_a_case_is_found_as_people_type(two: Database, asked: str):
    assert found(two, asked) == [SAMPLE]


@pytest.mark.parametrize(
    "asked", ["𠮷", "𠮷田", "jt", "田·买", "a & b", "<公司>", "(宣化)", "（宣化）", "&", "·"]
)
def test_rare_characters_and_signs_are_found(two: Database, asked: str):
    assert found(two, asked) == [RARE]


@pytest.mark.parametrize("asked", ["", "  ", "信单", "0003", "zzz", '"', "'", "单雄信 𠮷", "13800"])
def test_what_is_not_there_is_not_found(two: Database, asked: str):
    assert found(two, asked) == []


def test_the_newest_come_first_and_no_more_than_asked(two: Database):
    assert found(two, "宣化") == [RARE, SAMPLE]
    with two.read() as session:
        assert [line.id for line in search.find(session, "宣化", limit=1)] == [RARE]


def test_the_index_says_the_same_as_reading_every_line(db: Database):
    random = Random(7)
    characters = "张李单解甲乙丙丁公司ab12·&（)\"'"
    keys: list[int] = []
    for _ in range(40):
        name = "".join(random.choices(characters, k=random.randint(1, 6)))
        if keys and random.random() < 0.5:
            case = read(db, random.choice(keys))
            with db.write(WANG, "change") as session:
                parties.set_person(session, case.applicants[0].id, Person(name=name))
                if len(case.applicants) > 1:
                    parties.remove_applicant(session, case.applicants[1].id)
                else:
                    parties.add_applicants(session, case.id, [LI_WORKER])
        else:
            keys.append(register(db, against(name, worker=name)).id)

    with db.read() as session:
        lines = {row.case_id: row.line for row in session.query(SearchRecord)}
        for _ in range(150):
            asked = "".join(random.choices(characters, k=random.randint(1, 3)))
            words = folding.words(asked)
            wanted = {key for key, line in lines.items() if all(w in line for w in words)}
            shown = cases.ids(session, CaseFilter(text=asked), CaseOrder.NUMBER, False)
            assert set(shown) == (wanted if words else set(lines)), asked
            assert set(search.keys(session, asked, limit=100)) == (wanted if words else set())


def test_a_group_is_found_by_every_one_of_its_workers(db: Database):
    workers = [
        replace(LI_WORKER, person=Person(name=f"仇{chr(0x4E00 + n)}", phone=f"1390000{n:04d}"))
        for n in range(60)
    ]
    ref = register(db, replace(APPLICATION, applicants=tuple(workers)))

    assert found(db, "仇丁") == [ref.id]
    assert found(db, "0059") == [ref.id]
