"""LibreOffice reads our Word files and prints what our PDFs show.

Compared are the text, the number of pages, and at which characters lines end. The default run
takes a form of every kind; `python -m tests.documents.every_paper` takes all, in four cases.
"""

import pytest

from mediation_desk.documents import atoms, kept
from mediation_desk.documents.pdf import to_pdf
from tests.documents.edited import edited
from tests.documents.full_cases import Made, cases, loose_papers, papers_of
from tests.documents.office import APART, Agreement, apart, compare, convert

OF_EVERY_KIND = frozenset(
    {
        *("D-02", "D-03", "D-08", "D-10", "D-18", "D-19", "D-28", "D-30", "D-31", "D-34"),
        *("D-40", "D-60", "D-62", "HS-01", "D-72", "D-75"),
    }
)


@pytest.fixture(autouse=True)
def as_libreoffice_spaces(monkeypatch):
    kept.forget()
    monkeypatch.setattr(atoms, "_APART", APART)
    yield
    kept.forget()


def printed_by_both(made: list[Made], folder) -> dict[str, Agreement]:
    """Print each file twice and compare."""
    ours = {}
    for one in made:
        docx = apart(one.docx)
        (folder / f"{one.code}.docx").write_bytes(docx)
        ours[one.code] = to_pdf(docx, one.title)
    convert(folder)
    return {code: compare(pdf, (folder / f"{code}.pdf").read_bytes()) for code, pdf in ours.items()}


def test_forms_and_edited_ones_have_the_same_text_pages_and_lines(tmp_path):
    made = [*papers_of(cases()["employer"], OF_EVERY_KIND), *loose_papers(OF_EVERY_KIND)]
    changed = edited({one.code: one for one in made})

    found = printed_by_both([*made, *changed.values()], tmp_path)

    assert len(changed) == 10
    assert {code: one.pages for code, one in found.items() if len(set(one.pages)) > 1} == {}
    assert {code: one for code, one in found.items() if not _same_text(one)} == {}
    alike = sum(one.alike for one in found.values()) / sum(one.ends for one in found.values())
    assert alike > 0.95
    assert {code: one.lines for code, one in found.items() if one.lines < 0.8} == {}


def _same_text(found: Agreement) -> bool:
    """Say whether nothing is missing; headers come in another order, and leaders may differ."""
    return sorted(found.missing.strip(".")) == sorted(found.more.strip("."))
