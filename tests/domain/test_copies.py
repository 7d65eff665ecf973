from mediation_desk.documents.catalogue import catalogue, form_of
from mediation_desk.domain.copies import CopyRule, Counted, shared


def test_the_rule_of_a_form_is_data_that_reads_back():
    for form in catalogue():
        assert CopyRule.read(form.copies.code) == form.copies
    assert form_of("D-08").copies == CopyRule(Counted.PARTIES, 1)
    assert CopyRule.read("nonsense+1") is None
    assert CopyRule.read("") is None


def test_what_is_made_for_each_party_is_printed_once_each_and_once_for_the_file():
    assert [shared(14, 13, place) for place in range(13)] == [2, *[1] * 12]
    assert shared(3, 1, 0) == 3
    assert shared(1, 5, 4) == 1
