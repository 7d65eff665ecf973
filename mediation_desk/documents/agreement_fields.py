"""The values of the agreement and its annexes (调解协议书)."""

from collections.abc import Mapping, Sequence

from mediation_desk.documents import words
from mediation_desk.documents.item_periods import period
from mediation_desk.documents.occasion import Occasion, Values
from mediation_desk.documents.party_fields import (
    duties_of_others,
    employer_title,
    worker_title,
)
from mediation_desk.domain import originals
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.circumstances import review_open, speaks_of_status
from mediation_desk.domain.claims import ClaimGroup, ClaimKind
from mediation_desk.domain.duties import beside_formalities
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.hearing import GIVEN_UP
from mediation_desk.domain.hearing_rules import came_elected, represented
from mediation_desk.domain.money import figures, in_words
from mediation_desk.domain.settlement import Ending, Manner, Money, Settlement, Terms, total
from mediation_desk.domain.sides import Side
from mediation_desk.i18n import _

_ENDINGS = {
    Ending.CONTINUES: "继续履行",
    Ending.ENDS_BY_AGREEMENT: "协商解除",
    Ending.ENDED: "已经解除",
}
_MANNERS = {
    Manner.BANK: "汇入{who}本人银行账户（账户由{who}书面提供）",
    Manner.CASH: "以现金支付给{who}本人，由{who}出具收条",
    Manner.OTHER: "按照双方约定的方式支付给{who}",
}
_FILE = 1
"""The centre's own copy."""


def agreement(occasion: Occasion) -> Values:
    """Return the values of the agreement; without terms there is nothing to print."""
    case = occasion.case
    if case.settlement is None:
        raise DeskError(_("Write down the terms first; the agreement follows from them."))
    terms = case.settlement.terms
    parts, others = instalments(terms.money), duties_of_others(case)
    return {
        "合计": in_words(total(terms.money)),
        "合计数字": figures(total(terms.money)),
        "支付项目": _items(case, terms.money, occasion.house),
        "执有": _holders(case),
        "分期数": len(parts),
        "分期": parts,
        "支付方式": _manner(case, terms.money),
        "支付明细": details(case, terms.money),
        "含工伤": any(row.kind.group is ClaimGroup.INJURY for row in terms.money),
        "劳动关系": _ENDINGS[terms.ending],
        "解除日期": _ended_on(case, terms),
        "证明日期": words.day(terms.certificate_by, "出具解除证明的日期"),
        "违约责任": words.as_sentence(terms.breach),
        "其他约定": words.as_sentence(terms.other),
        "其他义务": others,
        "其他手续": _duties(case, terms),
        "终局序号": "八" if others else "七",
        "其他序号": "九" if others else "八",
        "份数": words.in_chinese(originals.made(case)),
        "备用份数": originals.made(case) > _held(case) + _FILE,
        "可审查": review_open(case),
        "涉及关系": speaks_of_status(case),
        "仲裁审查期限": words.day(occasion.due("DL10"), "申请仲裁审查的最后一日"),
        "司法确认期限": words.day(occasion.due("DL12"), "申请司法确认的最后一日"),
    } | _session(case, case.settlement)


def _items(case: CaseFile, money: Sequence[Money], house: Mapping[str, str]) -> list[Values]:
    items: list[Values] = []
    for kind in ClaimKind:
        rows = [row for row in money if row.kind is kind]
        if rows:
            owed = {row.party_id for row in rows}
            workers = (one for one in case.applicants if one.id in owed)
            items.append(
                {
                    "序号": len(items) + 1,
                    "项目": kind.label,
                    "人数": len(owed),
                    "所属期间": period(workers, kind, house),
                    "金额": figures(total(rows)),
                    "到期日": _due(rows),
                }
            )
    return items


def _due(rows: Sequence[Money]) -> str:
    """Return the day on which all of an item is due, or where its days stand."""
    days = {row.due_on for row in rows}
    return words.short_day(days.pop(), "到期日") if len(days) == 1 else "见附件一"


def _each_worker(case: CaseFile) -> bool:
    """Say whether the copies reach for every worker of a group, besides the other parties."""
    workers = len(case.applicants)
    return workers > 1 and originals.made(case) >= workers + 1 + originals.beside(case) + _FILE


def _held(case: CaseFile) -> int:
    """Return how many copies the parties hold: each worker, or where there are fewer each side."""
    workers = len(case.applicants) if _each_worker(case) else 1
    return workers + 1 + originals.beside(case)


def _holders(case: CaseFile) -> str:
    """Say who holds a copy each; workers for whom there are not enough hold one together."""
    beside = originals.beside(case)
    if len(case.applicants) == 1:
        return "各方当事人" if beside else "双方当事人"
    workers = f"{len(case.applicants)}名{worker_title(case)}"
    if not _each_worker(case):
        workers = f"{worker_title(case)}一方"
    return f"{workers}、{employer_title(case)}{'和其他各方' if beside else ''}"


def instalments(money: Sequence[Money]) -> list[Values]:
    """Return the instalments with their due days and sums."""
    numbers = sorted({row.instalment for row in money})
    parts = ([row for row in money if row.instalment == number] for number in numbers)
    return [
        {
            "期次": words.in_chinese(rows[0].instalment),
            "到期日": words.day(max(row.due_on for row in rows), "到期日"),
            "金额": in_words(total(rows)),
        }
        for rows in parts
    ]


def _manner(case: CaseFile, money: Sequence[Money]) -> str:
    manners = {row.manner for row in money}
    text = _MANNERS[manners.pop() if len(manners) == 1 else Manner.OTHER]
    return text.format(who=worker_title(case))


_IN_SHORT = {Manner.BANK: "转账", Manner.CASH: "现金", Manner.OTHER: "其他"}


def details(case: CaseFile, money: Sequence[Money]) -> list[Values]:
    """Return the rows of every worker in the case's order, numbered through."""
    details: list[Values] = []
    number = 0
    for applicant in case.applicants:
        own = sorted(
            (row for row in money if row.party_id == applicant.id),
            key=lambda row: (row.instalment, list(ClaimKind).index(row.kind)),
        )
        rows: list[Values] = []
        for row in own:
            number += 1
            rows.append(
                {
                    "序号": number,
                    "项目": row.kind.label,
                    "期次": row.instalment,
                    "金额": figures(row.amount),
                    "到期日": words.short_day(row.due_on, "到期日"),
                    "付款方式": _IN_SHORT[row.manner],
                }
            )
        if rows:
            name = applicant.person.name
            details.append({"姓名": name, "行": rows, "小计": figures(total(own))})
    return details


def _ended_on(case: CaseFile, terms: Terms) -> str:
    """Return the day the employment ended; workers who left on several days have a list."""
    left = {applicant.work.left_on for applicant in case.applicants}
    if terms.ended_on is None and len(left) > 1:
        return "附件二所列离职日期"
    return words.day(terms.ended_on or left.pop(), "劳动合同解除日期")


def _session(case: CaseFile, settlement: Settlement) -> Values:
    held = [h for h in case.hearings if h.status not in GIVEN_UP]
    last = held[-1] if held else None
    came = came_elected(case, last.day, last.attendance) if last else ()
    for_others = last is not None and represented(case, last.day, last.attendance)
    return {
        "代表参加": words.joined(row.name for row in came) if for_others else "",
        "调解日期": words.day(last.day if last else settlement.agreed_on, "调解日期"),
        "调解地点": words.text(last.room if last else "", "调解地点", 6),
    }


def _duties(case: CaseFile, terms: Terms) -> list[Values]:
    """Return the duties besides money that the clause on formalities does not state."""
    rows: list[Values] = []
    for duty in beside_formalities(case.duties, terms.ending):
        mine = duty.owed_by is Side.APPLICANT
        worker = case.party_name(duty.party_id) if duty.party_id else ""
        owing = (worker or worker_title(case)) if mine else employer_title(case)
        to_whom = f"（{worker}）" if worker and not mine else ""
        rows.append(
            {
                "义务人": owing,
                "到期日": words.day(duty.due_on, "履行期限"),
                "内容": f"{duty.title}{to_whom}",
                "对待": duty.counter,
            }
        )
    return rows
