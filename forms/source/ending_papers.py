"""Papers that extend a mediation or end it without agreement, and letters that hand a case on."""

from shared_parts import WHERE, to_arbitrate
from word_parts import (
    BLANK_DAY,
    SIGNED,
    cell,
    flush,
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

_SIDES_SIGN = (
    "申请人（{% if 单位申请 %}签名或者盖章{% else %}签名、捺印{% endif %}）：",
    "被申请人（{% if 单位申请 %}签名、捺印{% else %}签名或者盖章{% endif %}）：",
)
"""Where the sides sign: a firm may seal instead, whichever side it is."""


def _both_sign() -> str:
    return table(
        (78, 78),
        [
            signed(*_SIDES_SIGN),
            signed("调解员（签名）：", BLANK_DAY),
        ],
        borders=False,
        height=16,
    )


def extension() -> str:
    """D-22 延期调解同意书."""
    return "".join(
        (
            title("延期调解同意书"),
            right("{{ 案号 }}"),
            flush("{{ 机构全称 }}："),
            paragraph(
                "{{ 申请方 }}与{{ 被申请方 }}因{{ 案由 }}发生的争议，你{{ 机构简称 }}于"
                "{{ 受理日期 }}受理，调解期限于{{ 原届满日 }}届满。"
            ),
            paragraph(
                "根据《企业劳动争议协商调解规定》第二十九条，双方当事人同意延期调解，"
                "调解期限延长至{{ 延长至 }}。"
            ),
            paragraph("延期理由："),
            tag("for 段 in 延期理由"),
            paragraph("{{ 段 }}"),
            tag("endfor"),
            paragraph("双方知悉：延长的期限届满仍未达成调解协议的，视为调解不成。"),
            table(
                (78, 78),
                [
                    signed(*_SIDES_SIGN),
                    signed(BLANK_DAY, BLANK_DAY),
                    signed("调解员（签名）：", "主任批准（签名）："),
                    signed(BLANK_DAY, BLANK_DAY),
                ],
                borders=False,
                height=14,
            ),
            right(SIGNED),
        )
    )


def ended() -> str:
    """D-23 调解不成（终止）告知书, D-23b 个别申请人调解终止告知书."""
    return "".join(
        (
            title("{{ 告知书名称 }}"),
            right("{{ 案号 }}"),
            flush("{{ 申请方 }}、{{ 被申请方 }}："),
            paragraph(
                "关于{{ 案号 }}争议，本{{ 机构简称 }}于"
                "{% if 受理日期 %}{{ 受理日期 }}受理{% else %}{{ 收到日期 }}收到申请{% endif %}。"
                "{{ 终止日期 }}，因{{ 终止原因 }}，调解终止。"
            ),
            paragraph(
                "〔情况记录：{{ 情况记录 }}双方签名或者盖章：申请人＿＿＿＿＿＿"
                "　被申请人＿＿＿＿＿＿〕"
            ),
            tag("if 拒签说明"),
            paragraph("{{ 拒签说明 }}"),
            tag("endif"),
            *to_arbitrate(
                "根据《中华人民共和国劳动争议调解仲裁法》第十四条和《企业劳动争议协商调解规定》"
                "第三十条，你可以向"
            ),
            paragraph(
                "劳动争议申请仲裁的时效期间为一年；本次调解已构成时效中断事由的，自中断之日起重新"
                "计算。"
            ),
            paragraph(""),
            right(SIGNED),
            right("{{ 出具日期 }}"),
            WHERE,
        )
    )


def undisputed() -> str:
    """D-24 无争议事实记载."""
    return "".join(
        (
            title("无争议事实记载"),
            right("{{ 案号 }}"),
            paragraph(
                "{{ 申请方 }}与{{ 被申请方 }}因{{ 案由 }}发生的争议，经本{{ 机构简称 }}"
                "调解未达成协议。经双方同意，对调解中双方没有争议的事实记载如下："
            ),
            tag("for 项 in 无争议事实"),
            paragraph("{{ 项 }}"),
            tag("endfor"),
            paragraph(
                "双方声明：以上事实可以用于后续仲裁、诉讼；在调解中为达成协议所作的让步除外，不得作为"
                "对其不利的证据。"
            ),
            kept("以上内容已由双方阅读，确认无误。"),
            _both_sign(),
            right(SIGNED),
        )
    )


def suggestion() -> str:
    """D-25 调解意见（建议）书."""
    return "".join(
        (
            title("调解建议书"),
            right("{{ 案号 }}"),
            flush("{{ 申请方 }}、{{ 被申请方 }}："),
            paragraph("你们因{{ 案由 }}发生的争议，经本{{ 机构简称 }}调解未达成协议。"),
            head("一、争议要点"),
            tag("for 段 in 争议要点"),
            paragraph("{{ 段 }}"),
            tag("endfor"),
            head("二、未达成协议的原因"),
            paragraph("{{ 终止原因 }}。"),
            head("三、对事实和法律的说明（不作裁断）"),
            tag("for 段 in 说明"),
            paragraph("{{ 段 }}"),
            tag("endfor"),
            head("四、建议方案"),
            tag("for 段 in 建议方案"),
            paragraph("{{ 段 }}"),
            tag("endfor"),
            paragraph("本建议书供双方参考，不具有强制力，不影响任何一方依法申请仲裁。"),
            kept("调解员：{{ 调解员 }}", style="RightLine"),
            kept(SIGNED, style="RightLine"),
            right("{{ 出具日期 }}"),
        )
    )


def withdrawal() -> str:
    """D-26 撤回调解申请书."""
    return "".join(
        (
            title("撤回调解申请书"),
            right("{{ 案号 }}"),
            flush("{{ 机构全称 }}："),
            paragraph(
                "申请人{{ 申请方 }}于{{ 收到日期 }}因{{ 案由 }}与{{ 被征询人 }}发生争议向你"
                "{{ 机构简称 }}申请调解。现申请撤回。"
            ),
            paragraph("撤回理由（可以不写）：{{ 撤回理由 }}"),
            paragraph(
                "申请人知悉：撤回申请出于自愿；撤回后可以就同一争议再次申请调解，也可以在仲裁时效期间"
                "内依法申请仲裁。"
            ),
            paragraph(""),
            right(f"{_SIDES_SIGN[0]}　　　　　　"),
            right("{{ 撤回签名日期 }}"),
        )
    )


def reconciled() -> str:
    """D-27 自行和解登记表."""
    wide = 3
    return "".join(
        (
            title("自行和解登记表"),
            table(
                (28, 64, 24, 40),
                [
                    ["^案号", "{{ 案号 }}", "^和解日期", "{{ 和解日期 }}"],
                    ["^申请人", cell("{{ 申请方 }}", wide)],
                    ["^被申请人", cell("{{ 被申请方 }}", wide)],
                    ["^案由", cell("{{ 案由 }}", wide)],
                    [
                        "^和解主要内容",
                        several(
                            small_tag("for 段 in 和解内容"),
                            small("{{ 段 }}"),
                            small_tag("endfor"),
                            small("{{ 和解协议 }}"),
                            span=wide,
                        ),
                    ],
                    ["^履行情况", cell("□已履行　□约定于　　　年　月　日前履行　□其他：", wide)],
                ],
                height=14,
                tall=(4,),
            ),
            small(
                "双方自行和解不是本{{ 机构简称 }}主持达成的调解协议，不适用仲裁审查和调解协议的司法"
                "确认；一方不履行的，另一方可以依法申请调解或者仲裁。"
            ),
            _both_sign(),
        )
    )


def transfer() -> str:
    """D-28 移送函."""
    return "".join(
        (
            title("关于移送{{ 申请方 }}与{{ 被申请方 }}劳动争议的函"),
            right("{{ 发文字号 }}"),
            flush("{{ 主送 }}："),
            paragraph(
                "{{ 申请方 }}因{{ 案由 }}与{{ 被申请方 }}发生争议，于{{ 收到日期 }}向本"
                "{{ 机构简称 }}申请调解（{{ 案号 }}）。"
            ),
            tag("for 段 in 案情摘要"),
            paragraph("{{ 段 }}"),
            tag("endfor"),
            paragraph(
                "经研究，{{ 移送理由 }}，依据{{ 移送依据 }}，现将该案移送你单位处理，并已告知"
                "申请人。请于{{ 反馈期限 }}前将处理情况反馈本{{ 机构简称 }}。"
            ),
            tag("if 材料"),
            paragraph("移送材料清单："),
            tag("for 项 in 材料"),
            paragraph("{{ 项 }}"),
            tag("endfor"),
            tag("endif"),
            kept(SIGNED, style="RightLine"),
            right("{{ 出具日期 }}"),
            paragraph("（联系人：{{ 联系人 }}　电话：{{ 机构电话 }}）"),
            small("抄送：{{ 申请方 }}"),
        )
    )


def report() -> str:
    """D-28b 委派（委托）调解结果报告."""
    return "".join(
        (
            title("关于{{ 来函号 }}{{ 移送方式 }}调解结果的报告"),
            right("{{ 发文字号 }}"),
            flush("{{ 主送 }}："),
            paragraph(
                "你单位{{ 来函号 }}{{ 移送方式 }}的{{ 申请方 }}与{{ 被申请方 }}因"
                "{{ 案由 }}发生的争议（我方案号：{{ 案号 }}），本{{ 机构简称 }}于{{ 收案日 }}收到"
                "材料。现将结果报告如下："
            ),
            paragraph("一、结果：{{ 结果 }}。"),
            paragraph("二、情况说明：{{ 情况说明 }}"),
            paragraph("三、退回材料：□随函退回全部材料　　页　□无须退回"),
            tag("if 达成"),
            paragraph(""),
            paragraph("附件：调解协议书1份"),
            tag("endif"),
            paragraph(""),
            right(SIGNED),
            right("{{ 报告日期 }}"),
            paragraph("（联系人：{{ 联系人 }}　电话：{{ 机构电话 }}）"),
        )
    )
