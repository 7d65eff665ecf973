"""The form for legal aid (D-75) and the minutes of a joint meeting."""

from word_parts import (
    Cell,
    cell,
    head,
    kept,
    paragraph,
    right,
    several,
    signed,
    small,
    small_tag,
    table,
    tag,
    title,
)

_DECIDED = ("{{ 项.事项 }}", "{{ 项.责任 }}", "^{{ 项.期限 }}")


def legal_aid() -> str:
    """D-75 法律援助申请（移送）单."""
    wide = 3
    return "".join(
        (
            title("法律援助申请（移送）单"),
            tag("if 案号"),
            right("{{ 案号 }}"),
            tag("endif"),
            table(
                (32, 48, 32, 44),
                [
                    ["^申请人", "{{ 申请人 }}", "^联系电话", "{{ 联系电话 }}"],
                    ["^证件号码", cell("{{ 证件号码 }}", wide)],
                    ["^是否农民工", "^{{ 农民工 }}", "^是否工会会员", "^{{ 会员 }}"],
                    ["^用人单位", cell("{{ 用人单位 }}", wide)],
                    ["^申请事项", cell("{{ 事项 }}", wide)],
                    [
                        "^案情摘要",
                        several(
                            small_tag("for 段 in 案情"),
                            small("{{ 段 }}"),
                            small_tag("endfor"),
                            span=wide,
                        ),
                    ],
                    ["^经济状况或者免予核查的理由", cell("{{ 经济状况 }}", wide)],
                    ["^申请日期", "{{ 申请日期 }}", "^移送至", "{{ 移送单位 }}"],
                    [
                        "^申请人签名",
                        several(
                            small("以上情况属实。"),
                            small("签名（捺印）：　　　　　　　　　年　　月　　日", to_right=True),
                            span=wide,
                        ),
                    ],
                    ["^审查决定", cell("{{ 决定 }}", wide)],
                    ["^决定日期", "{{ 决定日期 }}", "^批准编号", "{{ 批准编号 }}"],
                    ["^承办律师", cell("{{ 律师 }}", wide)],
                    ["^开始日期", "{{ 开始日期 }}", "^结束日期", "{{ 结束日期 }}"],
                    [
                        "^移送机构",
                        several(
                            small("{{ 机构全称 }}（印章）"),
                            small("{{ 出具日期 }}", to_right=True),
                            small("地址：{{ 机构地址 }}　联系电话：{{ 机构电话 }}"),
                            span=wide,
                        ),
                    ],
                    ["^办理结果", cell("{{ 结果 }}", wide)],
                    [
                        "^协议或者裁判金额（元）",
                        "{{ 协议金额 }}",
                        "^已追回金额（元）",
                        "{{ 追回金额 }}",
                    ],
                ],
                tall=(5,),
                height=9.5,
            ),
            small("本单不记载律师与受援人之间的谈话内容。"),
        )
    )


def joint_meeting() -> str:
    """联席会议纪要."""
    return "".join(
        (
            paragraph("{{ 会议名称 }}", style="Title", extra='<w:spacing w:after="0"/>'),
            paragraph("纪　要", style="Title", extra='<w:spacing w:before="0"/>'),
            paragraph("时间：{{ 时间 }}"),
            paragraph("地点：{{ 地点 }}"),
            paragraph("主持人：{{ 主持人 }}　记录人：{{ 记录人 }}"),
            paragraph("依据：{{ 依据 }}"),
            head("一、参加单位和人员"),
            table(
                (66, 90),
                [
                    ["#单位", "#参加人员"],
                    "for 方 in 参加单位",
                    ["{{ 方.单位 }}", "{{ 方.人员 }}"],
                    "endfor",
                ],
                heads=1,
            ),
            tag("if 缺席"),
            paragraph("未参加：{{ 缺席 }}。"),
            tag("endif"),
            tag("if 议题"),
            head("二、议题"),
            tag("for 段 in 议题"),
            paragraph("{{ 段 }}"),
            tag("endfor"),
            head("三、会议内容"),
            tag("else"),
            head("二、会议内容"),
            tag("endif"),
            tag("for 段 in 纪要"),
            paragraph("{{ 段 }}"),
            tag("endfor"),
            tag("if 议定事项"),
            head("{% if 议题 %}四{% else %}三{% endif %}、议定事项"),
            table(
                (14, 74, 36, 32),
                [
                    ["#序号", "#事项", "#责任单位（人）", "#完成时限"],
                    "for 项 in 议定事项",
                    "if loop.last",
                    [Cell(kept("{{ 项.序号 }}", style="CellCentre")), *_DECIDED],
                    "else",
                    ["^{{ 项.序号 }}", *_DECIDED],
                    "endif",
                    "endfor",
                ],
                heads=1,
            ),
            tag("endif"),
            kept("", style="Flush"),
            table(
                (78, 78),
                [signed("主持人（签名）：", "记录人（签名）：")],
                borders=False,
                height=14,
            ),
            kept("{{ 机构全称 }}（印章）", style="RightLine"),
            right("{{ 出具日期 }}"),
        )
    )
