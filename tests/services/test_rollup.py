"""Period packages from county to city to province: made, carried as files, received, added up."""

import io
import shutil
import zlib
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pytest
from sqlalchemy import text

from mediation_desk import i18n
from mediation_desk.domain.errors import DeskError, FileRefused, Invalid
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.regions import Level, known_regions, level_of, lies_below
from mediation_desk.domain.rollup import Grade, SenderKnown, Standing, Unit
from mediation_desk.importers import packages
from mediation_desk.services import (
    period_locks,
    rollup,
    rollup_board,
    rollup_names,
    rollup_receiving,
    rollup_tables,
    sample,
    settings,
    statistics,
    undo,
)
from mediation_desk.services.desk import open_desk
from tests.services.packages_made import OCTOBER, Centre, figures

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
TOLD = (Grade.NOTE, Grade.DOUBT)
TABLES = frozenset({"package_received", "report_sender", "report_unit"})


@pytest.fixture(autouse=True)
def _chinese():
    with i18n.speaking(i18n.CHINESE):
        yield


@pytest.fixture
def office(founded, tmp_path):
    """Opens centres by region: each its own file, region and name."""
    opened = []

    def open_(region, name="", cases=0):
        path = shutil.copyfile(founded, tmp_path / f"{region}.desk")
        desk = open_desk(path, now=lambda: NOW)
        opened.append(desk)
        settings.save_centre(desk, replace(desk.centre, name=name or f"{region}中心"), desk.centre)
        rollup.set_region(desk, region)
        if cases:
            sample.fill(desk, cases)
        return desk

    yield open_
    for desk in opened:
        desk.close()


@pytest.fixture
def city(office):
    return office("130700", "张家口市劳动争议调解中心")


@pytest.fixture
def stick(tmp_path):
    """A USB stick: a folder that files are put on."""
    folder = tmp_path / "stick"
    folder.mkdir()

    def put(data, name="a.mdpack"):
        (folder / name).write_bytes(data)
        return folder / name

    return put


def taken(desk, path):
    looked = rollup_receiving.look(desk, path)
    return rollup_receiving.receive(desk, [path], {looked.fingerprint})


def refused(desk, path):
    """Return the one sentence that says no; nothing is taken in."""
    looked = rollup_receiving.look(desk, path)
    assert not looked.sound
    with pytest.raises(DeskError):
        rollup_receiving.receive(desk, [path], {looked.fingerprint})
    assert rollup_board.history(desk, OCTOBER, "130702") == () or held(desk) == 1
    against = (Grade.FAULT, Grade.SKIP)
    faults = [one.text for one in looked.findings if one.grade in against]
    assert faults[0] == looked.verdict
    return looked.verdict


def held(desk):
    with desk.db.read() as session:
        return session.scalar(text("SELECT count(*) FROM package_received"))


def counts_of(desk, region):
    board = rollup_board.board(desk, OCTOBER)
    return next(line for line in board.lines if line.unit.code == region)


def test_a_county_reports_a_locked_month_and_the_city_has_its_very_figures(office, city, stick):
    county = office("130702", "桥东区劳动争议调解中心", cases=240)
    with pytest.raises(DeskError, match="2026年10月尚未锁定"):
        rollup.make(county, OCTOBER)
    period_locks.lock_period(county, OCTOBER)

    made = rollup.make(county, OCTOBER)
    name, data = rollup.package_file(county, made.id)
    path = stick(data, name)
    looked = rollup_receiving.look(city, path)
    taken(city, path)

    assert path.name == "上报 130702 桥东区 2026年10月 第1号.mdpack"
    assert looked.known is SenderKnown.NEW
    assert looked.fingerprint == rollup.own(county).fingerprint
    there = statistics.month_book(county, OCTOBER).report("R1").lines[-1].values
    here = rollup_tables.book(city, OCTOBER).report("H2").lines[1]
    assert here.label == "桥东区"
    of = dict(zip(rollup_tables.HR, here.values, strict=True))
    assert (of["accepted"], of["closed"], of["open"], of["paid"]) == (
        *(there[place] for place in (1, 3, 8, 11)),
    )
    assert of["accepted"] > 3
    assert counts_of(city, "130702").standing is Standing.RECEIVED
    assert counts_of(city, "130703").standing is Standing.MISSING


def test_no_name_and_no_person_leaves_the_county(office, stick):
    county = office("130702", cases=120)
    period_locks.lock_period(county, OCTOBER)

    _name, data = rollup.package_file(county, rollup.make(county, OCTOBER).id)

    with county.db.read() as session:
        people = session.scalars(text("SELECT name FROM person UNION SELECT name FROM employer"))
        names = [name for name in people if len(name) > 1]
    said = data.decode("ascii").encode().decode("unicode_escape")
    assert len(names) > 100
    assert not [name for name in names if name in said]
    assert county.actor.name not in said
    [(package, _text)] = packages.read(data, "a.mdpkg")
    assert package.figures == figures(package)


def test_nothing_changed_gives_the_same_package_and_a_correction_the_next_number(
    office, city, stick
):
    county = office("130702", cases=120)
    period_locks.lock_period(county, OCTOBER)
    first = rollup.make(county, OCTOBER)
    again = rollup.make(county, OCTOBER)
    taken(city, stick(rollup.package_file(county, first.id)[1]))
    before = counts_of(city, "130702").counts["accepted"]

    period_locks.unlock_period(county, OCTOBER, "漏登一件")
    with county.db.write(county.actor, "vary") as session:
        session.execute(
            text(
                "UPDATE mediation_case SET accepted_on = '2026-09-30' WHERE id = "
                "(SELECT min(id) FROM mediation_case"
                " WHERE accepted_on BETWEEN '2026-10-01' AND '2026-10-31')"
            )
        )
    period_locks.lock_period(county, OCTOBER)
    second = rollup.make(county, OCTOBER)
    path = stick(rollup.package_file(county, second.id)[1], "b.mdpack")
    looked = rollup_receiving.look(city, path)
    taken(city, path)

    assert again == first
    assert (first.sequence, second.sequence) == (1, 2)
    assert looked.verdict == "更正包：第2号取代第1号，原包留存。"
    line = counts_of(city, "130702")
    assert (line.standing, line.received.sequence, line.earlier) == (Standing.CORRECTED, 2, 1)
    assert line.counts["accepted"] == before - 1
    assert [one.sequence for one in rollup_board.history(city, OCTOBER, "130702")] == [2, 1]
    with county.db.read() as session:
        assert "secret" not in str(session.execute(text("SELECT body FROM journal_value")).all())


def test_undoing_a_receipt_brings_the_earlier_package_back(city, stick):
    centre = Centre("130702")
    taken(city, stick(centre.text(cases=9)))
    taken(city, stick(centre.text(cases=11, sequence=2), "b.mdpack"))

    undo.undo(city, undo.last_in(city, TABLES).id)

    line = counts_of(city, "130702")
    assert (line.standing, line.received.sequence, line.received.rows) == (
        Standing.RECEIVED, 1, 9,
    )  # fmt: skip
    taken(city, stick(centre.text(cases=11, sequence=2), "b.mdpack"))
    assert counts_of(city, "130702").received.rows == 11


def test_each_bad_package_is_answered_in_one_sentence_and_nothing_is_taken_in(city, stick):
    centre = Centre("130702")
    good = centre.text(sequence=2)
    taken(city, stick(good, "good.mdpack"))
    row = centre.package().rows[0]
    open_, closed = (packages.COLUMNS.index(name) for name in ("still_open", "closed"))
    broken = tuple(1 if place in (open_, closed) else cell for place, cell in enumerate(row))
    more = replace(centre.package(sequence=3), figures=figures(centre.package(cases=13)))
    september = replace(OCTOBER, first=OCTOBER.first.replace(day=21, month=9),
                        last=OCTOBER.last.replace(day=20), cutoff=20)  # fmt: skip

    answers = {
        "another region": refused(city, stick(Centre("130502").text())),
        "edited": refused(city, stick(good.replace(b'"cutoff":31', b'"cutoff":30'))),
        "saved by an editor": refused(city, stick(good.replace(b"\n", b"\r\n"))),
        "older": refused(city, stick(centre.text(sequence=1))),
        "twice": refused(city, stick(good)),
        "same number": refused(city, stick(centre.text(sequence=2, cases=3))),
        "newer": refused(city, stick(good.replace(b"PACKAGE 1", b"PACKAGE 2"))),
        "cut off": refused(city, stick(good[: len(good) // 2])),
        "cut at the end": refused(city, stick(good[:-1])),
        "cut at the head": refused(city, stick(good[:10])),
        "no package": refused(city, stick(b"PK\x03\x04 a workbook")),
        "empty": refused(city, stick(b"")),
        "another cut-off": refused(city, stick(centre.text(sequence=3, period=september))),
        "out of balance": refused(city, stick(centre.text(sequence=3, rows=(broken,)))),
        "a case twice": refused(city, stick(centre.text(sequence=3, rows=(row, row)))),
        "wrong totals": refused(city, stick(packages.written(more, centre.secret))),
        "nonsense": refused(city, stick(centre.text(sequence=3, rows=((*row[:1], 7, *row[2:]),)))),
        "own": refused(city, stick(Centre("130700", city.centre.name).text())),
    }

    assert answers == {
        "another region": "该包来自襄都区（130502），不属于张家口市的报送范围。",
        "edited": "该包签名后被改动过，请向报送单位重新索取。",
        "saved by an editor": "该包签名后被改动过，请向报送单位重新索取。",
        "older": "该包为第1号，早于已收的第2号，不再收取。",
        "twice": "该包已于2026-11-23收过。",
        "same number": "已收过同为第2号而内容不同的包，请向报送单位核实以哪一份为准，"
        "并请其另编新号更正。",
        "newer": "该包由更新版本的调解台生成（格式2，本机可读格式1），请先升级本机程序；"
        "本次未收取任何内容。",
        "cut off": "该包不完整，未能全部复制，请重新复制。",
        "cut at the end": "该包不完整，未能全部复制，请重新复制。",
        "cut at the head": "该包不完整，未能全部复制，请重新复制。",
        "no package": "该文件不是上报包，请选择报送单位保存的文件。",
        "empty": "“a.mdpack”是空文件。",
        "another cut-off": "该包的报告期为2026-09-21至2026-10-20，本级报告期截至2026-10-31，"
        "请报送单位按同一截止日重新上报。",
        "out of balance": f"期初未结＋当期受理－当期结案与期末未结不符：{row[0]}。",
        "a case twice": f"案号重复：{row[0]}。",
        "wrong totals": "合计数与各行之和不符。",
        "nonsense": "该包签名有效，但内容无法读取，请向报送单位重新索取。",
        "own": "这是本中心自己的上报包。",
    }
    assert held(city) == 1


def test_a_period_without_cases_is_a_zero_report(office, city, stick):
    county = office("130703")
    period_locks.lock_period(county, OCTOBER)

    made = rollup.make(county, OCTOBER)
    path = stick(rollup.package_file(county, made.id)[1])

    assert made.rows == 0
    assert "本期没有案件，为零报告。" in [
        one.text for one in rollup_receiving.look(city, path).findings
    ]
    taken(city, path)
    assert counts_of(city, "130703").standing is Standing.ZERO


def test_an_unknown_or_changed_key_is_compared_by_a_person_first(city, stick):
    path = stick(Centre("130702").text())

    with pytest.raises(DeskError, match="请先与报送单位核对签名指纹"):
        rollup_receiving.receive(city, [path])
    assert held(city) == 0

    taken(city, path)
    other = stick(Centre("130702").text(sequence=2), "other.mdpack")
    looked = rollup_receiving.look(city, other)
    assert looked.known is SenderKnown.OTHER_KEY
    assert looked.to_confirm
    with pytest.raises(DeskError, match="请先与报送单位核对签名指纹"):
        rollup_receiving.receive(city, [other])


def test_several_files_are_taken_in_together_or_not_at_all(city, stick):
    one, two, bad = Centre("130702"), Centre("130703"), Centre("130502")
    paths = [stick(centre.text(), f"{centre.region}.mdpack") for centre in (one, two, bad)]
    prints = {centre.fingerprint for centre in (one, two, bad)}

    with pytest.raises(DeskError, match="130502"):
        rollup_receiving.receive(city, paths, prints)

    assert held(city) == 0
    assert len(rollup_receiving.receive(city, paths[:2], prints)) == 2


def test_cases_reported_by_two_and_figures_that_do_not_go_on_are_pointed_out(city, stick):
    one, two = Centre("130702"), Centre("130703")
    taken(city, stick(one.text()))
    shared = replace(two.package(rows=one.package().rows), sender=two.name)
    november = Period.of(Span.MONTH, 2026, 9)
    earlier = one.text(period=november, cases=7)

    looked = rollup_receiving.look(city, stick(packages.written(shared, two.secret)))
    taken(city, stick(earlier))
    again = rollup_receiving.look(city, stick(one.text(sequence=2), "c.mdpack"))

    assert any("也报了相同的案件" in finding.text for finding in looked.findings)
    assert looked.sound
    notes = [finding.text for finding in again.findings if finding.grade in TOLD]
    assert any(note.startswith("已在2026年9月受理") for note in notes)
    assert any("期初未结" in note and "上期期末" in note for note in notes)


def test_cases_that_two_packages_chosen_together_share_are_told_at_both(city, stick):
    one, two, apart = Centre("130702"), Centre("130703"), Centre("130705")
    union = Centre("130705", "宣化区工会调解组织", seed=9)
    shared = replace(two.package(rows=one.package().rows), sender=two.name)
    texts = (
        one.text(), packages.written(shared, two.secret), apart.text(cases=5),
        union.text(rows=union.package().rows[5:]), one.text(period=Period.of(Span.MONTH, 2026, 9)),
    )  # fmt: skip
    paths = [stick(data, f"{place}.mdpack") for place, data in enumerate(texts)]
    paths.append(stick(b"PK", "none.mdpack"))

    looks = rollup_receiving.look_together(city, paths)

    told = [[x.text for x in look.findings if x.grade in TOLD] for look in looks]
    assert any(text.startswith(f"{two.name}也报了相同的案件：") for text in told[0])
    assert any(text.startswith(f"{one.name}也报了相同的案件：") for text in told[1])
    assert any(text.startswith("已在2026年9月受理") for text in told[0])
    assert any("已就本地区报送（7件）" in text for text in told[2])
    assert not any("相同的案件" in text for text in [*told[2], *told[3], *told[4]])
    assert [look.sound for look in looks] == [True] * 5 + [False]


def test_those_from_below_in_a_package_are_compared_with_what_came_directly(office, stick):
    province, city = office("130000"), Centre("130700")
    direct, union = Centre("130702"), Centre("130702", "桥东区工会调解组织", seed=9)
    shared, other = Centre("130703"), Centre("130705")
    same = packages.written(
        replace(shared.package(rows=direct.package().rows), sender=shared.name), shared.secret
    )
    taken(province, stick(direct.text()))

    parts = [same, union.text(rows=union.package().rows[:0]), other.text(rows=city.package().rows)]
    looked = rollup_receiving.look(province, stick(city.text(parts=parts), "city.mdpack"))

    told = [finding.text for finding in looked.findings if finding.grade in TOLD]
    assert any(text.startswith(f"桥西区：{direct.name}也报了相同的案件：") for text in told)
    assert any(text.startswith("桥东区：") and "已就本地区报送（12件）" in text for text in told)
    assert any(text.startswith(f"宣化区：{city.name}也报了相同的案件：") for text in told)
    assert looked.sound
    again = rollup_receiving.look(province, stick(city.text(parts=[direct.text()]), "again.mdpack"))
    assert not [x for x in again.findings if "相同的案件" in x.text or "已就本地区" in x.text]


def test_areas_that_are_missing_are_counted_as_areas(city):
    assert rollup_names.first_named(["桥东区", "桥西区", "宣化区"], 2) == (
        "桥东区、桥西区等，另有1个地区"
    )
    assert rollup_names.first_named(["桥东区"], 2) == "桥东区"


def test_a_region_is_added_or_left_out_and_that_is_undone(city):
    rollup.set_unit(city, Unit(code="130772", name="察北管理区"))
    rollup.set_unit(city, Unit(code="130709", name="崇礼区", expected=False))

    board = rollup_board.board(city, OCTOBER)

    assert len(board.lines) == 17
    assert {x.unit.name for x in board.of(Standing.NOT_ASKED)} == {"崇礼区"}
    assert "察北管理区" in {x.unit.name for x in board.of(Standing.MISSING)}
    undo.undo(city, undo.last_in(city, TABLES).id)
    assert not rollup_board.board(city, OCTOBER).of(Standing.NOT_ASKED)
    with pytest.raises(DeskError, match="130722是张北县，已在应报地区中"):
        rollup.set_unit(city, Unit(code="130722", name="察北管理区"), new=True)
    with pytest.raises(DeskError, match="130772是察北管理区，已在应报地区中"):
        rollup.set_unit(city, Unit(code="130772", name="察北"), new=True)
    assert "张北县" in {unit.name for unit in rollup.units(city)}
    with pytest.raises(DeskError, match="130502不属于张家口市"):
        rollup.set_unit(city, Unit(code="130502", name="襄都区"))


def test_a_province_adds_up_11_cities_and_170_counties(office, stick):
    """Counties report to their cities, those to the province, with the counties' own packages."""
    province = office("130000", "河北省劳动争议调解中心")
    for code, name in (("130771", "经济开发区"), ("130772", "察北"), ("130773", "塞北")):
        rollup.set_unit(province, Unit(code=code, name=name))
    units = {unit.code: unit for unit in rollup.units(province)}
    counties = [Centre(code) for code in units if level_of(code) is Level.COUNTY]
    missing = {"130825", "131128"}
    rows = []
    for code in (code for code in units if level_of(code) is Level.CITY):
        own = Centre(code)
        under = [x for x in counties if lies_below(x.region, code) and x.region not in missing]
        texts = [x.text(cases=5 + int(x.region) % 7) for x in under]
        rows += [row for x in under for row in x.package(cases=5 + int(x.region) % 7).rows]
        rows += own.package(cases=4).rows
        path = stick(own.text(cases=4, parts=texts), f"{code}.mdpack")
        assert len(taken(province, path)) == len(under) + 1

    board = rollup_board.board(province, OCTOBER)
    book = rollup_tables.book(province, OCTOBER)

    assert (len(counties), len(units) - len(counties)) == (170, 11)
    assert {line.unit.code for line in board.of(Standing.MISSING)} == missing
    assert book.report("S1").notes == (
        "应报181家，已收179家，缺2家。", "缺报：承德市隆化县、衡水市阜城县。"
    )  # fmt: skip
    place = {name: number for number, name in enumerate(packages.COLUMNS)}

    def summed(value, condition):
        return sum(r[place[value]] for r in rows if r[place[condition]])

    total = dict(zip(rollup_tables.HR, book.report("H2").lines[-1].values, strict=True))
    assert total["accepted"] == sum(r[place["accepted"]] for r in rows)
    assert total["closed"] == sum(r[place["closed"]] for r in rows)
    assert total["workers"] == summed("workers", "accepted")
    assert total["claimed"] * 100 == summed("claimed", "accepted")
    assert total["paid"] * 100 == sum(r[place["paid"]] for r in rows)
    assert total["open"] == total["opening"] + total["accepted"] - total["closed"]
    assert book.report("H3").lines[-1].values == book.report("H2").lines[-1].values
    assert len(book.report("H2").lines) == 13
    assert len(book.report("H3").lines) == 1 + 11 + 170 + 1
    city = next(x for x in book.report("H2").lines if x.label == "张家口市").values
    assert [x.label for x in book.report("H2").lines if "缺报" in x.label] == [
        "承德市（1个县区缺报）",
        "衡水市（1个县区缺报）",
    ]
    inside = [x for x in rows if x[place["district"]].startswith("1307")]
    assert city[0] == sum(r[place["accepted"]] for r in inside)
    union = {x.label: x.values[0] for x in book.report("U1").lines}
    assert union["当期受理"] == total["accepted"]
    assert union["劳动争议调解室数"] == 179 * 2

    sheet = openpyxl.load_workbook(io.BytesIO(rollup_tables.book_bytes(province, OCTOBER, "xlsx")))[
        "H2 人社口径（分市）"
    ]
    assert sheet.cell(3, 1).value == "地区"
    last = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "合计")
    assert last[1] == total["accepted"]
    assert sum(
        row[1] for row in sheet.iter_rows(min_row=4, values_only=True)
        if str(row[0]).partition("（")[0] in known_regions().values()
    ) == total["accepted"]  # fmt: skip


def test_a_part_that_does_not_belong_or_was_edited_stops_the_whole(office, stick):
    province = office("130000")
    city, inside, outside = Centre("130700"), Centre("130702"), Centre("130502")

    strange = refused(province, stick(city.text(parts=[outside.text()])))
    lost = refused(province, stick(city.text(parts=[inside.text()])[: -len(inside.text())]))
    changed = inside.text().replace(b'"sequence":1', b'"sequence":2')
    edited = refused(province, stick(city.text(parts=[changed])))

    assert strange == "随附的襄都区上报包不属于该报送单位。"
    assert lost == "该包不完整，未能全部复制，请重新复制。"
    assert edited == "该包签名后被改动过，请向报送单位重新索取。"
    assert held(province) == 0


def test_a_package_whose_content_was_damaged_is_not_saved_again(office):
    county = office("130702", "桥东区劳动争议调解中心", cases=40)
    period_locks.lock_period(county, OCTOBER)
    made = rollup.make(county, OCTOBER)
    assert [(one.receiver, one.sha256) for one in rollup.made(county)] == [
        ("张家口市", made.sha256)
    ]
    other = zlib.compress(b"other")

    with county.db.write(county.actor, "damage") as session:
        session.execute(text("UPDATE package_content SET packed = :other"), {"other": other})

    with pytest.raises(FileRefused, match="已损坏"):
        rollup.package_file(county, made.id)


def test_a_code_that_the_list_lacks_is_asked_about_and_taken_once_it_was_compared(city):
    with pytest.raises(Invalid) as asked:
        rollup.set_region(city, "130750")
    assert "130750不在本程序所附的区划代码表内" in asked.value.problems[0].text
    assert rollup.own(city).region == "130700"

    rollup.set_region(city, "130750", compared=True)

    assert rollup.own(city).region == "130750"
    rollup.set_region(city, "130750")  # what stands is not asked about again


def test_another_sender_of_an_area_is_told_with_the_one_before_and_how_keys_are_compared(
    city, stick
):
    taken(city, stick(Centre("130702", "旧中心").text(), "old.mdpack"))
    september = Period.of(Span.MONTH, 2026, 9)
    new = Centre("130702", "新中心").text(period=september)

    said = [one.text for one in rollup_receiving.look(city, stick(new, "new.mdpack")).findings]

    assert any("已知的电话" in text and "告知单" in text for text in said)
    assert "本地区此前由旧中心报送。请核实该单位是接替报送还是另行报送。" in said


def test_a_city_without_own_cases_that_carries_counties_is_no_zero_report(office, stick):
    province = office("130000", "河北省总工会")
    inside = [Centre("130702").text(cases=7), Centre("130703").text(cases=5)]
    file = stick(Centre("130700").text(cases=0, parts=inside))

    looked = rollup_receiving.look(province, file)

    said = [one.text for one in looked.findings]
    assert "报送单位本期没有自办案件。" in said
    assert "随附下级上报包2个，共12件：桥东区、桥西区。" in said
    assert not any("零报告" in text for text in said)
    taken(province, file)
    assert counts_of(province, "130700").standing is Standing.RECEIVED
    assert counts_of(province, "130702").standing is Standing.RECEIVED
