"""A correction of a city that no longer carries a county's package, or an earlier one of it."""

import json

from sqlalchemy import text

from mediation_desk.domain.rollup import Standing
from mediation_desk.services import rollup_board, rollup_receiving, rollup_tables, undo
from tests.services.packages_made import OCTOBER, Centre
from tests.services.test_rollup import TABLES, TOLD, _chinese, counts_of, office, stick, taken

__all__ = ["_chinese", "office", "stick"]


def city_total(desk):
    lines = rollup_tables.book(desk, OCTOBER).report("H2").lines
    return next(line.values[0] for line in lines if line.label.startswith("张家口市"))


def accepted(*packages):
    return sum(len(package.numbers) for package in packages)


def notes(desk, path):
    looked = rollup_receiving.look(desk, path)
    assert looked.sound
    return [one.text for one in looked.findings if one.grade in TOLD]


def test_what_a_city_no_longer_carries_does_not_count_at_the_province(office, stick):
    province, city, west, wanquan = (
        office("130000"), Centre("130700"), Centre("130703"), Centre("130708"),
    )  # fmt: skip
    first, second = west.text(cases=5), west.text(cases=9, sequence=2)
    other = wanquan.text(cases=7)
    taken(province, stick(city.text(sequence=2, parts=[second, other]), "2.mdpack"))
    own = city.package()
    assert city_total(province) == accepted(own, west.package(cases=9), wanquan.package(cases=7))

    third = stick(city.text(sequence=3, parts=[first, other]), "3.mdpack")
    fourth = stick(city.text(sequence=4, parts=[first]), "4.mdpack")
    told = notes(province, third)
    taken(province, third)

    assert "桥西区：第2号不再随附，改按第1号计入。" in told
    assert city_total(province) == accepted(own, west.package(cases=5), wanquan.package(cases=7))
    assert counts_of(province, "130703").received.sequence == 1
    told = notes(province, fourth)
    assert told[-1] == "万全区：第1号不再随附，收下后不再计入，该地区列为缺报。"
    assert rollup_receiving.look(province, fourth).verdict == told[-1]

    taken(province, fourth)

    assert city_total(province) == accepted(own, west.package(cases=5))
    assert counts_of(province, "130708").standing is Standing.MISSING
    assert [one.left_out for one in rollup_board.history(province, OCTOBER, "130708")] == [True]
    undo.undo(province, undo.last_in(province, TABLES).id)
    assert counts_of(province, "130708").received.rows == 7
    assert city_total(province) == accepted(own, west.package(cases=5), wanquan.package(cases=7))


def test_a_county_that_its_city_corrects_stands_as_corrected_at_the_province(office, stick):
    province, city, west = office("130000"), Centre("130700"), Centre("130703")
    taken(province, stick(city.text(parts=[west.text(cases=5)]), "1.mdpack"))
    assert counts_of(province, "130703").standing is Standing.RECEIVED

    second = city.text(sequence=2, parts=[west.text(cases=9, sequence=2)])
    taken(province, stick(second, "2.mdpack"))

    assert counts_of(province, "130703").standing is Standing.CORRECTED
    assert counts_of(province, "130703").earlier == 1


def test_what_is_carried_again_counts_again_and_a_correction_is_no_news(office, stick):
    province, city, west = office("130000"), Centre("130700"), Centre("130703")
    first, second = west.text(cases=5), west.text(cases=9, sequence=2)
    taken(province, stick(city.text(parts=[first]), "1.mdpack"))
    assert len(notes(province, stick(city.text(sequence=2, parts=[second]), "2.mdpack"))) == 1
    taken(province, stick(city.text(sequence=2), "2.mdpack"))
    assert counts_of(province, "130703").received is None

    taken(province, stick(city.text(sequence=3, parts=[second]), "3.mdpack"))

    assert counts_of(province, "130703").received.sequence == 2
    city_line = counts_of(province, "130700").received
    rollup_receiving.set_aside(province, city_line.id, "误报")
    assert counts_of(province, "130703").received is None


def test_what_a_county_sent_by_itself_counts_whatever_its_city_carries(office, stick):
    province, city, west = office("130000"), Centre("130700"), Centre("130703")
    taken(province, stick(west.text(cases=9, sequence=2)))
    path = stick(city.text(parts=[west.text(cases=5)]), "1.mdpack")
    assert "桥西区：直接报送的第2号计入，随附的第1号不计入。" in notes(province, path)
    taken(province, path)
    assert counts_of(province, "130703").received.sequence == 2
    path = stick(city.text(sequence=2), "2.mdpack")
    assert not [note for note in notes(province, path) if "桥西区" in note]
    taken(province, path)
    assert counts_of(province, "130703").received.sequence == 2


def test_a_county_reports_by_itself_what_its_city_no_longer_carries(office, stick):
    province, city, west = office("130000"), Centre("130700"), Centre("130703")
    first, second = west.text(cases=5), west.text(cases=9, sequence=2)
    taken(province, stick(city.text(parts=[second]), "1.mdpack"))
    taken(province, stick(city.text(sequence=2), "2.mdpack"))

    again = rollup_receiving.look(province, stick(second, "again.mdpack"))
    assert again.skipped
    assert again.verdict == (
        f"该包曾随{city.name}的上报包附来，其最近一号已不再随附，不计入。请向{city.name}核实。"
    )
    taken(province, stick(first, "first.mdpack"))
    assert counts_of(province, "130703").received.sequence == 1


def test_files_kept_before_their_parts_were_told_apart_are_read_for_them(office, stick):
    province, city, west = office("130000"), Centre("130700"), Centre("130703")
    taken(province, stick(city.text(parts=[west.text(cases=5)])))
    with province.db.write(province.actor, "as before") as session:
        for sha256, held in session.execute(
            text("SELECT sha256, figures FROM package_content")
        ).all():
            before = {key: value for key, value in json.loads(held).items() if key != "parts"}
            session.execute(
                text("UPDATE package_content SET figures = :held WHERE sha256 = :key"),
                {"held": json.dumps(before), "key": sha256},
            )

    assert counts_of(province, "130703").received.rows == 5
