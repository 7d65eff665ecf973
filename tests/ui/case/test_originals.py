"""How many originals an agreement has is told where it is entered (procedure.md R-22)."""

from tests.ui.case.test_agreement_tab import agreed


def test_fewer_originals_than_one_for_each_are_told_at_their_field(qtbot, page_at):
    page = page_at("mediating", "agreement")
    clauses = page.agreement.terms.clauses
    agreed(qtbot, page)
    wanted = len(page.case.file.applicants) + 2
    qtbot.waitUntil(lambda: clauses.copies.value() == wanted)
    note = clauses.fields["copies"].note
    assert note.text() == ""

    clauses.copies.setValue(wanted - 1)

    told = f"各方各执一份、中心留存一份，共需{wanted}份（人民调解法第二十九条）。"
    qtbot.waitUntil(lambda: note.text() == told)
    clauses.copies.setValue(wanted)
    qtbot.waitUntil(lambda: note.text() == "")
