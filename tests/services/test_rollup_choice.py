"""Packages chosen together: what is in already, older or twice is left out, the rest goes in."""

from dataclasses import replace

from mediation_desk.importers import packages
from mediation_desk.services import rollup_receiving
from tests.services.packages_made import Centre
from tests.services.test_rollup import _chinese, city, counts_of, office, stick, taken

__all__ = ["_chinese", "city", "office", "stick"]
EAST, WEST, SOUTH = Centre("130702"), Centre("130703"), Centre("130705")


def looked(desk, stick, **files):
    paths = [stick(data, f"{name}.mdpack") for name, data in files.items()]
    looks = rollup_receiving.look_together(desk, paths)
    return {one.file.removesuffix(".mdpack"): one for one in looks}, paths


def test_a_copy_an_older_one_and_one_that_is_in_are_left_out_with_their_word(city, stick):
    taken(city, stick(EAST.text(), "was.mdpack"))

    looks, _paths = looked(
        city,
        stick,
        old=SOUTH.text(cases=3),
        new=SOUTH.text(cases=4, sequence=2),
        one=WEST.text(),
        copy=WEST.text(),
        again=EAST.text(),
    )

    assert [name for name, one in looks.items() if one.sound] == ["new", "one"]
    assert {name: one.verdict for name, one in looks.items() if one.skipped} == {
        "old": "同一报送单位的第2号也在所选文件中，本包较早，不再收取。",
        "copy": "与“one.mdpack”是同一份上报包，只收一份。",
        "again": "该包已于2026-11-23收过。",
    }


def test_two_packages_under_one_number_are_both_refused(city, stick):
    looks, _paths = looked(city, stick, a=WEST.text(cases=3), b=WEST.text(cases=4))

    assert not any(one.sound or one.skipped for one in looks.values())
    assert looks["a"].verdict == "“b.mdpack”与本包同号而内容不同，请向报送单位核实以哪一份为准。"


def test_what_others_report_too_is_told_once_and_before_other_notes(city, stick):
    shared = replace(SOUTH.package(rows=WEST.package().rows), sender=SOUTH.name)
    looks, _paths = looked(
        city,
        stick,
        a=WEST.text(),
        b=WEST.text(sequence=2),
        c=packages.written(shared, SOUTH.secret),
    )

    told = [one.text for one in looks["c"].findings if "相同的案件" in one.text]
    assert len(told) == 1
    assert looks["c"].verdict == told[0]


def test_a_county_beside_its_city_counts_once_and_by_itself(office, stick):
    province, above = office("130000"), Centre("130700")
    looks, paths = looked(province, stick, city=above.text(parts=[WEST.text()]), county=WEST.text())
    assert all(one.sound for one in looks.values())
    assert looks["county"].findings[-1].text == f"该包也随{above.name}的上报包附来，只计一次。"

    prints = {one.fingerprint for one in looks.values()}
    assert len(rollup_receiving.receive(province, paths, prints)) == 2

    assert not counts_of(province, "130703").received.through
