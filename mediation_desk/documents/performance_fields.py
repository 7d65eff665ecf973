"""The values of the papers of performance: its record, and the receipt for one payment."""

from mediation_desk.documents import words
from mediation_desk.documents.common_fields import worker
from mediation_desk.documents.effect_fields import alone, settled
from mediation_desk.documents.occasion import Occasion, Values
from mediation_desk.documents.party_fields import identity_name
from mediation_desk.domain import payees
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.liable import payer_of
from mediation_desk.domain.money import figures, in_words
from mediation_desk.domain.settlement import Manner, Payment, settles_all

_MANNERS = {Manner.BANK: "银行转账", Manner.CASH: "现金", Manner.OTHER: "其他方式"}


def performance_record(occasion: Occasion) -> Values:
    """Return the values of the record of performance (协议履行情况记录表)."""
    case = occasion.case
    day = occasion.on or case.received_on
    rows: list[Values] = []
    for number, part in enumerate(case.obligations(day), 1):
        paid_on = [
            p.paid_on
            for p in case.payments
            if (p.party_id, p.instalment) == (part.party_id, part.instalment)
        ]
        rows.append(
            {
                "序号": number,
                "姓名": case.party_name(part.party_id),
                "期次": part.instalment,
                "应付": figures(part.amount),
                "到期日": words.short_day(part.due_on, "到期日"),
                "履行日": words.short_day(max(paid_on, default=None), "履行日期"),
                "已付": figures(part.paid),
                "状态": part.status.label,
            }
        )
    vouchers: list[Values] = [
        {
            "日期": words.short_day(p.paid_on, "日期"),
            "姓名": payees.name(case, p),
            "金额": figures(p.amount),
            "方式": _manner(p, 0),
            "凭证": _voucher(p),
        }
        for p in case.payments
    ]
    return settled(occasion) | {"履行明细": rows, "凭证": vouchers}


def _voucher(payment: Payment) -> str:
    """Name the voucher, and who paid where that was not the respondent."""
    payer = f"{payment.payer}支付" if payment.payer else ""
    return "；".join(part for part in (payer, payment.voucher or payment.note) if part)


def receipt(occasion: Occasion) -> Values:
    """Return the values of the receipt for one payment (收条)."""
    case = occasion.case
    payment = next((p for p in case.payments if str(p.id) == occasion.subject), None)
    person = case.applicant(payment.party_id) if payment else case.applicants[0]
    money = case.settlement.terms.money if case.settlement else ()
    last = payment is not None and settles_all(payment, money, case.payments, case.waivers)
    other = payment if payment and payees.elsewhere(case, payment) else None
    name = person.person.name
    return (
        settled(occasion)
        | alone(person)
        | {
            "付款人": payer_of(case, payment) if payment else case.respondent.employer.name,
            "期次": payment.instalment if payment else words.text("", "期次", 1),
            "收款金额": in_words(payment.amount) if payment else words.text("", "收款金额", 12),
            "支付方式": _manner(payment, 4),
            "凭证说明": f"凭证：{payment.voucher}。" if payment and payment.voucher else "",
            "结清": "☑" if last else "□",
            "收款日期": words.day(payment.paid_on if payment else None, "收款日期"),
            "收款人": [_payee(case, other)] if other else [worker(person, 1)],
            "权利人": name if other else "本人",
            "代收说明": f"上述款项由收款人代{name}收取。" if other else "",
        }
    )


def _manner(payment: Payment | None, line: int) -> str:
    """Say how it was paid; what was agreed may not be what came, so room is left."""
    told = _MANNERS[payment.manner] if payment and payment.manner else ""
    return words.text(told, "支付方式", line)


def _payee(case: CaseFile, payment: Payment) -> Values:
    """Return who took the money in the worker's place; of others than agents no more is known."""
    agent = payees.agent(case, payment)
    person = agent.person if agent else None
    return {
        "姓名": payment.payee,
        "证件名称": identity_name(person.id_kind) if person else "公民身份号码",
        "证件号码": words.text(person.id_number if person else "", "收款人：证件号码", 9),
        "联系电话": words.text(person.phone if person else "", "收款人：联系电话", 6),
    }
