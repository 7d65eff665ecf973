"""One form for everybody of a case: files for each, one PDF, and going on after a failure."""

import errno
import multiprocessing
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from multiprocessing.context import SpawnContext
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from mediation_desk import i18n
from mediation_desk.documents import presses, unprintable
from mediation_desk.documents.bulk import Maker, Order
from mediation_desk.domain.alone import alone
from mediation_desk.domain.errors import FileRefused
from mediation_desk.domain.settlement import total
from mediation_desk.services import browse, groups, papers
from mediation_desk.services.desk import open_desk
from mediation_desk.services.groups import GroupForm, Run
from tests.documents.full_cases import CENTRE, ISSUED, cases
from tests.documents.samples import printed, squeezed, tool, written


def onwards(_done: int, _total: int) -> bool:
    return True


@pytest.fixture(scope="module")
def case():
    with i18n.speaking(i18n.CHINESE):
        return cases()["twelve"]


def order_of(case, code="D-30"):
    return Order(code=code, case=case, centre=CENTRE, on=ISSUED, apart=True)


def form_of(case, count=12):
    people = tuple((str(w.id), w.person.name) for w in case.applicants)[:count]
    return GroupForm(code="D-30", title="劳动争议调解协议书", people=people, apart=True)


def run(case, folder, count=12, progress=onwards, **how):
    chosen = {"single": True, "joined": False} | how
    return Run(order_of(case), form_of(case, count), folder, progress, **chosen).made()


def outline(pdf):
    command = [tool("pdftohtml", "poppler-utils"), "-xml", "-i", "-stdout", str(pdf)]
    read = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return re.findall(r'<item page="\d+">([^<]+)</item>', read)


def test_a_worker_alone_has_own_sums_and_no_others(case):
    second = case.applicants[1]

    single = alone(case, second.id)

    assert single.applicants == (second,)
    assert {row.party_id for row in single.settlement.terms.money} == {second.id}
    assert not single.is_group
    assert single.representatives == ()


def test_each_worker_gets_an_agreement_of_the_own_sums(case):
    maker = Maker(order_of(case))

    first, second = maker.make([str(worker.id) for worker in case.applicants[:2]], pdf=False)

    text = written(first.docx)
    mine = [r for r in case.settlement.terms.money if r.party_id == case.applicants[0].id]
    assert f"合计{total(mine):,.2f}" in text
    assert squeezed(case.applicants[0].person.name) in text
    assert squeezed(case.applicants[1].person.name) not in text
    assert "附件二" not in text
    assert squeezed(case.applicants[1].person.name) in written(second.docx)


def test_a_group_is_written_by_processes_and_only_what_is_missing_is_made_again(case, tmp_path):
    told = []

    first = run(case, tmp_path, progress=lambda *how: told.append(how) or True)
    assert (first.made, first.kept, first.refused) == (12, 0, ())
    assert told[-1] == (12, 12)
    names = sorted(path.name for path in tmp_path.glob("*.docx"))
    assert len(names) == 12
    assert "劳动争议调解协议书 01 李建国" in names[0]
    pdf = next(tmp_path.glob("*05*.pdf"))
    assert squeezed(case.applicants[4].person.name) in printed(pdf.read_bytes())
    assert dict(first.missing)["李建国"]

    pdf.unlink()
    second = run(case, tmp_path)
    assert (second.made, second.kept) == (1, 11)
    assert pdf.is_file()

    changed = replace(case, version=case.version + 1)
    assert run(changed, tmp_path, count=3).made == 3


def test_one_pdf_for_all_has_an_outline_of_names(case, tmp_path):
    made = run(case, tmp_path, single=False, joined=True)

    assert made.joined == next(tmp_path.glob("*.pdf"))
    titles = outline(made.joined)
    assert titles == [f"劳动争议调解协议书（{w.person.name}）" for w in case.applicants]
    assert not list(tmp_path.glob("*.docx"))


def test_in_one_pdf_for_both_sides_nobody_begins_on_the_back_of_another(case, tmp_path):
    order = replace(order_of(case), own_sheets=True)
    made = Run(order, form_of(case, 3), tmp_path, onwards, single=False, joined=True).made()

    sheets = PdfReader(made.joined)
    begins = [sheets.get_destination_page_number(item) for item in sheets.outline]
    assert len(begins) == 3
    assert all(page % 2 == 0 for page in begins)
    alone = Run(order_of(case), form_of(case, 1), tmp_path, onwards, single=False, joined=True)
    count = len(PdfReader(alone.made().joined).pages)
    assert count % 2 == 1
    assert not sheets.pages[count].extract_text().strip()


def test_a_run_that_is_stopped_leaves_what_it_made_and_goes_on_from_there(case, tmp_path):
    made = run(case, tmp_path, progress=lambda done, _total: done < 4)

    assert made.stopped
    assert 4 <= made.made < 12
    rest = run(case, tmp_path)
    assert rest.kept == made.made
    assert rest.made + rest.kept == 12


def test_a_process_that_dies_loses_only_what_it_had_not_told(case, tmp_path):
    def shoot(_done, _total):
        for child in multiprocessing.active_children():
            child.kill()
        return True

    broken = run(case, tmp_path, progress=shoot)

    assert broken.made + len(broken.refused) == 12
    assert broken.refused
    assert run(case, tmp_path).made == len(broken.refused)


def test_where_no_process_can_begin_the_papers_are_made_here(case, tmp_path, monkeypatch):
    def locked(*_what):
        raise OSError(errno.EAGAIN, "no process")

    monkeypatch.setattr(SpawnContext.Process, "start", locked)

    made = run(case, tmp_path, count=8, joined=True)

    assert (made.made, made.refused) == (8, ())
    assert len(outline(made.joined)) == 8


def test_where_processes_end_as_they_begin_the_papers_are_made_here(case, tmp_path, monkeypatch):
    """The program's own module may be gone or refuse: nobody then waits for such a process."""
    monkeypatch.setattr(presses, "serve", _ends_at_once)
    everybody = cases()["five-hundred"]

    made = run(everybody, tmp_path, count=8)

    assert (made.made, made.refused) == (8, ())


def _ends_at_once(_lines):
    os._exit(1)


def test_processes_make_what_this_one_makes(case, tmp_path):
    run(case, tmp_path)

    here = Maker(order_of(case)).make([str(worker.id) for worker in case.applicants])

    files = [path.read_bytes() for path in sorted(tmp_path.glob("*.docx"))]
    assert files == [sheet.docx for sheet in here]
    assert [path.read_bytes() for path in sorted(tmp_path.glob("*.pdf"))] == [
        sheet.pdf for sheet in here
    ]


def test_what_makes_papers_loads_no_more_than_it_needs():
    """Each such process costs its start: the case's papers do without these libraries."""
    code = (
        "import sys; from mediation_desk.documents import presses, docx, printing\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout

    assert "lxml" in loaded
    unneeded = {"reportlab", "docxtpl", "docx", "sqlalchemy", "PySide6", "openpyxl", "PIL", "ssl"}
    assert unneeded & set(loaded.split()) == set()


def test_who_has_a_character_that_no_font_has_is_left_out_by_name_until_a_box_is_agreed_to(
    case, tmp_path, monkeypatch
):
    monkeypatch.setattr(unprintable, "_by_hand", set())
    first, *others = case.applicants
    odd = replace(first, person=replace(first.person, name="张\U0003fffd三"))
    strange = replace(case, applicants=(odd, *others))

    made = run(strange, tmp_path, count=3, joined=True)

    [(name, why)] = made.refused
    assert name == "张\U0003fffd三"
    assert "U+3FFFD" in why
    assert "（张▢三）的姓名" in why
    assert made.made == 2
    assert len(outline(made.joined)) == 2
    assert len(list(tmp_path.glob("*.docx"))) == 3
    assert made.unprintable == ("\U0003fffd",)

    unprintable.write_by_hand(made.unprintable)
    boxed = run(strange, tmp_path, count=3, joined=True)

    assert (boxed.made, boxed.kept, boxed.refused) == (1, 2, ())
    assert any("张▢三" in name for _whom, names in boxed.missing for name in names)


def test_forms_for_many_are_those_for_each_party_and_those_for_each_worker_apart(told, tmp_path):
    shutil.copyfile(told, tmp_path / "told.desk")
    desk = open_desk(tmp_path / "told.desk")
    case = browse.case_by_number(desk, "1")

    found = {form.code: form for form in groups.forms(desk, case)}
    notice = replace(found["D-08"], people=found["D-08"].people[:2])
    made = groups.write(desk, case.id, notice, tmp_path / "files", onwards, joined=True)
    desk.close()

    assert len(found["D-08"].people) == len(case.addressed)
    assert not found["D-08"].apart
    assert found["D-30"].apart
    assert "D-60" not in found
    assert made.made == 2
    assert len(outline(made.joined)) == 2


def test_each_worker_has_a_workbook_and_a_stopped_run_goes_on_from_there(told, tmp_path):
    shutil.copyfile(told, tmp_path / "told.desk")
    desk, folder = open_desk(tmp_path / "told.desk"), tmp_path / "files"
    case = browse.case_by_number(desk, "1")
    [form] = [one for one in groups.forms(desk, case) if one.code == "HS-02"]
    form = replace(form, people=form.people[:5])
    how = {"single": False, "books": True}

    stopped = groups.write(desk, case.id, form, folder, lambda done, _of: done < 2, **how)
    first = sorted(folder.glob("*.xlsx"))
    stamps = [path.stat().st_mtime_ns for path in first]
    made = groups.write(desk, case.id, form, folder, onwards, **how)
    notice = next(one for one in groups.forms(desk, case) if one.code == "D-08")
    none = groups.write(desk, case.id, notice, tmp_path / "none", onwards, **how)
    desk.close()

    assert (stopped.stopped, len(first)) == (True, 2)
    assert made.books == len(sorted(folder.glob("*.xlsx"))) == 5
    assert [path.stat().st_mtime_ns for path in first] == stamps, "what was made is kept"
    book = openpyxl.load_workbook(first[1])
    name = form.people[1][1]
    assert {row[1].value for row in book["汇总"].iter_rows(min_row=3, max_row=3)} == {name}
    assert none.books == 0
    assert not list((tmp_path / "none").glob("*.xlsx"))


def test_papers_to_be_issued_are_made_of_one_look_at_the_case(told, tmp_path):
    shutil.copyfile(told, tmp_path / "told.desk")
    desk = open_desk(tmp_path / "told.desk")
    case = browse.case_by_number(desk, "1")
    people = tuple((str(key), name) for key, name in case.addressed)

    made = groups.compose(desk, case.id, "D-08", people, onwards)
    same = papers.compose(desk, case.id, "D-08", people[0][0])
    desk.close()

    assert [paper.subject_label for paper in made] == [name for _key, name in people]
    assert (made[0].docx, made[0].title) == (same.docx, same.title)


def test_a_file_that_is_empty_or_damaged_is_made_again(case, tmp_path):
    assert run(case, tmp_path, 4).made == 4
    first, second = sorted(tmp_path.glob("*.pdf"))[:2]
    whole = first.read_bytes()
    first.write_bytes(b"")
    second.write_bytes(whole[:-1] + b"x")

    again = run(case, tmp_path, 4)

    assert (again.made, again.kept) == (2, 2)
    assert first.read_bytes() == whole


def test_a_file_that_is_held_is_left_out_by_name_and_the_others_are_made(case, tmp_path):
    run(case, tmp_path, count=6)
    names = [worker.person.name for worker in case.applicants]
    held, gone = (next(tmp_path.glob(f"*{names[at]}*.pdf")) for at in (1, 4))
    gone.unlink()
    held.unlink()
    held.mkdir()  # as good as one that another program keeps open

    second = run(case, tmp_path, count=6)

    assert (second.made, second.kept) == (1, 4)
    [(name, why)] = second.refused
    assert name == names[1]
    assert held.name in why
    held.rmdir()
    third = run(case, tmp_path, count=6)
    assert (third.made, third.kept, third.refused) == (1, 5, ())


def test_a_full_disk_ends_the_run_and_says_so(case, tmp_path, monkeypatch):
    run(case, tmp_path, count=3)
    next(tmp_path.glob("*.pdf")).write_bytes(b"")

    def full(_temporary, _path):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "replace", full)

    with pytest.raises(FileRefused):
        run(case, tmp_path, count=3)
