"""The values of the calculation sheet (核算表)."""

from collections.abc import Iterable, Sequence
from datetime import date

from mediation_desk.documents import words
from mediation_desk.documents.occasion import Occasion, Values
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import Applicant, Claim, ClaimKind, Totals, totals
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.domain.money import ZERO, figures
from mediation_desk.law.award import Award
from mediation_desk.law.figures import Figure


def calculation(occasion: Occasion) -> Values:
    """Return every worker's items with their steps, the sums, and the figures used."""
    case, awards = occasion.case, occasion.awards.values()
    return {
        "项目汇总": _by_kind(case),
        "总计": _sums(case.totals),
        "核算": [_worker(occasion, number, a) for number, a in enumerate(case.applicants, 1)],
        "数据": [_figure(figure) for figure in _distinct(awards)],
        "提示": list(dict.fromkeys(warning for award in awards for warning in award.warnings)),
    }


def counter_sheet(
    name: str,
    facts: Sequence[tuple[str, str]],
    found: Sequence[tuple[ClaimKind, Award | None, str]],
    today: date,
) -> Values:
    """Return the values of a sheet handed out at the counter, which belongs to no case.

    `facts` are names with what was told; `found` are claims with their award, or why there
    is none.
    """
    awards = [award for _kind, award, _refusal in found if award is not None]
    items = [
        _item(Claim(kind=kind, reason=refusal.replace("\n", "；")), award)
        for kind, award, refusal in found
    ]
    return {
        "姓名": words.text(name, "姓名"),
        "事实": [{"名称": title, "内容": text} for title, text in facts],
        "项目": items,
        "合计": figures(sum((award.amount for award in awards), ZERO)),
        "数据": [_figure(figure) for figure in _distinct(awards)],
        "提示": list(dict.fromkeys(warning for award in awards for warning in award.warnings)),
        "日期": chinese_day(today),
    }


def _by_kind(case: CaseFile) -> list[Values]:
    rows: list[Values] = []
    for number, kind in enumerate(case.kinds, 1):
        claims = tuple(claim for claim in case.claims if claim.kind is kind)
        rows.append(
            {"序号": number, "项目": kind.label, "人数": len(claims), **_sums(totals(claims))}
        )
    return rows


def _sums(sums: Totals) -> Values:
    return {
        "请求": figures(sums.claimed),
        "应得": figures(sums.entitled),
        "协议": figures(sums.agreed),
    }


def _worker(occasion: Occasion, number: int, applicant: Applicant) -> Values:
    return {
        "序号": number,
        "姓名": applicant.person.name,
        "事实": _facts(applicant),
        "项目": [
            _item(claim, occasion.awards.get((applicant.id, claim.kind)))
            for claim in applicant.claims
        ],
        "合计": figures(totals(applicant.claims).entitled),
    }


def _facts(applicant: Applicant) -> str:
    work, name = applicant.work, applicant.person.name
    facts = [
        f"入职{words.day(work.hired_on, f'{name}：入职日期')}",
        f"离职{words.day(work.left_on, f'{name}：离职日期')}",
        f"月平均工资{words.money(work.average_wage, f'{name}：月平均工资')}元",
    ]
    if work.injury_grade is not None:
        facts.append(f"工伤{words.in_chinese(work.injury_grade)}级")
    return "，".join(facts)


def _item(claim: Claim, award: Award | None) -> Values:
    amount = claim.entitled if award is None else award.amount
    reason = claim.reason if award is None else award.reason
    articles = words.joined(award.articles) if award else ""
    notes = [note for note in (reason, f"依据：{articles}" if articles else "") if note]
    return {
        "项目": claim.kind.label,
        "金额": words.money(amount, claim.kind.label),
        "说明": "；".join(notes),
        "步骤": [
            {"名称": step.label, "算式": step.expression, "结果": step.result, "依据": step.basis}
            for step in (award.steps if award else ())
        ],
    }


def _distinct(awards: Iterable[Award]) -> Sequence[Figure]:
    used = (figure for award in awards for figure in award.figures if figure.since is not None)
    return tuple({(figure.name, figure.since): figure for figure in used}.values())


def _figure(figure: Figure) -> Values:
    return {
        "名称": figure.title,
        "数值": f"{figure.value:,} {figure.unit_text}",
        "起用": words.short_day(figure.since, figure.title),
        "文件": figure.citation,
    }
