"""Papers at the counter: the card of an enquiry, an oral application, a mediation from a lead."""

from shared_parts import BY_ITEM
from word_parts import (
    BLANK_DAY,
    cell,
    flush,
    kept,
    paragraph,
    right,
    run,
    several,
    signed,
    small,
    small_tag,
    table,
    tag,
    title,
)


def enquiry() -> str:
    """D-01 咨询登记表."""
    wide = 3
    return "".join(
        (
            title("咨询登记表"),
            table(
                (28, 52, 28, 48),
                [
                    ["^编号", "{{ 编号 }}", "^日期时间", "{{ 日期时间 }}"],
                    ["^方式", cell("{{ 方式 }}", wide)],
                    ["^咨询人", "{{ 咨询人 }}", "^联系电话", "{{ 联系电话 }}"],
                    ["^身份", cell("{{ 身份 }}", wide)],
                    ["^是否农民工", "{{ 农民工 }}", "^是否工会会员", "{{ 会员 }}"],
                    ["^单位名称", cell("{{ 单位名称 }}", wide)],
                    [
                        "^咨询事项",
                        several(
                            small("{% if 事项 %}{{ 事项代码 }}　{{ 事项 }}{% endif %}"),
                            small_tag("for 段 in 摘要"),
                            small("{{ 段 }}"),
                            small_tag("endfor"),
                            span=wide,
                        ),
                    ],
                    [
                        "^答复要点",
                        several(
                            small_tag("for 段 in 答复"),
                            small("{{ 段 }}"),
                            small_tag("endfor"),
                            span=wide,
                        ),
                    ],
                    [
                        "^处理",
                        several(
                            small("{{ 处理 }}"),
                            small_tag("if 案号"),
                            small("已登记申请：{{ 案号 }}"),
                            small_tag("endif"),
                            small_tag("if 作废"),
                            small("作废：{{ 作废 }}"),
                            small_tag("endif"),
                            span=wide,
                        ),
                    ],
                    ["^接待人", cell("{{ 接待人 }}", wide)],
                ],
                height=12,
                tall=(6, 7),
            ),
            flush(""),
            right("{{ 机构全称 }}"),
        )
    )


def _asked(question: str) -> str:
    return paragraph(run("问：", font="黑体"), question)


def _answered(*parts: str) -> str:
    return paragraph(run("答：", font="黑体"), *parts)


_BY_HAND = "＿" * 22
"""Where an answer is written down as it is given: no one's answer is printed before it."""


def _answered_in_lines(name: str) -> tuple[str, ...]:
    """Return an answer of several paragraphs."""
    return (
        tag(f"for 段 in {name}"),
        paragraph(run("{% if loop.first %}答：{% endif %}", font="黑体"), "{{ 段 }}"),
        tag("endfor"),
    )


def oral() -> str:
    """D-03 口头申请调解笔录."""
    return "".join(
        (
            title("口头申请调解笔录"),
            flush("案号：{{ 案号 }}"),
            flush("时间：{{ 笔录时间 }}"),
            flush("地点：{{ 笔录地点 }}"),
            flush("申请人：{{ 申请人简称 }}　　记录人：{{ 记录人 }}"),
            _asked(
                "你口头申请劳动争议调解，本{{ 机构简称 }}依法当场记录。请如实陈述，并对陈述的真实性"
                "负责，听清楚了吗？"
            ),
            _answered(_BY_HAND),
            _asked("请说明你的基本情况。"),
            tag("for 人 in 申请人"),
            _answered(
                "我叫{{ 人.姓名 }}，{{ 人.性别 }}，{{ 人.出生日期 }}出生，{{ 人.证件名称 }}"
                "{{ 人.证件号码 }}，住{{ 人.住所 }}，联系电话{{ 人.联系电话 }}。"
            ),
            tag("endfor"),
            _asked("对方当事人是谁？"),
            _answered(
                "{{ 被申请人.名称 }}，住所{{ 被申请人.住所 }}，法定代表人（负责人）"
                "{{ 被申请人.法定代表人 }}，联系电话{{ 被申请人.联系电话 }}。"
            ),
            _asked("你在该单位的工作情况如何？"),
            tag("for 人 in 申请人"),
            _answered(
                "{% if 多人 %}{{ 人.姓名 }}：{% endif %}{{ 人.入职日期 }}入职"
                "{% if 人.岗位 %}，岗位为{{ 人.岗位 }}{% endif %}，"
                "{% if 人.离职日期 %}{{ 人.离职日期 }}离职，{% endif %}"
                "月平均工资{{ 人.平均工资 }}元。"
            ),
            tag("endfor"),
            _asked("你因何事申请调解，有哪些请求？"),
            _answered("因{{ 案由 }}。"),
            tag("for 段 in 请求说明"),
            paragraph("{{ 段 }}"),
            tag("endfor"),
            tag("if 请求说明 and 请求"),
            paragraph(BY_ITEM),
            tag("else"),
            tag("for 项 in 请求"),
            paragraph("{{ 项.序号 }}．{{ 项.项目 }}：人民币{{ 项.请求金额 }}元。"),
            tag("endfor"),
            tag("endif"),
            _asked("请陈述事实与理由，以及争议发生的时间。"),
            *_answered_in_lines("事实与理由"),
            _asked(
                "有哪些证据、证人？是否就同一争议申请过仲裁、提起过诉讼或者向劳动保障监察投诉？"
            ),
            _answered(_BY_HAND),
            tag("for 段 in 补充问答"),
            paragraph("{{ 段 }}"),
            tag("endfor"),
            _asked("还有什么要补充的？"),
            _answered(_BY_HAND),
            kept("以上记录已向我宣读（我已阅读），与我所述一致。"),
            table(
                (86, 70),
                [
                    signed("申请人（签名、捺印）：", "记录人（签名）："),
                ],
                borders=False,
                height=14,
            ),
            right("{{ 签名时间 }}"),
        )
    )


def lead() -> str:
    """D-04 主动调解登记表."""
    wide = 3
    return "".join(
        (
            title("主动调解登记表"),
            table(
                (34, 56, 26, 40),
                [
                    ["^编号", "{{ 案号 }}", "^登记日期", "{{ 收到日期 }}"],
                    ["^线索来源", "{{ 线索来源 }}", "^线索日期", "{{ 线索日期 }}"],
                    ["^甲方（劳动者）", cell("{{ 申请人简称 }}　{{ 甲方电话 }}", wide)],
                    [
                        "^乙方（用人单位）",
                        cell("{{ 被申请人.名称 }}　{{ 被申请人.联系电话 }}", wide),
                    ],
                    ["^争议类型", cell("{{ 案由 }}", wide)],
                    [
                        "^争议概况",
                        several(
                            small_tag("for 段 in 争议概况"),
                            small("{{ 段 }}"),
                            small_tag("endfor"),
                            span=wide,
                        ),
                    ],
                    ["^征询甲方意见", cell("{{ 甲方意见 }}", wide)],
                    ["^征询乙方意见", cell("{{ 乙方意见 }}", wide)],
                    ["^登记人", cell("{{ 登记人 }}", wide)],
                ],
                height=12,
                tall=(5,),
            ),
            small(
                "调解组织可以主动调解，但须双方当事人同意；一方当事人明确拒绝调解的，不得调解"
                "（《企业劳动争议协商调解规定》第二十三条、《人民调解法》第十七条）。"
            ),
            table(
                (78, 78),
                [
                    signed("甲方（同意，签名）：", "乙方（同意，签名盖章）："),
                    signed("调解员（签名）：", BLANK_DAY),
                ],
                borders=False,
                height=16,
            ),
        )
    )
