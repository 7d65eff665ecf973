"""Pieces that several papers share: seal and day, where the centre is, who signs beside whom."""

from collections.abc import Sequence

from word_parts import (
    BLANK_DAY,
    SIGNED,
    Cell,
    flush,
    kept,
    paragraph,
    right,
    run,
    signed,
    small,
    table,
    tag,
)

WHERE = small("地址：{{ 机构地址 }}　联系电话：{{ 机构电话 }}")
"""Where the centre is, in small type at a notice's foot."""


BY_ITEM = (
    "以上请求按项目计：{% for 项 in 请求 %}{{ 项.项目 }}人民币{{ 项.请求金额 }}元"
    "{% if loop.last %}。{% else %}；{% endif %}{% endfor %}"
)
"""What is asked for in sums, below the numbered requests in the applicant's own words."""


SIDES_SIGN = (
    "申请人（签名、{% if 单位申请 %}盖章{% else %}捺印{% endif %}）：",
    "被申请人（签名、{% if 单位申请 %}捺印{% else %}盖章{% endif %}）：",
)
"""Where the sides sign, the one who applied first."""


def bold(text: str) -> str:
    """Return a run in the face of headings."""
    return run(text, font="黑体")


def to_arbitrate(before: str) -> tuple[str, ...]:
    """Return whom to ask for arbitration; one that is not known is written on a line of its own."""
    return (
        paragraph(
            before
            + "{% if 仲裁委 %}{{ 仲裁委 }}{% else %}有管辖权的劳动人事争议仲裁委员会{% endif %}"
            "申请仲裁。"
        ),
        tag("if not 仲裁委"),
        paragraph("仲裁委员会名称、地址、电话：{{ 仲裁委 }}"),
        tag("endif"),
    )


def sealed(day: str = "{{ 出具日期 }}") -> tuple[str, ...]:
    """Return the centre's name for the seal over a day, after an empty line."""
    return (paragraph(""), right(SIGNED), right(day))


SIGNS_BESIDE = "{{ 方.地位 }}{{ 方.名称 }}（签名、盖章）："


def others_sign(
    text: str = SIGNS_BESIDE, who: str = "其他签署人"
) -> tuple[Sequence[Cell | str] | str, ...]:
    """Return the rows where whoever signs the agreement beside both sides signs, one by one."""
    return (f"for 方 in {who}", [Cell(kept(text, style="Flush"), 2)], "endfor")


def both_sign(
    *pairs: tuple[str, str],
    days: bool = True,
    height: float = 12,
    on_page_of_next: bool = False,
    others: Sequence[Sequence[Cell | str] | str] = (),
) -> str:
    """Return the block where two sign side by side, in as many rows, and below it their days.

    `on_page_of_next` keeps it on the page of what follows; `others` are rows of further signers.
    """
    rows: list[Sequence[Cell | str] | str] = [signed(first, second) for first, second in pairs]
    rows += others
    if days and on_page_of_next:
        rows.append(signed(BLANK_DAY, BLANK_DAY))
    elif days:
        rows.append([Cell(flush(BLANK_DAY)), Cell(flush(BLANK_DAY))])
    return table((78, 78), rows, borders=False, height=height)
