"""What the text reports of a period are shown filled with: a small month of invented figures."""

import struct
import zlib
from decimal import Decimal

from mediation_desk.documents.example import FIRM, ON
from mediation_desk.documents.inline import Drawn
from mediation_desk.documents.occasion import Values
from mediation_desk.documents.period_fields import report_values
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.period_report import Compared, PeriodReport
from mediation_desk.domain.statistics import Behind, Check, Line, MonthBook, Report, Value

_CASE = "示劳调字〔2026〕第0001号"
_YUAN = Decimal("100.00")
_COUNTS: tuple[Value, ...] = (1, 3, 12, 2, 1, 0, 1, 0, 2, _YUAN, _YUAN, Decimal("40.00"))
_LINES: dict[str, tuple[str, tuple[Value, ...]]] = {
    "R1": ("劳动报酬", _COUNTS),
    "R2": ("示例区", _COUNTS),
    "R3": ("建筑业 · 私营企业", _COUNTS),
    "R4": ("当事人申请", _COUNTS),
    "R5": ("王调解", (1, 3, 2, 2, 1, 0, 2, 2, Decimal(1), "9.0")),
    "R6": (_CASE, (FIRM, 12, ON, _YUAN, Decimal("40.00"))),
    "R7": (_CASE, ("调解期限", FIRM, ON, None, "王调解")),
    "R8": (_CASE, ("张**等", FIRM, ON, _YUAN, Decimal("40.00"), Decimal("60.00"), "王调解")),
    "R9": ("仲裁审查", (1, 1, 0, 0)),
    "R10": ("意见书", (1, 0, 0, 0, 0)),
    "R11": ("请求支付劳动报酬", (1, 1, 0, 1, _YUAN, Decimal("40.00"))),
    "R12": (
        FIRM,
        (
            "示例区",
            "橙色",
            "王调解",
            40,
            3,
            12,
            Decimal("60.00"),
            0,
            "十二个月内案件数 3",
            "重点关注中",
        ),
    ),
    "R13": ("女职工", (4, Decimal("0.333"))),
}
_MAIN = (
    *("opening", "accepted", "workers", "closed", "settled", "reconciled", "failed"),
    *("withdrawn", "open", "claimed", "agreed", "paid"),
)
_PICTURES = ("P1", "P2", "P3", "P4", "P5", "P6", "P7")
_WIDE, _HIGH = 154.0, 77.0


def example_report(span: Span, centre: Centre) -> Values:
    """Return the values of a report of the month, or of the year, of the example."""
    number = 10 if span is Span.MONTH else 1
    behind = (Behind(measure="accepted"),)
    reports = tuple(
        Report(
            code=code,
            title=code,
            heads=(),
            lines=(Line(label=label, values=values, behind=behind),),
            notes=("当期受理：本期受理的案件。",) if code == "R1" else (),
        )
        for code, (label, values) in {"MA1": ("受理", ()), **_LINES}.items()
    )
    report = PeriodReport(
        book=MonthBook(
            centre=centre.name,
            period=Period.of(span, 2026, number),
            reports=reports,
            checks=(Check(text="期初未结1＋当期受理3－当期结案2＝期末未结2"),),
        ),
        compared={
            key: Compared(now=value, before=value, year_before=value, year_so_far=value)
            for key, value in zip(_MAIN, _COUNTS, strict=True)
        },
        figures={"success": Decimal("0.5"), "median": 9, "enquiries": 6},
        months=(("26-09", 2, 1, 1), ("26-10", 3, 2, 1)),
        serial="2026-0001",
        on=ON,
    )
    drawn = Drawn(png=grey(), width=_WIDE, height=_HIGH, told="示例图")
    return report_values(report, centre, dict.fromkeys(_PICTURES, drawn))


def grey() -> bytes:
    """Return a picture of one grey dot: it stands where a real one would be drawn."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    dots = zlib.compress(b"\x00\xdd")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")
