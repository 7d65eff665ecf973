"""Papers on service: the confirmation of an address and the proof of service."""

from word_parts import (
    SIGNED,
    cell,
    flush,
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

_TOLD = (
    "一、请如实提供准确的送达地址，包括邮政编码、详细地址和联系电话。调解、仲裁审查、司法确认和执行"
    "期间变更送达地址的，应当及时书面告知本{{ 机构简称 }}和办理机关。",
    "二、拒不提供送达地址的，自然人以户籍登记的住所地或者经常居住地、法人或者其他组织以登记的住所地"
    "为送达地址。",
    "三、因提供的地址不准确、变更地址未及时告知、本人或者指定的代收人拒绝签收，致使文书未能实际接收"
    "的，文书退回之日可以视为送达之日。",
    "四、经同意，可以采用能够确认收悉的电子方式送达，文书到达所填手机号码、电子邮箱或者微信的日期为"
    "送达日期。",
    "五、要求对送达地址保密的，本{{ 机构简称 }}予以保密。",
)


def address_confirmation() -> str:
    """D-13 送达地址确认书."""
    wide = 3
    return "".join(
        (
            title("送达地址确认书"),
            table(
                (30, 56, 26, 44),
                [
                    ["^案号", "{{ 案号 }}", "^案由", "{{ 案由 }}"],
                    ["^告知事项", several(*(small(text) for text in _TOLD), span=wide)],
                    ["^当事人", "{{ 当事人 }}", "^地位", "{{ 地位 }}"],
                    ["^送达地址", cell("{{ 送达地址 }}", wide)],
                    ["^收件人", "{{ 收件人 }}", "^邮政编码", "{{ 邮政编码 }}"],
                    ["^联系电话", cell("{{ 联系电话 }}", wide)],
                    ["^电子送达", cell("{{ 电子送达 }}", wide)],
                    ["^电子邮箱", "{{ 电子邮箱 }}", "^微信号", "{{ 微信 }}"],
                    ["^适用程序", cell("{{ 适用程序 }}", wide)],
                    ["^地址保密", cell("{{ 保密 }}", wide)],
                    ["^备注", cell("{{ 备注 }}", wide)],
                ],
                height=8,
            ),
            tag("if 拒绝提供"),
            paragraph(
                "经告知拒不提供送达地址的不利后果，该当事人仍不提供。上列地址为其户籍登记、经常居住"
                "或者依法登记的住所地。"
            ),
            tag("else"),
            paragraph("本人（本单位）已阅读以上告知事项，确认上列送达地址真实有效，同意按此送达。"),
            tag("endif"),
            table(
                (86, 70),
                [signed("当事人（签名或者盖章）：", "经办人（签名）：")],
                borders=False,
                height=12,
            ),
            right("{{ 确认日期 }}"),
        )
    )


def service_receipt() -> str:
    """D-18 送达回证."""
    return "".join(
        (
            title("送达回证"),
            table(
                (44, 112),
                [
                    ["^案号", "{{ 案号 }}"],
                    ["^案由", "{{ 案由 }}"],
                    ["^受送达人", "{{ 受送达人 }}"],
                    [
                        "^送达文书名称和件数",
                        several(
                            small_tag("for 文书 in 送达文书"),
                            small("{{ 文书 }}　1件"),
                            small_tag("endfor"),
                        ),
                    ],
                    ["^送达地点", "{{ 送达地址 }}"],
                    [
                        "^送达方式",
                        several(
                            small_tag("for 行 in 送达方式"),
                            small("{{ 行 }}"),
                            small_tag("endfor"),
                        ),
                    ],
                    [
                        "^受送达人签名或者盖章",
                        several(small(""), small("{{ 收到时间 }}", to_right=True)),
                    ],
                    [
                        "^代收人及其与受送达人的关系",
                        several(small("{{ 代收人 }}"), small("{{ 代收时间 }}", to_right=True)),
                    ],
                    ["^拒收事由", "{{ 拒收事由 }}"],
                    [
                        "^见证人签名",
                        several(small("{{ 见证人 }}"), small("{{ 留置时间 }}", to_right=True)),
                    ],
                    [
                        "^送达人签名",
                        several(small("{{ 送达人 }}"), small("{{ 送达时间 }}", to_right=True)),
                    ],
                    ["^备注（邮寄单号、短信截图等）", "{{ 备注 }}"],
                ],
                height=14.5,
            ),
            flush(""),
            right(SIGNED),
        )
    )
