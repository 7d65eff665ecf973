"""The values of the letters of union supervision (D-70 to D-73)."""

from datetime import date

from mediation_desk.documents import words
from mediation_desk.documents.occasion import Values
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.domain.supervision import (
    Letter,
    LetterKind,
    LetterSettings,
    Matter,
    MatterSource,
    Reply,
)

_SOURCES = {
    MatterSource.COMPLAINT: "接到投诉举报",
    MatterSource.HOTLINE: "接到12351职工服务热线反映的投诉",
    MatterSource.CASE: "在办理劳动争议调解案件中了解到有关情况",
    MatterSource.VISIT: "在劳动法律监督工作中了解到有关情况",
    MatterSource.SUPERIOR: "收到上级工会交办事项",
}
"""How a letter says where the matter comes from; who complained is never named."""

_REPLIES = {
    Reply.GOOD: "作出答复",
    Reply.IMPROPER: "作出答复，但答复不适当",
    Reply.UNTRUE: "作出答复，但答复不真实",
    Reply.UNCORRECTED: "作出答复，但无正当理由未予改正",
}


def letter_values(
    letter: Letter,
    matter: Matter,
    settings: LetterSettings,
    centre: Centre,
    answer_by: date | None,
) -> Values:
    """Return the values of a letter; `answer_by` is the day until which an answer is due."""
    return {
        "工会名称": words.text(settings.sender, "工会名称", 10),
        "发文字号": words.text(letter.reference, "发文字号", 10),
        "主送": words.text(letter.addressee, "主送", 10),
        "用人单位": words.text(matter.employer, "用人单位", 10),
        "事由": words.text(letter.subject, "事由", 10),
        "线索来源": _source(matter),
        "事实": _sentences(letter.facts),
        "规定": _sentences(letter.rules),
        "要求": _sentences(letter.demand) or words.lines_to_write_on("要求", 2),
        "答复期限": words.day(answer_by, "答复期限"),
        "调查": _investigation(matter),
        "意见书": _opinion(matter),
        "附件": _numbered(words.lines(letter.attachments)),
        "抄送": letter.copy_to.strip(),
        "联系人": words.text(letter.contact, "联系人"),
        "联系电话": words.text(letter.phone or centre.phone, "联系电话", 6),
        "地址": centre.address.strip(),
        "出具日期": words.day(letter.issued_on, "出具日期"),
    }


def _source(matter: Matter) -> str:
    words_of = _SOURCES.get(matter.source)
    return f"{chinese_day(matter.received_on)}，本工会{words_of}" if words_of else ""


def _investigation(matter: Matter) -> str:
    if matter.investigated_on is None:
        return "经调查"
    where = "现场调查" if matter.on_site else "调查"
    return f"本工会劳动法律监督委员会于{chinese_day(matter.investigated_on)}进行了{where}。经调查"


def _opinion(matter: Matter) -> str:
    """Tell what became of the letter of opinion, for the proposal that follows it."""
    opinion = matter.of(LetterKind.OPINION)
    if opinion is None or opinion.issued_on is None:
        return ""
    told = (
        f"本工会于{chinese_day(opinion.issued_on)}向{opinion.addressee}发出"
        f"《工会劳动法律监督意见书》（{opinion.reference}）"
    )
    if opinion.received_on is not None:
        told += f"，该单位于{chinese_day(opinion.received_on)}收到"
    if opinion.answered_on is None or opinion.reply is None:
        due = f"（{chinese_day(opinion.due)}前）" if opinion.due else ""
        return f"{told}，但未在规定时限内{due}作出书面答复。"
    answered = f"{told}，并于{chinese_day(opinion.answered_on)}{_REPLIES[opinion.reply]}"
    text = "；".join(words.lines(opinion.answer))
    return f"{answered}。答复内容：{text.rstrip('。')}。" if text else f"{answered}。"


def _numbered(lines: list[str]) -> list[str]:
    """Number attachments as GB/T 9704 does; a single one has no number."""
    if len(lines) < 2:
        return lines
    return [f"{number}．{line}" for number, line in enumerate(lines, 1)]


def _sentences(text: str) -> list[str]:
    """Return the lines of a text; the last one ends with a full stop, as what was typed may not."""
    found = words.lines(text)
    return [*found[:-1], words.as_sentence(found[-1])] if found else []
