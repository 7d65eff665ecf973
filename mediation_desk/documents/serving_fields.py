"""The values of the papers on service: the proof of service and the confirmed address."""

from datetime import date

from mediation_desk.documents import words
from mediation_desk.documents.occasion import Occasion, Values
from mediation_desk.documents.party_fields import role_of
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.domain.service_addresses import ServiceAddress, in_force
from mediation_desk.domain.serving import Service, ServiceManner, ServiceResult

_TICKED, _OPEN = "☑", "□"
_MANNERS = {
    ServiceManner.DIRECT: "直接送达",
    ServiceManner.LEFT: "留置送达",
    ServiceManner.POST: "邮寄送达",
    ServiceManner.ELECTRONIC: "电子送达",
    ServiceManner.PUBLIC: "公告送达",
    ServiceManner.FORWARDED: "转交送达",
}
_BLANK_TIME = "　　　　年　　月　　日　　时　　分"


def _tick(on: bool, text: str) -> str:
    return f"{_TICKED if on else _OPEN}{text}"


def service_receipt(occasion: Occasion) -> Values:
    """Return the values of the proof of service (送达回证), as far as the service is recorded."""
    case = occasion.case
    found = (service for service in case.services if str(service.id) == occasion.subject)
    service = next(found, None)
    titles = case.paper_titles
    served = service.served_on if service else None
    left = bool(service and service.manner is ServiceManner.LEFT)
    taken = bool(service and service.received_by and service.received_by != service.receiver)
    day = chinese_day(served) if served and not left else _BLANK_TIME
    given = service.sent_on if service and left else served
    return {
        "受送达人": service.receiver if service else words.text("", "受送达人", 12),
        "送达文书": [titles[service.paper_id]]
        if service
        else words.lines_to_write_on("送达文书", 2, 12),
        "送达地址": words.text(_place(case, service), "送达地点", 12),
        "送达方式": _manners(service),
        "收到时间": _BLANK_TIME if taken else day,
        "代收人": _taker(service) if service and taken else "",
        "代收时间": day if taken else _BLANK_TIME,
        "拒收事由": _refusal(service) if service else "",
        "见证人": service.witness if service else "",
        "留置时间": _day(service.sent_on if service and left else None),
        "送达人": service.server if service else "",
        "送达时间": _day(given),
        "备注": _remarks(service) if service else "",
    }


def _manners(service: Service | None) -> list[str]:
    """Return the boxes of the manners, three in a line."""
    boxes = [
        _tick(bool(service and service.manner is manner), text) for manner, text in _MANNERS.items()
    ]
    return ["　　".join(boxes[:3]), "　　".join(boxes[3:])]


def _day(day: date | None) -> str:
    return chinese_day(day) if day else "　　　　年　　月　　日"


def _place(case: CaseFile, service: Service | None) -> str:
    if service is None:
        return ""
    if service.place:
        return service.place
    confirmed = in_force(case.addresses, service.party_id)
    return confirmed.address if confirmed else _known(case, service.party_id)


def _known(case: CaseFile, party_id: int | None) -> str:
    addresses = {worker.id: worker.person.address for worker in case.applicants}
    addresses |= {other.id: other.address for other in case.others}
    addresses[case.respondent.id] = case.respondent.employer.address
    return addresses.get(party_id or 0, "")


def _taker(service: Service) -> str:
    return (
        f"{service.received_by}（{service.relation}）" if service.relation else service.received_by
    )


def _refusal(service: Service) -> str:
    refused = service.result is ServiceResult.REFUSED or service.manner is ServiceManner.LEFT
    return service.reason if refused else ""


def _remarks(service: Service) -> str:
    parts = []
    if service.manner is ServiceManner.POST and service.sent_on:
        parts.append(f"{chinese_day(service.sent_on)}交邮")
    if service.tracking:
        parts.append(f"邮寄单号{service.tracking}")
    if service.manner is ServiceManner.LEFT and service.recorded:
        parts.append("留置过程已拍照、录像")
    if service.manner is ServiceManner.LEFT and service.served_on:
        parts.append(f"{chinese_day(service.served_on)}视为送达")
    if service.manner is ServiceManner.PUBLIC and service.sent_on:
        parts.append(f"{chinese_day(service.sent_on)}发出公告，原因和经过：{service.reason}")
    if service.result is ServiceResult.RETURNED:
        parts.append("邮件退回")
    if service.attempt > 1:
        parts.append(f"第{service.attempt}次送达")
    if service.note:
        parts.append(service.note)
    return "；".join(parts)


def address_confirmation(occasion: Occasion) -> Values:
    """Return the values of the confirmation of an address (送达地址确认书)."""
    case = occasion.case
    party = next((key for key in _parties(case) if str(key) == occasion.subject), 0)
    kept = in_force(case.addresses, party or None)
    address = kept or ServiceAddress(
        party_id=party,
        address=_known(case, party),
        phone=_phone(case, party),
        confirmed_on=case.received_on,
    )
    agreed = bool(kept and kept.electronic)
    return {
        "当事人": _parties(case).get(party) or words.text("", "当事人", 12),
        "地位": role_of(case, party),
        "送达地址": words.text(address.address, "送达地址", 16),
        "邮政编码": words.text(address.postcode, "邮政编码", 4),
        "收件人": words.text(address.receiver or _parties(case).get(party, ""), "收件人"),
        "联系电话": words.text(address.phone, "联系电话", 6),
        "电子送达": "　".join((_tick(agreed, "同意"), _tick(bool(kept) and not agreed, "不同意"))),
        "电子邮箱": words.text(address.email, "电子邮箱", 8) if agreed or not kept else "—",
        "微信": words.text(address.messenger, "微信号", 6) if agreed or not kept else "—",
        "适用程序": "　".join(
            (
                _tick(bool(kept), "调解"),
                _tick(bool(kept and kept.review), "仲裁审查"),
                _tick(bool(kept and kept.confirmation), "司法确认"),
                _tick(bool(kept and kept.execution), "执行"),
            )
        ),
        "保密": "　".join(
            (_tick(bool(kept and kept.secret), "要求保密"), _tick(_open(kept), "不要求保密"))
        ),
        "拒绝提供": bool(kept and kept.refused),
        "备注": address.note,
        "确认日期": _day(kept.confirmed_on if kept else None),
    }


def _open(kept: ServiceAddress | None) -> bool:
    return bool(kept and not kept.secret)


def _parties(case: CaseFile) -> dict[int, str]:
    return dict(case.parties)


def _phone(case: CaseFile, party_id: int) -> str:
    phones = {worker.id: worker.person.phone for worker in case.applicants}
    phones |= {other.id: other.phone for other in case.others}
    phones[case.respondent.id] = case.respondent.employer.phone
    return phones.get(party_id, "")
