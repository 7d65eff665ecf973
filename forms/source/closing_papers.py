"""Papers at the end of a case: follow-up visit, approval of closing, the dossier's own papers."""

from word_parts import (
    BLANK_DAY,
    Cell,
    cell,
    flush,
    paragraph,
    several,
    signed,
    small,
    small_tag,
    table,
    title,
)

_ROOM = several(
    small(""), small(""), small(f"签名：　　　　　　{BLANK_DAY}", to_right=True), span=3
)


def _opinion(name: str, signed_as: str) -> Cell:
    """Return what somebody wrote of the closing, with the day; else room to write."""
    return several(
        small_tag(f"for 行 in {name}"),
        small("{{ 行 }}"),
        small_tag("endfor"),
        small(f"签名：　　　　　　{{{{ {signed_as}日 }}}}", to_right=True),
        span=3,
    )


def visit() -> str:
    """D-54 回访记录."""
    return "".join(
        (
            title("回访记录"),
            table(
                (28, 56, 30, 42),
                [
                    ["^案号", "{{ 案号 }}", "^案由", "{{ 案由 }}"],
                    ["^当事人", cell("{{ 双方 }}", 3)],
                    ["^协议日期", "{{ 协议日期 }}", "^协议金额（元）", "{{ 合计数字 }}"],
                    ["^回访时间", "{{ 回访日期 }}", "^回访方式", "{{ 回访方式 }}"],
                    ["^被访人", "{{ 被访人 }}", "^回访人", "{{ 回访人 }}"],
                    ["^回访事由", cell("{{ 回访事由 }}", 3)],
                    ["^履行情况", cell("{{ 回访履行 }}", 3)],
                    ["^满意度", cell("{{ 满意度 }}", 3)],
                    [
                        "^新问题、隐患",
                        several(
                            small_tag("for 行 in 新问题"),
                            small("{{ 行 }}"),
                            small_tag("endfor"),
                            span=3,
                        ),
                    ],
                    [
                        "^处理情况",
                        several(
                            small_tag("for 行 in 处理"),
                            small("{{ 行 }}"),
                            small_tag("endfor"),
                            span=3,
                        ),
                    ],
                    ["^备注", cell("", 3)],
                ],
                tall=(8, 9),
                height=11,
            ),
            table(
                (78, 78),
                [
                    signed("被访人（签名）：", "回访人（签名）："),
                    [Cell(flush(BLANK_DAY)), Cell(flush(BLANK_DAY))],
                ],
                borders=False,
                height=12,
            ),
        )
    )


def approval() -> str:
    """D-60 结案审批表."""
    return "".join(
        (
            title("结案审批表"),
            table(
                (32, 46, 32, 46),
                [
                    ["^案号", cell("{{ 案号 }}", 3)],
                    ["^申请人", "{{ 申请方 }}", "^被申请人", "{{ 被申请方 }}"],
                    ["^案由", "{{ 案由 }}", "^来源", "{{ 来源 }}"],
                    ["^申请日期", "{{ 收到日期 }}", "^受理日期", "{{ 受理日期 }}"],
                    ["^调解结束", "{{ 结束日期 }}", "^结案日期", "{{ 结案日期 }}"],
                    ["^调解次数", "{{ 调解次数 }}", "^涉及人数", "{{ 涉及人数 }}"],
                    ["^结果", cell("{{ 结果 }}", 3)],
                    ["^请求金额（元）", "{{ 请求金额合计 }}", "^协议金额（元）", "{{ 协议合计 }}"],
                    ["^已履行（元）", "{{ 已付 }}", "^未履行（元）", "{{ 差额 }}"],
                    ["^审查、确认", cell("{{ 审查确认 }}", 3)],
                    ["^支付令、执行", cell("{{ 支付令执行 }}", 3)],
                    ["^回访情况", cell("{{ 回访情况 }}", 3)],
                    ["^卷内文书", "{{ 文书份数 }}，{{ 文书页数 }}", "^保管期限", "{{ 保管期限 }}"],
                    ["^承办人意见", _opinion("承办人意见", "承办人签名")],
                    ["^主任审批", _opinion("主任审批", "主任签名")],
                ],
                height=10,
            ),
        )
    )


def cover() -> str:
    """D-61 卷宗封面."""
    return "".join(
        (
            paragraph("{{ 机构全称 }}", style="Subtitle"),
            title("劳动争议调解卷宗{% if 卷册 %}（{{ 卷册 }}）{% endif %}"),
            flush(""),
            table(
                (34, 44, 34, 44),
                [
                    ["^卷名", cell("{{ 卷名 }}", 3)],
                    ["^案号", cell("{{ 案号 }}", 3)],
                    ["^档号", cell("{{ 档号 }}", 3)],
                    ["^调解员", "{{ 调解员 }}", "^书记员", "{{ 书记员 }}"],
                    ["^调解日期", cell("{{ 调解起止 }}", 3)],
                    ["^结果", cell("{{ 结果 }}", 3)],
                    ["^立卷人", "{{ 立卷人 }}", "^立卷日期", "{{ 立卷日期 }}"],
                    ["^保管期限", "{{ 保管期限 }}", "^册数", "{{ 册数 }}"],
                    ["^页数", "{{ 页数 }}", "^备注", "{{ 备注 }}"],
                ],
                height=16,
            ),
        )
    )


def contents() -> str:
    """D-62 卷内目录."""
    return "".join(
        (
            title("卷内目录"),
            flush("{{ 案号 }}　{{ 双方 }}　{{ 卷册 }}"),
            table(
                (12, 55, 38, 22, 17, 12),
                [
                    ["#序号", "#文书名称", "#文号", "#日期", "#页号", "#备注"],
                    "for 行 in 卷内文书",
                    [
                        "={{ 行.序号 }}",
                        "~{{ 行.名称 }}",
                        "~{{ 行.文号 }}",
                        "={{ 行.日期 }}",
                        "={{ 行.页号 }}",
                        "={{ 行.备注 }}",
                    ],
                    "endfor",
                ],
                heads=1,
                height=9,
            ),
        )
    )


def back_note() -> str:
    """D-63 卷内备考表."""
    return "".join(
        (
            title("卷内备考表（卷宗情况说明）"),
            flush("{{ 案号 }}　{{ 双方 }}"),
            table(
                (156,),
                [
                    [
                        several(
                            small("本卷情况说明（缺损、修改、补充、移出、销毁等）："),
                            small_tag("for 行 in 情况"),
                            small("{{ 行 }}"),
                            small_tag("endfor"),
                        )
                    ],
                ],
                height=120,
            ),
            flush(""),
            table(
                (78, 78),
                [
                    signed("立卷人：{{ 立卷人 }}", "检查人："),
                    signed("立卷时间：{{ 立卷日期 }}", "检查时间：　　年　月　日"),
                ],
                borders=False,
                height=12,
            ),
        )
    )


def back_cover() -> str:
    """HS-24 卷宗封底."""
    return "".join(
        (
            *[paragraph("") for _line in range(8)],
            paragraph("{{ 机构全称 }}", style="Subtitle"),
            paragraph("劳动争议调解卷宗", style="Centred"),
            paragraph("{{ 案号 }}", style="Centred"),
            paragraph("{{ 双方 }}", style="Centred"),
        )
    )


def lending() -> str:
    """D-64 档案借阅、补充登记."""
    return "".join(
        (
            title("档案借阅、补充登记"),
            flush("{{ 案号 }}　{{ 双方 }}"),
            flush("一、借阅"),
            table(
                (24, 50, 24, 29, 29),
                [
                    ["#借阅人", "#事由", "#批准人", "#借出日期", "#归还日期"],
                    *(["", "", "", "", ""] for _line in range(6)),
                ],
                heads=1,
                height=10,
            ),
            flush("二、补充材料（原卷页不改动）"),
            table(
                (52, 16, 50, 38),
                [
                    ["#补充材料名称", "#页数", "#理由", "#日期、经办人"],
                    "for 行 in 补充",
                    ["~{{ 行.名称 }}", "", "~{{ 行.理由 }}", "={{ 行.日期 }}"],
                    "endfor",
                    *(["", "", "", ""] for _line in range(5)),
                ],
                heads=1,
                height=10,
            ),
        )
    )
