"""Papers on the way to the hearing: application, acceptance, notice, record."""

from shared_parts import BY_ITEM, SIDES_SIGN, WHERE, bold, sealed, to_arbitrate
from word_parts import (
    BLANK_DAY,
    Cell,
    annex,
    cell,
    flush,
    head,
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


def side(text: str) -> Cell:
    """Return a cell at the left edge that goes on downwards; without a text it is the rest."""
    return Cell(cell(f"^{text}").content, merge="restart" if text else "continue")


def agents(names: str) -> Cell:
    """Return a cell that names the agents of a side, a line each."""
    lines = (small_tag(f"for 代理 in {names}"), small("{{ 代理 }}"), small_tag("endfor"))
    return several(*lines, small_tag(f"if not {names}"), small(""), small_tag("endif"), span=3)


def application() -> str:
    """D-02 劳动争议调解申请书."""
    one = table(
        (24, 34, 42, 18, 38),
        [
            [side("{{ 劳动者称谓 }}"), "^姓名", "{{ 人.姓名 }}", "^性别", "{{ 人.性别 }}"],
            [side(""), "^出生日期", "{{ 人.出生日期 }}", "^联系电话", "{{ 人.联系电话 }}"],
            [side(""), "^{{ 人.证件名称 }}", cell("{{ 人.证件号码 }}", 3)],
            [side(""), "^住所", cell("{{ 人.住所 }}", 3)],
            [side(""), "^通讯地址", cell("{{ 人.通讯地址 }}", 3)],
            [side(""), "^委托代理人", agents("劳动者代理人")],
        ],
    )
    employer = table(
        (24, 34, 42, 18, 38),
        [
            [side("{{ 单位称谓 }}"), "^单位名称", cell("{{ 被申请人.名称 }}", 3)],
            [side(""), "^统一社会信用代码", cell("{{ 被申请人.信用代码 }}", 3)],
            [side(""), "^法定代表人", "{{ 被申请人.法定代表人 }}", "^职务", "{{ 被申请人.职务 }}"],
            [side(""), "^住所", cell("{{ 被申请人.住所 }}", 3)],
            [side(""), "^通讯地址", cell("{{ 被申请人.通讯地址 }}", 3)],
            [side(""), "^联系电话", cell("{{ 被申请人.联系电话 }}", 3)],
            [side(""), "^委托代理人", agents("单位代理人")],
        ],
    )
    rest = table(
        (24, 34, 42, 18, 38),
        [
            "for 方 in 其他当事人",
            ["^{{ 方.地位 }}", cell("{{ 方.介绍 }}{{ 方.代理 }}", 4)],
            "endfor",
            [
                "^调解请求",
                several(
                    small_tag("for 段 in 请求说明"),
                    small("{{ 段 }}"),
                    small_tag("endfor"),
                    small_tag("if 请求说明 and 请求"),
                    small(BY_ITEM),
                    small_tag("else"),
                    small_tag("for 项 in 请求"),
                    small("{{ 项.序号 }}．{{ 项.项目 }}：人民币{{ 项.请求金额 }}元"),
                    small_tag("endfor"),
                    small_tag("endif"),
                    span=4,
                ),
            ],
            [
                "^事实与理由",
                several(
                    small_tag("for 段 in 事实与理由"),
                    small("{{ 段 }}"),
                    small_tag("endfor"),
                    span=4,
                ),
            ],
            [
                "^证据来源",
                several(
                    small("证据名称及来源："),
                    small("证人姓名及住址：{{ 证人 }}"),
                    span=4,
                ),
            ],
            [
                Cell(kept("其他程序", style="CellCentre")),
                several(
                    kept("是否就同一争议申请过仲裁、提起过诉讼或者投诉：□否　□是", style="Cell"),
                    kept("案号：", style="Cell"),
                    span=4,
                ),
            ],
            [
                Cell(kept("送达方式", style="CellCentre")),
                Cell(
                    kept(
                        "□直接送达　□邮寄送达　□电子送达（号码或者邮箱：　　　　　　　）",
                        style="Cell",
                    ),
                    4,
                ),
            ],
        ],
        tall=(3, 4),
    )
    group = table(
        (11, 21, 11, 37, 26, 50),
        [
            ["#序号", "#姓名", "#性别", "#证件号码", "#联系电话", "#住所"],
            "for 人 in 申请人",
            [
                "^{{ 人.序号 }}",
                "^{{ 人.姓名 }}",
                "^{{ 人.性别 }}",
                "={{ 人.证件号码 }}",
                "^{{ 人.联系电话 }}",
                "{{ 人.住所格 }}",
            ],
            "endfor",
        ],
        heads=1,
    )
    claims = table(
        (11, 23, 20, 20, 54, 28),
        [
            ["#序号", "#姓名", "#入职日期", "#离职日期", "#请求项目及金额（元）", "#签名捺印"],
            "for 人 in 申请人",
            [
                "^{{ 人.序号 }}",
                "^{{ 人.姓名 }}",
                "={{ 人.入职短日期 }}",
                "={{ 人.离职短日期 }}",
                "{{ 人.请求文字 }}",
                "",
            ],
            "endfor",
        ],
        heads=1,
    )
    return "".join(
        (
            title("劳动争议调解申请书"),
            tag("if 单位申请"),
            employer,
            flush(""),
            tag("endif"),
            tag("if 多人"),
            flush("{{ 劳动者称谓 }}：{{ 申请人简称 }}（名单如下）"),
            group,
            tag("else"),
            tag("for 人 in 申请人"),
            one,
            tag("endfor"),
            tag("endif"),
            flush(""),
            tag("if not 单位申请"),
            employer,
            flush(""),
            tag("endif"),
            rest,
            kept("此致　{{ 机构全称 }}", style="Flush"),
            right("申请人（签名、捺印{% if 单位申请 %}、盖章{% endif %}）：　　　　　　"),
            right(BLANK_DAY),
            small("附件：1．申请书副本　　份；2．身份证明复印件　　份；3．证据材料　　份"),
            tag("if 多人"),
            annex("附件"),
            paragraph(
                run("{% if 单位申请 %}劳动者{% else %}申请人{% endif %}请求明细", font="黑体"),
                style="Centred",
            ),
            claims,
            tag("endif"),
        )
    )


def acceptance() -> str:
    """D-08 受理通知书."""
    return "".join(
        (
            title("受理通知书"),
            right("{{ 案号 }}"),
            flush("{{ 致 }}："),
            paragraph(
                "{{ 双方 }}因{{ 案由 }}发生的争议，经审查属于劳动争议"
                "调解受理范围，双方均同意调解。本{{ 机构简称 }}决定自{{ 受理日期 }}起受理，"
                "案号为{{ 案号 }}，{% if 小组名单 %}由{{ 小组名单 }}组成调解小组，"
                "{{ 书记员 }}担任书记员{% else %}"
                "指派{{ 调解员 }}担任调解员、{{ 书记员 }}担任书记员{% endif %}。"
            ),
            tag("if 不参加"),
            *to_arbitrate("{{ 不参加 }}，不参加本案调解；与其之间的争议，申请人可以依法向"),
            tag("endif"),
            paragraph("调解应当在{{ 调解届满日 }}前（含当日）结束；双方同意延期的除外。"),
            paragraph(
                "一、双方可以委托代理人参加调解，代理人应当提交写明委托事项和权限的授权委托书。"
            ),
            paragraph("二、认为调解员与本案有利害关系的，可以依法要求其回避。"),
            paragraph("三、请妥善保管与争议有关的证据原件，调解时携带到场。"),
            paragraph(
                "四、调解以双方自愿为前提，不收取费用；不同意调解或者调解不成的，不影响任何一方"
                "依法申请仲裁。"
            ),
            *sealed(),
            WHERE,
        )
    )


def notice() -> str:
    """D-17 调解通知书."""
    return "".join(
        (
            title("调解通知书"),
            right("{{ 案号 }}"),
            flush("{{ 致 }}："),
            paragraph(
                "{{ 双方 }}因{{ 案由 }}发生的争议，本{{ 机构简称 }}定于"
                "{{ 调解时间 }}在{{ 调解地点 }}进行第{{ 调解次数 }}次调解，请按时参加。"
            ),
            paragraph(
                "一、调解员：{% if 小组名单 %}{{ 小组名单 }}{% else %}{{ 调解员 }}{% endif %}；"
                "书记员：{{ 书记员 }}。"
            ),
            paragraph(
                "二、请携带下列材料：（一）劳动者本人的身份证明；（二）用人单位的营业执照复印件、"
                "法定代表人（负责人）身份证明；（三）委托代理人的授权委托书和身份证明；"
                "（四）与争议有关的证据原件和复印件。"
            ),
            paragraph("三、因故不能参加的，请在调解前告知本{{ 机构简称 }}，以便另行安排。"),
            tag("if 公开"),
            paragraph("四、本次调解公开进行。"),
            tag("else"),
            paragraph("四、本次调解不公开进行，参加人应当对调解内容保密。"),
            tag("endif"),
            tag("if 本方需要"),
            paragraph("五、已登记你方的需要：{{ 本方需要 }}。如有变化，请在调解前告知。"),
            tag("endif"),
            *sealed(),
            WHERE,
        )
    )


def record() -> str:
    """D-19 调解笔录."""
    return "".join(
        (
            title("劳动争议调解笔录"),
            paragraph("案号：{{ 案号 }}"),
            paragraph("案由：{{ 案由 }}"),
            paragraph("申请人：{{ 申请方 }}"),
            paragraph("被申请人：{{ 被申请方 }}"),
            tag("if 第三人"),
            paragraph("第三人：{{ 第三人 }}"),
            tag("endif"),
            paragraph("时间：{{ 起止时间 }}（第{{ 调解次数 }}次调解）"),
            tag("for 次 in 休会"),
            paragraph("休会：{{ 次 }}"),
            tag("endfor"),
            paragraph("地点：{{ 调解地点 }}"),
            paragraph("方式：{% if 公开 %}公开{% else %}不公开{% endif %}进行"),
            paragraph(
                "调解员：{% if 小组名单 %}{{ 小组名单 }}{% else %}{{ 调解员 }}{% endif %}"
                "　书记员：{{ 书记员 }}"
            ),
            head("一、到场情况"),
            table(
                (11, 38, 48, 17, 18, 24),
                [
                    [
                        "#序号",
                        "#当事人",
                        "#到场人、身份或者职务、权限",
                        "#到场",
                        "#身份证件",
                        "#备注",
                    ],
                    "for 人 in 到场人",
                    [
                        "={{ 人.序号 }}",
                        "~{{ 人.姓名 }}",
                        "~{{ 人.来人 }}",
                        "={{ 人.到场 }}",
                        "={{ 人.核对 }}",
                        "~{{ 人.备注 }}",
                    ],
                    "endfor",
                ],
                heads=1,
            ),
            tag("for 项 in 特殊需要"),
            paragraph("{{ 项.姓名 }}：{{ 项.需要 }}。"),
            tag("endfor"),
            head("二、告知事项"),
            paragraph(
                "调解员告知双方：调解坚持自愿、合法原则；当事人可以选择或者接受调解员、申请回避，"
                "可以接受、拒绝调解或者要求终止调解，可以委托代理人，并可以随时依法申请仲裁；应当"
                "如实陈述、提供真实证据，遵守调解秩序，尊重对方行使权利。"
            ),
            paragraph("是否申请调解员、书记员回避：{{ 回避询问 }}。"),
            head("三、调解经过"),
            tag("for 段 in 笔录分段"),
            paragraph(bold("{{ 段.标题 }}"), "{{ 段.内容 }}"),
            tag("endfor"),
            head("四、调解结果"),
            tag("for 段 in 调解结果"),
            paragraph("{{ 段 }}"),
            tag("endfor"),
            head("五、核对"),
            paragraph("双方应当对调解中知悉的商业秘密、个人隐私以及对方为达成协议所作的让步保密。"),
            paragraph("以上笔录已由到场人员阅读或者向其宣读，与本人陈述一致（逐页签名）。"),
            table(
                (78, 78),
                [
                    signed(*SIDES_SIGN),
                    signed("委托代理人（签名）：", "委托代理人（签名）："),
                    "if 第三人",
                    [Cell(kept("第三人（签名或者盖章）：", style="Flush"), 2)],
                    "endif",
                    signed("调解员（签名）：", "书记员（签名）："),
                ],
                borders=False,
                height=11,
            ),
            right(BLANK_DAY),
        )
    )
