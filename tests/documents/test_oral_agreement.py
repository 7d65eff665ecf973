"""The card of an oral agreement (人民调解口头协议登记表, 人民调解法第二十八条、第三十条)."""

from functools import cache

import pytest

from mediation_desk import i18n
from mediation_desk.documents.catalogue import form_of
from mediation_desk.documents.pages import set_pages
from mediation_desk.documents.papers import paper
from mediation_desk.documents.word_reader import read
from mediation_desk.domain.dossier import bound_at
from tests.documents import full_cases
from tests.documents.samples import squeezed, written


@cache
def card(name):
    with i18n.speaking(i18n.CHINESE):
        case = full_cases.cases()[name]
        return paper("HS-25", case, full_cases.CENTRE, on=full_cases.ISSUED)


@pytest.mark.parametrize("name", ["one", "twelve", "employer"])
def test_it_tells_the_dispute_what_was_agreed_and_how_it_is_performed(name):
    text = squeezed(written(card(name).docx))

    assert "人民调解口头协议登记表" in text
    for told in ("主要事实和争议事项", "协议内容", "履行方式和时限", "前（含当日）支付人民币"):
        assert told in text
    for signs in ("申请人（签名", "被申请人（签名", "人民调解员（签名）", "记录人（签名）"):
        assert signs in text
    assert len(set_pages(read(card(name).docx))) == 1


def test_one_copy_is_kept_beside_the_agreement():
    assert form_of("HS-25").title
    assert form_of("HS-25").copies.of(full_cases.cases()["one"]) == 1
    assert bound_at("D-31") < bound_at("HS-25") < bound_at("D-23")
