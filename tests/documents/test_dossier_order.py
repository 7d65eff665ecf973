"""The order of the dossier (procedure.md 5.9), its check, and how long it is kept."""

from dataclasses import replace
from datetime import date

from mediation_desk.documents.catalogue import Per, catalogue
from mediation_desk.domain.case import IssuedPaper
from mediation_desk.domain.dossier import AROUND, MAIN, SIDE, Volume, pieces, volumes
from mediation_desk.domain.dossier_check import Fault, checks, score
from mediation_desk.domain.materials import Material, MaterialUse, Media
from mediation_desk.domain.outstanding import OF_EACH_PARTY
from mediation_desk.domain.retention import last_day
from mediation_desk.domain.sides import Side
from mediation_desk.domain.step_facts import Retention

DAY = date(2026, 10, 20)


def paper(number, form, subject="", day=DAY):
    return IssuedPaper(
        id=number, form=form, title=form, subject=subject, issued_on=day, issued_by="刘静",
        sha256="0" * 64,
    )  # fmt: skip


def material(number, use, name="", **more):
    said = {"name": name or use.value, "use": use, "received_on": DAY, "position": number}
    return Material(id=number, **(said | more))


def titles(case, volume=Volume.MAIN):
    return [piece.title for piece in pieces(case, volume)]


def test_every_form_of_the_register_has_its_place_or_is_made_with_the_volume(group):
    placed = {form for place in (*MAIN, *SIDE) for form in place.forms} | AROUND

    assert {form.code for form in catalogue()} <= placed
    assert {use for place in (*MAIN, *SIDE) for use in place.uses} == set(MaterialUse) - {
        MaterialUse.SIGNED
    }


def test_papers_and_materials_stand_in_the_order_of_binding_whatever_came_first(single):
    use = MaterialUse
    case = replace(
        single,
        papers=tuple(
            paper(n, form) for n, form in enumerate(("D-50", "D-30", "D-21", "D-08", "D-02"), 1)
        ),
        materials=(
            material(1, use.PERFORMANCE, "收条"),
            material(2, use.EVIDENCE, "考勤表", side=Side.RESPONDENT),
            material(3, use.EVIDENCE, "工资条", side=Side.APPLICANT),
            material(4, use.IDENTITY, "身份证"),
        ),
    )

    assert titles(case) == [
        *("D-02", "身份证", "D-08", "D-21", "工资条", "考勤表", "D-30", "D-50", "收条"),
    ]


def test_what_is_internal_and_what_has_no_place_is_never_in_the_main_volume(single):
    case = replace(
        single,
        papers=(paper(1, "D-60"), paper(2, "D-76"), paper(3, "X-99"), paper(4, "D-64")),
        materials=(
            material(1, MaterialUse.INTERNAL, "讨论记录"),
            material(2, MaterialUse.SIGNED, "审批表签字件", form="D-60"),
        ),
    )

    assert titles(case) == []
    assert titles(case, Volume.SIDE) == ["讨论记录", "审批表签字件", "D-76", "X-99"]
    assert volumes(replace(case, papers=(), materials=())) == (Volume.MAIN,)


def test_the_signed_original_stands_for_the_paper_and_an_older_issue_gives_way(single):
    papers = (paper(1, "D-30"), paper(2, "D-30"), paper(3, "D-08", "甲"), paper(4, "D-08", "乙"))
    signed = material(1, MaterialUse.SIGNED, "协议签章件", form="D-30")
    one_of_two = material(2, MaterialUse.SIGNED, "受理签收", form="D-08")

    assert titles(replace(single, papers=papers)) == ["D-08（甲）", "D-08（乙）", "D-30"]
    case = replace(single, papers=papers, materials=(signed, one_of_two))
    assert titles(case) == ["D-08（甲）", "D-08（乙）", "受理签收", "协议签章件"]


def test_the_check_names_what_is_missing_with_a_link_and_scores_the_share(single):
    bare = replace(single, papers=(), materials=(), services=())
    found = checks(bare)
    lacking = {check.text: check.link for check in found if not check.fulfilled}

    assert lacking["缺少受理通知书。"] == "papers/D-08"
    for side in ("劳动者一方", "用人单位一方"):
        told = f"缺少{side}的身份证明：请在材料中以“身份与资格证明”归入。"
        assert lacking[told] == "materials/list"
    more = replace(
        bare,
        papers=(paper(1, "D-08"),),
        materials=(material(1, MaterialUse.IDENTITY, "身份证", media=Media.PDF),),
    )
    assert score(checks(more)) > score(found)
    assert score(()) == 100


def test_identity_papers_of_one_side_are_not_those_of_the_other(single):
    card = replace(material(1, MaterialUse.IDENTITY, "身份证"), side=Side.APPLICANT)

    lacking = [
        check.text
        for check in checks(replace(single, materials=(card,)))
        if "身份证明" in check.text and not check.fulfilled
    ]

    assert [text[:9] for text in lacking] == ["缺少用人单位一方的"]


def test_papers_that_each_party_has_are_counted_by_party(group):
    names = [name for _key, name in group.addressed]
    first, second, third, fourth = names[:4]

    def told(case):
        return [c for c in checks(case) if "受理通知书" in c.text and not c.fulfilled]

    [lacking] = told(replace(group, papers=(paper(1, "D-08", first),)))
    assert lacking.text == (
        f"受理通知书缺{len(names) - 1}份：{second}、{third}、{fourth}等{len(names) - 1}方。"
    )
    assert lacking.link == f"papers/D-08:{group.addressed[1][0]}"
    each = tuple(paper(n, "D-08", name) for n, name in enumerate(names, 1))
    assert not told(replace(group, papers=each))
    [lacking] = told(replace(group, papers=each[1:], void_papers=each[:1]))
    assert lacking.text == f"受理通知书缺1份：{first}。"
    scans = tuple(material(n, MaterialUse.SIGNED, form="D-08") for n in range(len(names)))
    assert not told(replace(group, papers=each[1:], materials=scans))


def test_the_check_knows_every_form_that_each_party_has():
    assert {form.code for form in catalogue() if form.per is Per.PARTY} == OF_EACH_PARTY


def test_only_the_approval_itself_counts_as_the_approval_of_closing(single):
    """A record of a discussion lies in the same volume and approves nothing."""
    closed = replace(single, closed_on=DAY, materials=(material(1, MaterialUse.INTERNAL, "讨论"),))
    signed = material(2, MaterialUse.SIGNED, "审批表", form="D-60")

    def lacks(case):
        return any("结案审批" in c.text and not c.fulfilled for c in checks(case))

    assert lacks(closed)
    assert not lacks(replace(closed, materials=(signed,)))


def test_what_was_not_compared_is_not_called_missing(single):
    copy = material(1, MaterialUse.EVIDENCE, "劳动合同", media=Media.PDF)
    found = checks(replace(single, materials=(copy,)))
    [check] = [one for one in found if "劳动合同" in one.text and not one.fulfilled]
    assert check.fault is Fault.UNCOMPARED
    assert check.link == "materials/list:1"


def test_days_that_do_not_follow_one_another_are_out_of_order(single):
    case = replace(single, accepted_on=DAY, papers=(paper(1, "D-08", day=date(2026, 10, 1)),))

    wrong = [c for c in checks(case) if c.fault is Fault.ORDER and not c.fulfilled]

    assert [check.link for check in wrong] == ["papers/D-08"]


def test_years_of_keeping_count_from_the_january_after_the_closing():
    assert last_day(date(2026, 1, 2), Retention.TEN) == date(2036, 12, 31)
    assert last_day(date(2026, 12, 31), Retention.THIRTY) == date(2056, 12, 31)
    assert last_day(date(2026, 1, 2), Retention.PERMANENT) is None
