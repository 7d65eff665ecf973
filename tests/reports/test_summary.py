"""The summary of a case: its values, and what its PDF says."""

import subprocess
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from mediation_desk import i18n, reports
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.hearing import Hearing, HearingStatus
from mediation_desk.domain.settlement import PaymentStatus
from mediation_desk.reports import summary

TODAY = date(2026, 11, 2)


def text_of(pdf: bytes, page: int | None = None) -> str:
    pages = ["-f", str(page), "-l", str(page)] if page else []
    done = subprocess.run(
        ["pdftotext", "-layout", *pages, "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode()


def about(pdf: bytes, tool: str = "pdfinfo") -> str:
    return subprocess.run([tool, "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def pages_of(pdf: bytes) -> int:
    return int(about(pdf).split("Pages:")[1].split()[0])


def test_a_group_of_twelve_takes_exactly_two_pages(group_case, centre):
    assert pages_of(reports.summary_pdf(group_case, centre, TODAY)) == 2


@pytest.mark.parametrize(("workers", "pages"), [(1, [2]), (15, [2, 3]), (100, [6, 7, 8])])
def test_any_number_of_workers_is_laid_out(case_for, centre, workers, pages):
    case = case_for([f"工人{n}" for n in range(workers)])

    pdf = reports.summary_pdf(case, centre, TODAY)

    assert pages_of(pdf) in pages
    assert f"工人{workers - 1}" in text_of(pdf)


def test_the_first_page_tells_the_case(group_case, centre):
    text = text_of(reports.summary_pdf(group_case, centre, TODAY), 1)

    for part in (
        "劳动争议调解案件摘要",
        "张家口市劳动争议调解中心",
        "张劳调字〔2026〕第0001号",
        "宣化宏远建筑工程有限公司",
        "91130705MA0ABCDE1X",
        "马宏远",
        "12人，其中女职工4人；群体案件",
        "失业保险待遇损失",
        "签名、盖章齐备，调解协议生效",
        "制表日期：2026年11月2日",
    ):
        assert part in text


def test_names_stand_as_typed(group_case, centre):
    text = text_of(reports.summary_pdf(group_case, centre, TODAY), 2)

    for name in ("陈磊", "买买提·艾力", "孙㛃", "吴𠮷"):
        assert name in "".join(text.split())  # poppler leaves out the blank in 陈　磊


def test_neither_identity_numbers_nor_telephones_appear(group_case, centre):
    text = text_of(reports.summary_pdf(group_case, centre, TODAY))

    assert "1399001979" not in text
    assert "13900000101" not in text


def test_sums_of_items_of_workers_and_of_the_case_agree(group_case, centre):
    items = summary.items(group_case)
    workers = summary.workers(group_case)

    for of in (lambda sums: sums.asked, lambda sums: sums.agreed):
        whole = of(summary.sums(group_case.claims))
        assert sum(of(item.sums) for item in items) == whole
        assert sum(of(worker.sums) for worker in workers) == whole
    assert sum(worker.paid for worker in workers) == group_case.paid
    assert sum(worker.owed for worker in workers) == group_case.owed
    text = text_of(reports.summary_pdf(group_case, centre, TODAY))
    assert f"{group_case.totals.agreed:,.2f}" in text
    assert f"尚欠{group_case.owed:,.2f}元" in text


def test_an_entitlement_nobody_could_compute_is_a_dash_and_explained(group_case, centre):
    injury = summary.items(group_case)[3]

    assert injury.sums.due is None
    text = text_of(reports.summary_pdf(group_case, centre, TODAY), 2)
    assert "吴𠮷：工伤待遇——缺少停工留薪期间" in text
    assert "刘桂兰、郑晓燕：失业保险待遇损失——缴费不满一年" in text


def test_instalments_show_what_is_paid_and_what_is_late(group_case):
    first, second = summary.instalments(group_case, TODAY)
    late = summary.instalments(group_case, date(2026, 12, 1))[1]

    assert (first.status, first.owed) == (PaymentStatus.PAID, Decimal("0.00"))
    assert second.status is PaymentStatus.NOT_DUE
    assert late.status is PaymentStatus.OVERDUE
    assert first.amount + second.amount == group_case.totals.agreed


def test_an_instalment_paid_to_some_is_partly_paid(group_case):
    case = replace(group_case, payments=group_case.payments[:3])

    first = summary.instalments(case, date(2026, 10, 30))[0]

    assert first.status is PaymentStatus.PART


def test_the_course_counts_days_from_registration(group_case):
    with i18n.speaking(i18n.CHINESE):
        course = summary.course(group_case)

    assert [event.days for event in course] == [0, 1, 1, 2, 10, 11, 11, 18]
    assert course[-1].text.startswith("收到第1期款")
    assert "12人" in course[-1].text


def test_a_long_course_leaves_out_its_middle_and_says_so(group_case, centre):
    hearings = tuple(
        Hearing(
            number=n,
            day=date(2026, 10, 14 + n // 3),
            begins=time(9),
            room="第一调解室",
            status=HearingStatus.HELD,
            outcome="双方仍有分歧，" * 40,
        )
        for n in range(1, 25)
    )
    case = replace(group_case, hearings=hearings)

    with i18n.speaking(i18n.CHINESE):
        course = summary.course(case)

    assert len(course) == summary.MOST_EVENTS
    assert any("经过从略" in event.text for event in course)
    assert pages_of(reports.summary_pdf(case, centre, TODAY)) == 2


def test_long_texts_and_names_do_not_push_the_summary_apart(case_for, centre):
    case = case_for(["迪丽热巴·买买提艾力·" + "阿" * 39] + ["李建国"] * 11)
    case = replace(case, requests="请求支付工资。" * 2000)

    assert pages_of(reports.summary_pdf(case, centre, TODAY)) == 2


def test_a_case_without_agreement_or_claims_has_a_summary(case_for, centre):
    case = case_for(["李建国"])
    bare = replace(
        case,
        settlement=None,
        payments=(),
        applicants=(replace(case.applicants[0], claims=()),),
        accepted_on=None,
        mediator=None,
    )

    text = text_of(reports.summary_pdf(bare, centre, TODAY))

    assert "尚未达成协议" in text
    assert "尚无履行记录" in text


def test_the_summary_is_chinese_whatever_the_window_speaks(group_case, centre):
    with i18n.speaking(i18n.ENGLISH):
        english = reports.summary_pdf(group_case, centre, TODAY)

    assert english == reports.summary_pdf(group_case, centre, TODAY)


def test_every_face_is_embedded(group_case, centre):
    fonts = about(reports.summary_pdf(group_case, centre, TODAY), "pdffonts").splitlines()[2:]

    assert fonts
    assert all("+Md" in line and " yes yes yes " in line for line in fonts)


def test_markup_in_names_is_printed_not_obeyed(case_for):
    case: CaseFile = case_for(["<b>张三", "<img src='/etc/hostname'/>"])
    employer = replace(case.respondent.employer, name="A & B <公司>")
    case = replace(case, respondent=replace(case.respondent, employer=employer))

    text = text_of(reports.summary_pdf(case, Centre(name="<i>中心"), TODAY))

    for typed in ("<b>张三", "A & B <公司>", "<i>中心"):
        assert typed in text
