"""The cause that the words of a ledger mean: decided by the list, or asked for, never guessed."""

import pytest

from mediation_desk.domain.taxonomy import cause_words, causes
from mediation_desk.importers.ledger_words import CauseSaid, cause_of


@pytest.mark.parametrize(
    ("text", "code"),
    [("违法解除劳动合同", "D03"), ("违法解除", "D03"), ("工伤待遇", "F01"), ("工伤赔偿", "F01"),
     ("未参加工伤保险赔偿", "F04"), ("解除劳动合同经济补偿", "D06"),
     ("未签劳动合同双倍工资", "C02"),
     ("拖欠农民工工资", "A09"), ("拖欠工资", "A01"), ("加班费", "A02"), ("调岗降薪", "C03"),
     ("签订劳动合同", "C01"), ("补缴社保", "E05"), ("失业保险待遇", "E03"), ("辞退", "D07"),
     ("D06 经济补偿金", "D06"), ("履行/变更劳动合同（调岗、调薪、工作地点）", "C03")],
)  # fmt: skip
def test_words_that_decide_give_the_cause_of_the_list(text, code):
    assert cause_of(text) == CauseSaid(code, decided=True)


@pytest.mark.parametrize(
    ("text", "label"),
    [("解除劳动合同", "解除终止劳动合同"), ("终止劳动关系", "解除终止劳动合同"),
     ("劳动合同", "变更劳动合同"),
     ("社会保险", "社会保险"), ("赔偿金", "解除终止劳动合同")],
)  # fmt: skip
def test_words_that_leave_it_open_are_a_guess(text, label):
    said = cause_of(text)
    assert not said.decided
    assert causes()[said.code].statistics_class == label


def test_strange_words_mean_nothing():
    assert cause_of("-拖欠") is None


def test_every_word_leads_to_a_cause_of_the_list():
    assert {one.code for one in cause_words()} <= set(causes())
