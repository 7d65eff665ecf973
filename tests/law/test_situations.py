"""What happened, in plain words, leads to every claim that a worker can make."""

from collections import Counter
from itertools import chain, combinations

from mediation_desk.domain.claims import AnswerKind, ClaimKind
from mediation_desk.law.claims import KINDS
from mediation_desk.law.facts import asked_first, facts, facts_of, put
from mediation_desk.law.situations import SITUATIONS, asked, claimed, implied


def _called(*codes: str):
    return [situation for situation in SITUATIONS if situation.code in codes]


def test_every_kind_of_claim_is_reached_by_something_that_happened():
    assert set(claimed(SITUATIONS)) == set(ClaimKind)


def test_every_rule_of_the_law_is_asked_for_at_the_counter():
    """Limitation alone has a dialog of its own."""
    assert {str(kind.value) for kind in asked(SITUATIONS)} == set(KINDS) - {"limitation"}


def test_what_is_no_claim_of_a_worker_comes_after_the_claims():
    chosen = _called("trained", "unpaid", "taxed")
    assert asked(chosen) == (
        ClaimKind.WAGE_ARREARS,
        AnswerKind.TRAINING_PENALTY,
        AnswerKind.SEVERANCE_TAX,
    )
    assert not any(situation.ends for situation in chosen)


def test_what_happened_implies_facts_that_there_are():
    from mediation_desk.domain.claims import Employment

    for situation in SITUATIONS:
        for name, value in situation.implies.items():
            assert name in facts(), situation.code
            put(Employment(), {}, name, value)


def test_codes_and_words_are_each_used_once():
    assert len({s.code for s in SITUATIONS}) == len(SITUATIONS)
    assert len({s.words for s in SITUATIONS}) == len(SITUATIONS)


def test_a_forced_leaving_claims_severance_and_no_damages():
    """劳动合同法第三十八条、第四十六条第一项."""
    chosen = _called("forced")
    assert claimed(chosen) == (ClaimKind.SEVERANCE,)
    assert implied(chosen)["ground"] == "forced"


def test_an_unlawful_dismissal_claims_damages_in_place_of_severance():
    """劳动合同法第八十七条；劳动合同法实施条例第二十五条."""
    assert claimed(_called("dismissed")) == (ClaimKind.UNLAWFUL_TERMINATION,)


def test_article_40_claims_a_month_in_place_of_notice_beside_severance():
    """劳动合同法第四十条、第四十六条第三项."""
    for code in ("illness", "incompetence", "circumstances"):
        assert set(claimed(_called(code))) == {ClaimKind.SEVERANCE, ClaimKind.NOTICE_PAY}


def test_work_injury_regulation_art_37_an_ending_ticked_beside_an_injury_is_known():
    ended = {"injury_disability.relationship_ended": "yes"}
    assert ended.items() <= implied(_called("dismissed", "injury")).items()
    assert ended.items() <= implied(_called("agreed", "injury")).items()
    assert "injury_disability.relationship_ended" not in implied(_called("injury"))
    assert "injury_disability.relationship_ended" not in implied(_called("dismissed"))


def test_whatever_happened_together_each_question_and_its_words_stand_once():
    """Facts are typed once and shared by all claims; tried for every pair, and for all at once."""
    for chosen in chain(combinations(SITUATIONS, 2), [SITUATIONS]):
        codes = [kind.value for kind in asked(chosen)]
        first = [fact.name for fact in asked_first(codes)]
        every = {*first, *(fact.name for code in codes for fact in facts_of(code))}
        titles = Counter(facts()[name].title for name in every)
        twice = {name for name, times in (Counter(first) + titles).items() if times > 1}
        assert not twice, [one.code for one in chosen]
