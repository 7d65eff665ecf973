from dataclasses import replace
from datetime import date

import pytest

from mediation_desk.domain.supervision import (
    Decline,
    Letter,
    LetterKind,
    LetterSettings,
    LetterState,
    Matter,
    MatterEnd,
    MatterSource,
    Reply,
)
from mediation_desk.domain.supervision_rules import (
    code_problems,
    counted,
    end_problems,
    investigation_problems,
    issue_problems,
    letter_reference,
    matter_problems,
    names,
    openings,
    refusal,
    settings_problems,
    usual_code,
)

TODAY = date(2026, 11, 23)
MATTER = Matter(
    employer="某公司",
    source=MatterSource.COMPLAINT,
    received_on=date(2026, 11, 2),
    subject="拖欠工资",
    accepted_on=date(2026, 11, 3),
)


def letter(kind, **more):
    given = {
        "addressee": "某公司",
        "reference": "张劳调函〔2026〕1号",
        "issued_on": date(2026, 11, 4),
        "received_on": date(2026, 11, 5),
    }
    return Letter(kind=kind, **given | more)


def with_letters(*letters, **more):
    return replace(MATTER, letters=letters, **more)


def likely(matter):
    return [opening.kind for opening in openings(matter, TODAY) if opening.likely]


def test_a_complaint_begins_with_a_prompt_by_word_of_mouth_art_17():
    assert likely(MATTER) == [LetterKind.PROMPT]


def test_after_the_prompt_comes_the_letter_of_inquiry_art_17():
    prompted = with_letters(letter(LetterKind.PROMPT, received_on=None))

    assert likely(prompted) == [LetterKind.INQUIRY]


def test_while_an_inquiry_may_be_answered_nothing_is_likely_and_no_second_one_is_open():
    waiting = with_letters(letter(LetterKind.INQUIRY, due=date(2026, 11, 24)))

    assert likely(waiting) == []
    assert refusal(waiting, LetterKind.INQUIRY, TODAY) == "张劳调函〔2026〕1号尚在答复期限内。"


@pytest.mark.parametrize(
    "how",
    [
        {"due": date(2026, 11, 12)},
        {"answered_on": date(2026, 11, 9), "reply": Reply.IMPROPER},
        {"answered_on": date(2026, 11, 9), "reply": Reply.UNTRUE},
    ],
)
def test_an_inquiry_without_a_good_answer_leads_to_the_letter_of_opinion(how):
    poor = with_letters(letter(LetterKind.INQUIRY, **how), investigated_on=date(2026, 11, 16))

    assert likely(poor) == [LetterKind.OPINION]


def test_a_letter_of_opinion_needs_an_investigation_art_19():
    assert "第十九条" in refusal(MATTER, LetterKind.OPINION, TODAY)
    assert refusal(replace(MATTER, investigated_on=TODAY), LetterKind.OPINION, TODAY) == ""


def test_a_letter_of_proposal_needs_a_letter_of_opinion_art_21():
    assert "第二十一条" in refusal(MATTER, LetterKind.PROPOSAL, TODAY)


def test_a_letter_of_proposal_waits_until_the_answer_is_overdue_art_21():
    opinion = letter(LetterKind.OPINION, due=TODAY)
    waiting = with_letters(opinion)
    late = with_letters(replace(opinion, due=date(2026, 11, 20)))

    assert "答复期限内" in refusal(waiting, LetterKind.PROPOSAL, TODAY)
    assert refusal(late, LetterKind.PROPOSAL, TODAY) == ""
    assert likely(late) == [LetterKind.PROPOSAL]


def test_a_letter_of_opinion_that_was_not_received_is_said_to_be_so_art_20():
    """河北省工会劳动法律监督条例第二十条: the days for the answer begin with the receipt."""
    sent = with_letters(letter(LetterKind.OPINION, received_on=None))

    told = refusal(sent, LetterKind.PROPOSAL, TODAY)
    assert "尚未登记" in told
    assert "答复期限内" not in told


def proposed(opinion, on):
    draft = letter(
        LetterKind.PROPOSAL, issued_on=None, received_on=None, subject="拖欠工资",
        demand="依法查处", facts="拖欠三个月", rules="劳动法第五十条",
    )  # fmt: skip
    found = issue_problems(draft, on, with_letters(opinion), TODAY)
    return [(problem.field, problem.text) for problem in found]


def test_a_letter_of_proposal_is_dated_after_the_days_for_the_answer_art_21():
    """河北省工会劳动法律监督条例第二十一条: it follows a missing or poor answer."""
    late = letter(LetterKind.OPINION, due=date(2026, 11, 20))

    [(field, told)] = proposed(late, date(2026, 11, 20))
    assert field == "issued_on"
    assert "2026-11-20" in told
    assert "第二十一条" in told
    assert proposed(late, date(2026, 11, 21)) == []

    poor = replace(late, answered_on=date(2026, 11, 12), reply=Reply.UNTRUE)
    assert [field for field, _told in proposed(poor, date(2026, 11, 11))] == ["issued_on"]
    assert proposed(poor, date(2026, 11, 12)) == []


def test_a_proper_answer_leaves_no_room_for_a_proposal_art_21():
    answered = letter(LetterKind.OPINION, answered_on=date(2026, 11, 20), reply=Reply.GOOD)

    assert "适当答复" in refusal(with_letters(answered), LetterKind.PROPOSAL, TODAY)
    assert likely(with_letters(answered)) == []


@pytest.mark.parametrize("reply", [Reply.IMPROPER, Reply.UNTRUE, Reply.UNCORRECTED])
def test_a_poor_answer_opens_the_proposal_art_21(reply):
    answered = letter(LetterKind.OPINION, answered_on=date(2026, 11, 20), reply=reply)

    assert likely(with_letters(answered)) == [LetterKind.PROPOSAL]


def test_no_step_goes_back():
    further = with_letters(letter(LetterKind.OPINION), investigated_on=date(2026, 11, 3))

    for kind in (LetterKind.PROMPT, LetterKind.REMINDER, LetterKind.INQUIRY):
        assert refusal(further, kind, TODAY) == "已发出“意见书”，不再退回前一步。"


def test_a_withdrawn_letter_counts_as_not_there():
    gone = letter(LetterKind.INQUIRY, withdrawn_on=date(2026, 11, 6))

    assert refusal(with_letters(gone), LetterKind.INQUIRY, TODAY) == ""
    assert likely(with_letters(gone)) == [LetterKind.PROMPT]


def test_there_is_one_draft_at_a_time():
    drafted = with_letters(letter(LetterKind.INQUIRY, issued_on=None, received_on=None))

    assert all(opening.reason for opening in openings(drafted, TODAY))


@pytest.mark.parametrize(
    "more", [{"declined": Decline.IN_PROCEDURE}, {"ended_as": MatterEnd.CORRECTED}]
)
def test_what_ended_or_was_declined_has_no_next_letter(more):
    assert all(opening.reason for opening in openings(replace(MATTER, **more), TODAY))


def test_the_state_of_a_letter_follows_from_its_days():
    draft = letter(LetterKind.INQUIRY, issued_on=None, received_on=None)
    issued = replace(draft, issued_on=date(2026, 11, 4))
    waiting = replace(issued, received_on=date(2026, 11, 17), due=date(2026, 11, 24))

    assert draft.state(TODAY) is LetterState.DRAFT
    assert issued.state(TODAY) is LetterState.ISSUED
    assert waiting.state(TODAY) is LetterState.WAITING
    assert waiting.state(date(2026, 11, 25)) is LetterState.LATE
    assert replace(waiting, answered_on=TODAY).state(TODAY) is LetterState.ANSWERED
    assert replace(waiting, withdrawn_on=TODAY).state(TODAY) is LetterState.WITHDRAWN


def test_a_proposal_runs_only_when_the_department_has_closed_the_matter_art_22():
    received = letter(LetterKind.PROPOSAL)

    assert received.state(TODAY) is LetterState.RECEIVED
    assert replace(received, due=TODAY).state(TODAY) is LetterState.WAITING


def test_on_site_two_members_are_present_art_18():
    def found(who, on_site):
        return list(
            investigation_problems(
                date(2026, 11, 16), who, on_site=on_site, matter=MATTER, today=TODAY
            )
        )

    assert "第十八条" in found("王敏", True)[0].text
    assert "第十八条" in found("王敏、王敏", True)[0].text
    assert found("王敏，刘静", True) == []
    assert found("王敏", False) == []
    assert [problem.field for problem in found("", False)] == ["investigators"]


def test_an_investigation_does_not_precede_the_matter():
    [problem] = investigation_problems(
        date(2026, 11, 1), "王敏", on_site=False, matter=MATTER, today=TODAY
    )

    assert problem.field == "investigated_on"


def test_names_are_told_apart_however_they_are_written():
    assert names("王敏，刘静;张伟 、王敏\n赵强/") == ("王敏", "刘静", "张伟", "赵强")


def test_a_letter_of_opinion_names_facts_rules_and_demand():
    empty = letter(LetterKind.OPINION, issued_on=None, received_on=None)

    problems = {p.field for p in issue_problems(empty, TODAY, MATTER, TODAY)}

    assert problems == {"subject", "facts", "rules", "demand"}


def test_a_letter_is_not_issued_before_its_matter_or_tomorrow():
    full = letter(LetterKind.INQUIRY, subject="欠薪", demand="说明情况")

    assert list(issue_problems(full, TODAY, MATTER, TODAY)) == []
    for day in (date(2026, 11, 1), date(2026, 11, 24)):
        assert [p.field for p in issue_problems(full, day, MATTER, TODAY)] == ["issued_on"]


def test_a_matter_is_handed_over_only_by_a_proposal_art_21():
    [problem] = end_problems(MATTER, MatterEnd.HANDED_OVER, TODAY, "", TODAY)

    assert problem.field == "ended_as"
    assert not list(
        end_problems(
            with_letters(letter(LetterKind.PROPOSAL)), MatterEnd.HANDED_OVER, TODAY, "", TODAY
        )
    )


def test_a_matter_with_a_letter_unanswered_says_what_was_corrected():
    opinion = letter(LetterKind.OPINION, due=date(2026, 11, 20))
    proposal = letter(LetterKind.PROPOSAL, reference="张劳建函〔2026〕1号")
    open_now = with_letters(opinion, proposal)
    end = (MatterEnd.CORRECTED, TODAY)

    [problem] = end_problems(open_now, *end, "", TODAY)
    assert problem.field == "note"
    assert "张劳调函〔2026〕1号" in problem.text
    assert "张劳建函〔2026〕1号" in problem.text
    assert len(list(end_problems(open_now, *end, "好", TODAY))) == 1
    assert not list(end_problems(open_now, *end, "工资已补发，凭证已核对", TODAY))
    answered = replace(proposal, answered_on=TODAY, reply=Reply.GOOD)
    assert not list(end_problems(with_letters(opinion, answered), *end, "", TODAY))
    assert not list(end_problems(with_letters(letter(LetterKind.REMINDER)), *end, "", TODAY))


def test_withdrawing_supervision_needs_a_reason():
    [problem] = end_problems(MATTER, MatterEnd.WITHDRAWN, TODAY, " ", TODAY)

    assert problem.field == "note"


def test_a_matter_names_the_employer_and_what_it_is_about():
    bare = replace(MATTER, employer=" ", subject="", received_on=date(2026, 12, 1))

    assert {p.field for p in matter_problems(bare, TODAY)} == {
        "employer",
        "subject",
        "received_on",
    }


def test_the_number_of_a_letter_has_no_leading_zeros_and_no_di():
    assert letter_reference("张劳调函", 2026, 7) == "张劳调函〔2026〕7号"


@pytest.mark.parametrize("code", ["", "函", "张劳调函第", "张劳调函1", "张劳〔函〕", "张" * 21])
def test_a_bad_code_is_refused(code):
    assert code_problems(code)


def test_the_code_follows_the_pattern_of_case_numbers():
    assert usual_code("张劳调字〔{year}〕第{number:04d}号") == "张劳调函"
    assert usual_code("{year}-{number}") == "劳调函"


def test_settings_need_the_union_and_a_code_for_each_kind():
    problems = {p.field for p in settings_problems(LetterSettings(inquiry="张劳调函"))}

    assert problems == {"sender", "reminder", "opinion", "proposal"}


def test_letters_are_counted_by_kind_as_provinces_publish_them():
    letters = (
        letter(LetterKind.INQUIRY, answered_on=TODAY),
        letter(LetterKind.INQUIRY, due=date(2026, 11, 12)),
        letter(LetterKind.OPINION, issued_on=None),
    )

    inquiry = next(c for c in counted(letters, TODAY) if c.kind is LetterKind.INQUIRY)
    opinion = next(c for c in counted(letters, TODAY) if c.kind is LetterKind.OPINION)

    assert (inquiry.issued, inquiry.answered, inquiry.late) == (2, 1, 1)
    assert opinion.issued == 0


def test_only_a_complainant_who_gave_a_name_must_be_told_art_16():
    named = replace(MATTER, complainant="张三", accepted_on=None)

    assert named.must_tell
    assert not replace(named, complainant="").must_tell
    assert not replace(named, accepted_on=TODAY).must_tell
    assert not replace(named, told_on=TODAY).must_tell
    assert not replace(named, source=MatterSource.VISIT).must_tell
