"""The values that every form has: the centre, the case, its parties and what is asked."""

from collections.abc import Callable
from datetime import date

from mediation_desk import i18n
from mediation_desk.documents import words
from mediation_desk.documents.occasion import Occasion, Values
from mediation_desk.documents.party_fields import identity_name, party_values, workers_in_short
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.claims import Applicant, Claim, totals
from mediation_desk.domain.money import figures
from mediation_desk.domain.taxonomy import cause_in_words


def common(occasion: Occasion) -> Values:
    """Return the values that every form has.

    Those of a case are the same for everybody whom a form is made for: they are found once for
    five hundred papers of five hundred workers.
    """
    return {**_LAST.of(occasion), "致": _receiver(occasion)}


class _Last:
    """The values of the case that papers were last made of, in the language spoken then."""

    def __init__(self) -> None:
        self._held: tuple[CaseFile, Centre, date | None, str, Values] | None = None

    def of(self, occasion: Occasion) -> Values:
        """Return the values, found anew where the case, the centre, the day or language differ."""
        held, told = self._held, i18n.language()
        if (
            held is None
            or held[0] is not occasion.case
            or held[1:4] != (occasion.centre, occasion.on, told)
        ):
            held = (occasion.case, occasion.centre, occasion.on, told, _of_case(occasion))
            self._held = held
        return held[4]


_LAST = _Last()


def _of_case(occasion: Occasion) -> Values:
    case, centre = occasion.case, occasion.centre
    return {
        "机构全称": centre.name,
        "机构简称": centre.short_name or "中心",
        "机构地址": words.text(centre.address, "机构地址", 10),
        "机构电话": words.text(centre.phone, "机构电话", 6),
        "案号": words.text(case.number, "案号", 10),
        "案由": words.text(cause_in_words(case.cause), "案由", 6),
        "收到日期": words.day(case.received_on, "收到日期"),
        "受理日期": words.day(case.accepted_on, "受理日期"),
        "出具日期": words.day(occasion.on, "出具日期"),
        "调解员": words.text(case.mediator.name if case.mediator else "", "调解员"),
        "书记员": words.text(case.clerk.name if case.clerk else "", "书记员"),
        "申请人简称": workers_in_short(case),
        "申请人": [
            worker(person, number)
            | {
                "通讯地址": _reached_at(case, person.id, person.person.name, person.person.address),
                "住所和送达地址": _home_and_service(case, person),
            }
            for number, person in enumerate(case.applicants, 1)
        ],
        "被申请人": _respondent(case),
        "多人": len(case.applicants) > 1,
        "群体": case.is_group,
        "请求说明": words.lines(case.requests),
        "请求": _requests(case),
        **party_values(case),
    }


def worker(applicant: Applicant, number: int) -> Values:
    """Return the values of one applicant."""
    person, work = applicant.person, applicant.work
    name = person.name

    def of(what: str) -> str:
        return f"{name}：{what}"

    return {
        "序号": number,
        "姓名": name,
        "性别": words.text(person.sex.label if person.sex else "", of("性别"), 1),
        "出生日期": words.day(person.born_on, of("出生日期")),
        "证件名称": identity_name(person.id_kind),
        "证件号码": words.text(person.id_number, of("证件号码"), 9),
        "住所": words.text(person.address, of("住所"), 10),
        "住所格": person.address.strip() or words.Blank(of("住所"), ""),
        "联系电话": words.text(person.phone, of("联系电话"), 6),
        "入职日期": words.day(work.hired_on, of("入职日期")),
        "离职日期": words.day(work.left_on, of("离职日期")),
        "入职短日期": words.short_day(work.hired_on, of("入职日期")),
        "离职短日期": words.short_day(work.left_on, of("离职日期")),
        "离职原因": words.text(work.leave_reason, of("离职原因"), 8),
        "岗位": work.post.strip(),
        "平均工资": words.money(work.average_wage, of("离职前十二个月平均工资")),
        "拖欠工资": words.money(work.arrears, of("拖欠工资")),
        "协议金额": figures(totals(applicant.claims).agreed),
        "请求文字": "\n".join(_request(claim, of) for claim in applicant.claims),
    }


def _request(claim: Claim, of: Callable[[str], str]) -> str:
    return f"{claim.kind.label}　{words.money(claim.claimed, of(claim.kind.label))}"


def _respondent(case: CaseFile) -> Values:
    employer = case.respondent.employer
    return {
        "名称": employer.name,
        "信用代码": words.text(employer.credit_code, "统一社会信用代码", 9),
        "住所": words.text(employer.address, "被申请人：住所", 10),
        "法定代表人": words.text(employer.legal_representative, "法定代表人"),
        "职务": words.text(employer.representative_post, "法定代表人职务"),
        "联系电话": words.text(employer.phone, "被申请人：联系电话", 6),
        "通讯地址": _reached_at(case, case.respondent.id, employer.name, employer.address),
    }


def _reached_at(case: CaseFile, party_id: int, name: str, home: str) -> str:
    """Return where a party has its letters: the address confirmed for service, or its own."""
    confirmed = [one.address for one in case.addresses if one.party_id == party_id]
    return words.text(confirmed[-1] if confirmed else home, f"{name}：通讯地址", 10)


def _home_and_service(case: CaseFile, applicant: Applicant) -> str:
    """Return a worker's home for a narrow cell, and where letters go if that is elsewhere."""
    home = applicant.person.address.strip()
    confirmed = [one.address for one in case.addresses if one.party_id == applicant.id]
    if not confirmed or confirmed[-1] == home:
        return home or words.Blank(f"{applicant.person.name}：住所", "")
    return "；".join(filter(None, (home, f"送达地址：{confirmed[-1]}")))


def _requests(case: CaseFile) -> list[Values]:
    """Return what is asked for by kind of claim; a kind that nobody put in figures has a line."""
    found: list[Values] = []
    for number, kind in enumerate(case.kinds, 1):
        claims = tuple(claim for claim in case.claims if claim.kind is kind)
        asked = any(claim.claimed is not None for claim in claims)
        amount = totals(claims).claimed if asked else None
        found.append(
            {
                "序号": number,
                "项目": kind.label,
                "人数": len(claims),
                "请求金额": words.money(amount, f"{kind.label}：请求金额"),
            }
        )
    return found


def _receiver(occasion: Occasion) -> str:
    case = occasion.case
    if occasion.subject:
        parties = {str(key): name for key, name in case.parties}
        if (named := parties.get(occasion.subject)) is not None:
            return named
    workers = {applicant.id for applicant in case.applicants}
    return words.joined(
        (workers_in_short(case), *(n for k, n in case.addressed if k not in workers))
    )
