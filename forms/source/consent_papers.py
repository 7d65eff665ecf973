"""Papers between application and acceptance: receipt, correction, refusal, consent inquiry."""

from shared_parts import WHERE, sealed, to_arbitrate
from word_parts import (
    BLANK_DAY,
    SIGNED,
    flush,
    kept,
    paragraph,
    right,
    run,
    signed,
    small,
    table,
    tag,
    title,
)


def papers_receipt() -> str:
    """D-05 收件回执（证据材料收据）."""
    return "".join(
        (
            title("收件回执"),
            right("{{ 案号 }}"),
            paragraph("今收到{{ 提交人 }}提交的下列材料："),
            table(
                (14, 72, 18, 18, 34),
                [
                    ["#序号", "#材料名称", "#份数", "#页数", "#原件或者复印件"],
                    "for 项 in 材料",
                    [
                        "^{{ 项.序号 }}",
                        "{{ 项.名称 }}",
                        "^{{ 项.份数 }}",
                        "^{{ 项.页数 }}",
                        "^{{ 项.原复 }}",
                    ],
                    "endfor",
                ],
                heads=1,
                height=10,
            ),
            small("证据材料同时列入证据清单。收到材料不等于受理，是否受理另行书面告知。"),
            flush("收到时间：{{ 收到时间 }}"),
            table(
                (78, 78),
                [signed("提交人（签名）：", "收件人（签名）：{{ 收件人 }}")],
                borders=False,
                height=14,
            ),
            right(SIGNED),
        )
    )


def correction() -> str:
    """D-07 补正材料通知书."""
    return "".join(
        (
            title("补正材料通知书"),
            right("{{ 案号 }}"),
            flush("{{ 申请方 }}："),
            paragraph(
                "你于{{ 收到日期 }}提交的与{{ 被申请方 }}因{{ 案由 }}发生争议的调解申请收悉。"
                "经审查，需要补正下列事项，现一次性告知："
            ),
            tag("for 项 in 补正事项"),
            paragraph("{{ 项 }}"),
            tag("endfor"),
            paragraph("请于{{ 补正期限 }}前（含当日）将上述材料交至本{{ 机构简称 }}。"),
            paragraph(
                "逾期未补正的，本{{ 机构简称 }}按材料不齐终止办理；你可以补齐后再次申请，也可以依法"
                "申请仲裁。等候补正不影响你随时申请仲裁的权利。"
            ),
            *sealed("{{ 通知日期 }}"),
            paragraph("联系人：{{ 联系人 }}　联系电话：{{ 机构电话 }}"),
            paragraph("地址：{{ 机构地址 }}"),
        )
    )


def refusal() -> str:
    """D-09 不予受理通知书."""
    return "".join(
        (
            title("不予受理通知书"),
            right("{{ 案号 }}"),
            flush("{{ 申请方 }}："),
            paragraph(
                "你于{{ 收到日期 }}提出的调解申请收悉。申请事项：因{{ 案由 }}与"
                "{{ 被申请方 }}发生的争议。"
            ),
            paragraph(
                "经审查，因{{ 理由 }}，依据{{ 依据 }}，本{{ 机构简称 }}决定不予受理。"
                "你可以{{ 途径 }}。"
            ),
            paragraph("提示：申请劳动争议仲裁的时效期间一般为一年，请及时主张权利。"),
            *sealed(),
            WHERE,
        )
    )


def inquiry() -> str:
    """D-10 调解征询意见书（附回执）."""
    return "".join(
        (
            title("调解征询意见书"),
            right("{{ 案号 }}"),
            flush("{{ 致 }}："),
            paragraph(
                "{{ 申请方 }}因{{ 案由 }}与{{ 称谓 }}发生争议，于{{ 收到日期 }}向本{{ 机构简称 }}"
                "申请调解，请求事项见所附申请书副本。"
            ),
            paragraph(
                "调解以双方自愿为前提，不收取费用，一般不公开进行；不同意调解或者调解不成的，不影响"
                "任何一方依法申请仲裁。"
            ),
            paragraph(
                "请于{{ 答复期限 }}前将下附回执交回或者电话告知本{{ 机构简称 }}。逾期未答复的，"
                "本{{ 机构简称 }}将记录情况并书面告知申请人。"
            ),
            paragraph("附：1．调解申请书副本　2．当事人权利义务告知书"),
            *sealed(),
            paragraph("联系人：{{ 联系人 }}　电话：{{ 机构电话 }}"),
            paragraph(run("回　　执", font="黑体"), style="Centred", extra="<w:pageBreakBefore/>"),
            flush("{{ 机构全称 }}："),
            paragraph("你{{ 机构简称 }}《调解征询意见书》（{{ 案号 }}）收悉。"),
            table(
                (34, 122),
                [
                    ["^是否同意调解", "□同意　　□不同意"],
                    ["^不同意的理由", ""],
                    ["^参加人及职务", ""],
                    ["^联系方式", ""],
                    ["^送达地址", ""],
                ],
                height=16,
            ),
            flush(""),
            right("{{ 致 }}（签名或者盖章）：　　　　"),
            right(BLANK_DAY),
        )
    )


def rights() -> str:
    """D-11 当事人权利义务告知书."""
    return "".join(
        (
            title("当事人权利义务告知书"),
            right("{{ 案号 }}"),
            flush("{{ 致 }}："),
            paragraph(
                run("权利：", font="黑体"),
                "一、选择或者接受调解员，申请回避；二、接受、拒绝调解或者要求终止调解；三、要求调解公开"
                "或者不公开进行；四、自主表达意愿，自愿达成协议；五、委托代理人；六、随时依法申请仲裁。",
            ),
            paragraph(
                run("义务：", font="黑体"),
                "一、如实陈述，提供真实证据；二、遵守调解秩序，尊重调解员；三、尊重对方行使权利；"
                "四、自觉履行生效的调解协议。",
            ),
            paragraph(
                run("效力：", font="黑体"),
                "调解协议书经双方签名或者盖章、调解员签名并加盖本{{ 机构简称 }}印章后生效。双方可以"
                "在协议生效之日起15日内共同申请仲裁审查（确认劳动关系的协议除外），或者在30日内共同"
                "申请司法确认。",
            ),
            paragraph(""),
            kept("以上内容已经阅读或者听取宣读，已经知悉。"),
            kept("当事人（签名或者盖章）：", style="Flush"),
            right(BLANK_DAY),
        )
    )


def declined() -> str:
    """D-12 对方不同意调解告知书."""
    return "".join(
        (
            title("对方不同意调解告知书"),
            right("{{ 案号 }}"),
            flush("{{ 申请方 }}："),
            paragraph(
                "你因{{ 案由 }}与{{ 被征询人 }}发生争议，于{{ 收到日期 }}向本{{ 机构简称 }}申请"
                "调解。本{{ 机构简称 }}依法征询对方意见，{{ 征询结果 }}"
            ),
            tag("if 联系记录"),
            paragraph("征询经过："),
            tag("for 次 in 联系记录"),
            paragraph("{{ 次 }}"),
            tag("endfor"),
            tag("endif"),
            tag("if 同意方"),
            *to_arbitrate(
                "调解以双方自愿为前提。根据《企业劳动争议协商调解规定》第二十二条，你与"
                "{{ 被征询人 }}之间的争议不予调解；{{ 同意方 }}同意调解，本{{ 机构简称 }}已于"
                "{{ 受理日期 }}受理你与其之间的争议。就你与{{ 被征询人 }}之间的争议，你可以向"
            ),
            tag("for 途径 in 其他途径"),
            paragraph("{{ 途径 }}"),
            tag("endfor"),
            tag("else"),
            *to_arbitrate(
                "调解以双方自愿为前提。根据《企业劳动争议协商调解规定》第二十二条、第三十条，本案调解"
                "程序终结。你可以向"
            ),
            tag("endif"),
            paragraph(
                "提示：劳动争议申请仲裁的时效期间为一年。根据《企业劳动争议协商调解规定》第三十一条，"
                "一方当事人申请调解、另一方拒绝调解的，仲裁时效自拒绝之日起中断，重新计算。请及时主张"
                "权利。"
            ),
            kept(SIGNED, style="RightLine"),
            right("{{ 告知日期 }}"),
            WHERE,
        )
    )
