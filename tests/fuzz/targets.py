"""Each importer with sound files of its kind, and what must hold of whatever it takes."""

import random
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import IllegalCharacterError

from mediation_desk import paths
from mediation_desk.documents import template_check
from mediation_desk.documents.registered import shipped
from mediation_desk.domain.centre import Centre
from mediation_desk.importers import (
    calendars,
    figures,
    ledger,
    ledger_head,
    materials,
    packages,
    roster,
)
from tests.fuzz import careless
from tests.fuzz.mutating import TEXTS, changed, changed_json, changed_zip

TODAY = date(2026, 10, 12)
Change = Callable[[bytes, random.Random], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An importer: sound files, how they are changed, how it reads, and who reads without care."""

    name: str
    what: str
    sound: Callable[[], list[bytes]]
    change: Change
    read: Callable[[Path], object]
    careless: Callable[[bytes], Any]
    quick: int = 40
    full: int = 2_000


def said_badly(value: object) -> str:
    """Return what in a value that was taken could not be saved or printed."""
    match value:
        case str():
            try:
                value.encode()
            except UnicodeEncodeError:
                return "half a character"
            return "NUL" if "\0" in value else ""
        case float() | Decimal():
            return "" if Decimal(value).is_finite() else "no number"
        case tuple() | list() | set() | frozenset():
            return next(filter(None, map(said_badly, value)), "")
        case dict():
            return said_badly([*value, *value.values()])
        case _ if is_dataclass(value):
            return said_badly([getattr(value, field.name) for field in fields(value)])
    return ""


def _book(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


_ROSTER = (
    ["姓名", "性别", "公民身份号码", "联系电话", "入职日期", "月平均工资", "拖欠工资", "伤残等级"],
    ["李建国", "男", "139900197903121013", "13800138000", date(2016, 3, 1), 6200.5, "18,600元", ""],
    ["王秀英", "女", "", "0313-2012345", "2018年2月1日", 5000, "无", "九级"],
)
_LEDGER = (
    ["劳动争议调解案件登记台账"],
    ["案号", "登记日期", "申请人", "被申请人", "案由", "受理日期",
     "处理结果", "结案日期", "协议金额"],
    ["张劳调〔2019〕1号", date(2019, 3, 1), "王某等3人", "第一建筑有限公司", "拖欠工资", "2019.3.4",
     "达成协议", "2019/3/20", 12000.5],
    ["张劳调〔2019〕2号", "2019-04-01", "李某", "第二公司", "经济补偿", 43560, "调解不成", "", ""],
)  # fmt: skip


@cache
def _rosters() -> list[bytes]:
    return [_book(*_ROSTER), paths.resources("sample", "roster.csv").read_bytes()]


def _csv_of(rows: tuple[list[Any], ...], encoding: str) -> bytes:
    return "\n".join(",".join(str(cell) for cell in row) for row in rows).encode(encoding)


@cache
def _ledgers() -> list[bytes]:
    return [_book(*_LEDGER), _csv_of(_LEDGER, "gb18030"), _csv_of(_LEDGER, "utf-16")]


def _either(data: bytes, chance: random.Random) -> bytes:
    """Change a workbook part by part, and a text by its bytes or cells."""
    if data.startswith(b"PK"):
        if chance.random() < 0.3:
            return _with_cell(data, chance)
        return changed_zip(data, chance)
    return changed(data, chance)


def _with_cell(data: bytes, chance: random.Random) -> bytes:
    """Put a text of reliability.md 4 into a cell, as a person does."""
    book = openpyxl.load_workbook(BytesIO(data))
    sheet = book.active
    cell = sheet.cell(chance.randrange(1, sheet.max_row + 2), chance.randrange(1, 10))
    target = BytesIO()
    try:
        cell.value = chance.choice(TEXTS)
        if chance.random() < 0.7:
            cell.data_type = "s"
        book.save(target)
    except (IllegalCharacterError, ValueError):  # what the library does not write: put in as bytes
        return changed_zip(data, chance)
    return target.getvalue()


def _read_roster(path: Path) -> object:
    return roster.read_roster(path, TODAY).sound


def _read_ledger(path: Path) -> object:
    opened = ledger.open_ledger(path)
    sheet = opened.likeliest
    layout = ledger_head.find(opened.heads[sheet])
    if not layout.is_usable:
        return ()
    run = ledger.read(opened, sheet, layout, TODAY, lambda _done, _of: True)
    return [row.case for row in run.rows]


def _calendars() -> list[bytes]:
    days = ", ".join(f'"2027-10-{n:02d}"' for n in range(1, 8))
    as_json = f'{{"year": 2027, "notice": "国办发明电", "days_off": [{days}]}}'
    return [paths.resources("calendar", "2026.toml").read_bytes(), as_json.encode()]


@cache
def _figures() -> list[bytes]:
    own = paths.resources("law", "cn", "income.toml").read_bytes()
    table = paths.resources("law", "cn-62", "injury.toml").read_bytes()
    head = b'place = "cn"\nname = "x"\n'
    return [head + own[:4000].rsplit(b"[[figure]]", 1)[0], head + table]


def _read_figures(path: Path) -> object:
    found = figures.read(path, {"cn": "全国"}, TODAY)
    return (found.figures, str(found.table))


@cache
def _sender() -> Any:
    from tests.services.packages_made import Centre as Sender

    return Sender("130701")


@cache
def _packages() -> list[bytes]:
    below = _sender().text(cases=3, sequence=2)
    return [_sender().text(cases=4), _sender().text(cases=2, parts=(below,))]


def _package(data: bytes, chance: random.Random) -> bytes:
    """Change a package from outside, or its content under a seal that is right."""
    import hashlib
    import json

    from mediation_desk.security import signing

    if chance.random() < 0.4:
        return changed(data, chance)
    head, body, _seal, *rest = data.split(b"\n")
    if chance.random() < 0.7:
        body = json.dumps(changed_json(json.loads(body), chance), ensure_ascii=True).encode()
    else:
        body = changed(body, chance).replace(b"\n", b"")
    said = head + b"\n" + body + b"\n"
    digest = hashlib.sha256(said)
    signed = b"mediation-desk period package\0" + digest.digest()
    seal = {
        "sha256": digest.hexdigest(),
        "key": _sender().key,
        "signature": signing.signature(_sender().secret, signed).hex(),
    }
    return said + b"\n".join((json.dumps(seal).encode(), *rest))


@cache
def _materials() -> list[bytes]:
    from PIL import Image
    from pypdf import PdfWriter

    found = []
    for kind in ("JPEG", "PNG", "TIFF", "GIF", "WEBP", "BMP"):
        target = BytesIO()
        Image.new("RGB", (60, 40), "white").save(target, kind)
        found.append(target.getvalue())
    writer = PdfWriter()
    for _page in range(3):
        writer.add_blank_page(595, 842)
    target = BytesIO()
    writer.write(target)
    return [*found, target.getvalue(), target.getvalue(), _book(*_ROSTER)]


def _material(data: bytes, chance: random.Random) -> bytes:
    return changed_zip(data, chance) if data.startswith(b"PK") else changed(data, chance)


def _templates() -> list[bytes]:
    return [shipped(code).path.read_bytes() for code in ("D-08", "D-02")]


def _read_template(path: Path) -> object:
    checked = template_check.check("D-08", path.read_bytes(), Centre(name="示范中心"))
    ended = [r.told for r in checked.remarks if "nothing was saved" in r.told]
    assert not ended, ended
    return ([remark.sentence for remark in checked.remarks], len(checked.pdf))


TARGETS = (
    Target(
        name="roster", what="a roster from a workbook or a text",
        sound=_rosters, change=_either, read=_read_roster, careless=careless.workbook,
    ),
    Target(
        name="ledger", what="a ledger of former years from a workbook or a text",
        sound=_ledgers, change=_either, read=_read_ledger, careless=careless.workbook,
    ),
    Target(
        name="pasted", what="rows from the clipboard",
        sound=lambda: [_csv_of(_ROSTER, "utf-8")], change=changed,
        read=lambda path: roster.read_pasted(
            path.read_bytes().decode("utf-8", "surrogateescape"), TODAY
        ).sound,
        careless=careless.text,
    ),
    Target(
        name="package", what="a period package, also under a seal that is right",
        sound=_packages, change=_package, read=packages.read_file, careless=careless.package,
    ),
    Target(
        name="calendar", what="a working calendar as TOML or JSON",
        sound=_calendars, change=changed, read=calendars.read_calendar, careless=careless.table,
    ),
    Target(
        name="figures", what="figures of a place",
        sound=_figures, change=changed, read=_read_figures, careless=careless.table,
    ),
    Target(
        name="material", what="pictures, PDF and workbooks handed in as materials",
        sound=_materials, change=_material,
        read=lambda path: materials.incoming(path).pages, careless=careless.material,
    ),
    Target(
        name="template", what="a template of a form",
        sound=_templates, change=changed_zip, read=_read_template, careless=careless.template,
        quick=6, full=400,
    ),
)  # fmt: skip
