"""Papers about people: panel, recusal, authority, election, consent, legal representative."""

from shared_parts import WHERE, sealed
from word_parts import (
    BLANK_DAY,
    SIGNED,
    cell,
    flush,
    head,
    kept,
    paragraph,
    right,
    run,
    several,
    small,
    small_tag,
    table,
    tag,
    title,
)


def panel_notice() -> str:
    """D-14 调解员指派（调解小组组成）通知书."""
    return "".join(
        (
            title("调解员指派（调解小组组成）通知书"),
            right("{{ 案号 }}"),
            flush("{{ 致 }}："),
            tag("if 小组"),
            paragraph(
                "{{ 双方 }}因{{ 案由 }}发生的争议，本{{ 机构简称 }}决定由下列人员组成调解小组"
                "进行调解，{{ 书记员 }}担任书记员："
            ),
            table(
                (14, 26, 26, 62, 28),
                [
                    ["#序号", "#姓名", "#席位", "#单位", "#职责"],
                    "for 人 in 小组",
                    [
                        "^{{ 人.序号 }}",
                        "^{{ 人.姓名 }}",
                        "^{{ 人.席位 }}",
                        "{{ 人.单位 }}",
                        "^{{ 人.职责 }}",
                    ],
                    "endfor",
                ],
                heads=1,
            ),
            tag("else"),
            paragraph(
                "{{ 双方 }}因{{ 案由 }}发生的争议，本{{ 机构简称 }}指派{{ 调解员 }}担任调解员、"
                "{{ 书记员 }}担任书记员。"
            ),
            tag("endif"),
            tag("if 协助调解人"),
            paragraph("经双方当事人同意，邀请{{ 协助调解人 }}协助调解。"),
            tag("endif"),
            paragraph(
                "你（单位）认为上述人员是本案当事人、代理人或者与当事人、代理人有近亲属关系，"
                "与争议有利害关系，或者有其他关系可能影响公正调解的，可以申请其回避。"
            ),
            paragraph(
                "申请回避应当说明理由，一般在调解会开始前提出；事后得知回避事由的，可以在调解结束前"
                "提出。本{{ 机构简称 }}在收到申请之日起三个工作日内作出决定。"
            ),
            *sealed(),
            WHERE,
        )
    )


def recusal_request() -> str:
    """D-15 回避申请书."""
    return "".join(
        (
            title("回避申请书"),
            paragraph("案号：{{ 案号 }}"),
            paragraph("案由：{{ 案由 }}"),
            paragraph("当事人：{{ 双方 }}"),
            paragraph("申请人：{{ 回避申请人 }}"),
            paragraph("被申请回避人：{{ 被申请回避人 }}"),
            head("一、申请事项"),
            paragraph("请求{{ 被申请回避人 }}回避，不再参加本案的调解。"),
            head("二、事由"),
            tag("for 项 in 回避事由"),
            paragraph("{{ 项 }}"),
            tag("endfor"),
            head("三、事实和证据"),
            tag("for 段 in 事实"),
            paragraph("{{ 段 }}"),
            tag("endfor"),
            paragraph("此致"),
            flush("{{ 机构全称 }}"),
            kept("申请人（签名、捺印或者盖章）：", style="RightLine"),
            right("{{ 申请日期 }}"),
        )
    )


def recusal_decision() -> str:
    """D-16 回避决定书."""
    return "".join(
        (
            title("回避决定书"),
            right("{{ 案号 }}"),
            paragraph("申请人：{{ 回避申请人 }}"),
            paragraph("被申请回避人：{{ 被申请回避人 }}"),
            tag("if 自行回避"),
            paragraph(
                "本{{ 机构简称 }}调解{{ 双方 }}因{{ 案由 }}发生的争议中，{{ 被申请回避人 }}于"
                "{{ 申请日期 }}以{{ 事由 }}为由，自行申请回避。"
            ),
            tag("else"),
            paragraph(
                "本{{ 机构简称 }}调解{{ 双方 }}因{{ 案由 }}发生的争议中，{{ 回避申请人 }}于"
                "{{ 申请日期 }}以{{ 被申请回避人 }}{{ 事由 }}为由，申请其回避。"
            ),
            tag("endif"),
            paragraph("经审查："),
            tag("for 段 in 决定理由"),
            paragraph("{{ 段 }}"),
            tag("endfor"),
            paragraph("参照《最高人民法院关于人民法院特邀调解的规定》第十五条，决定如下："),
            paragraph("{{ 决定 }}"),
            paragraph(""),
            kept("主任（签名）：", style="RightLine"),
            right(SIGNED),
            right("{{ 决定日期 }}"),
            flush("送达日期：" + BLANK_DAY),
        )
    )


def power_of_attorney() -> str:
    """D-32 授权委托书."""
    wide = 3
    principal = table(
        (34, 50, 26, 46),
        [
            ["^委托人", "{{ 委托人.名称 }}", "^联系电话", "{{ 委托人.联系电话 }}"],
            ["^{{ 委托人.证件名称 }}", cell("{{ 委托人.证件号码 }}", wide)],
            "if 委托人.单位",
            ["^法定代表人（负责人）", "{{ 委托人.法定代表人 }}", "^职务", "{{ 委托人.职务 }}"],
            "endif",
            ["^住所", cell("{{ 委托人.住所 }}", wide)],
        ],
        height=6.8,
    )
    agent = table(
        (34, 50, 26, 46),
        [
            ["^受委托人", "{{ 人.姓名 }}", "^联系电话", "{{ 人.联系电话 }}"],
            ["^{{ 人.证件名称 }}", cell("{{ 人.证件号码 }}", wide)],
            ["^身份", "{{ 人.身份 }}", "^工作单位", "{{ 人.单位 }}"],
            ["^执业证号或者与委托人关系", cell("{{ 人.执业证号或关系 }}", wide)],
            ["^代理权限", cell("{{ 人.权限 }}", wide)],
            [
                "^特别授权事项（逐项勾选）",
                several(
                    small_tag("for 项 in 人.事项"),
                    small("{{ 项 }}"),
                    small_tag("endfor"),
                    span=wide,
                ),
            ],
            ["^文书", cell("{{ 人.代收文书 }}", wide)],
            ["^委托期限", cell("{{ 人.期限 }}", wide)],
        ],
        height=6.8,
    )
    return "".join(
        (
            title("授权委托书"),
            principal,
            tag("for 人 in 受委托人"),
            small(""),
            agent,
            tag("endfor"),
            paragraph(
                "委托人就{{ 双方 }}因{{ 案由 }}发生的争议（案号：{{ 案号 }}），委托上列受委托人在"
                "{{ 机构全称 }}的调解中作为代理人，权限如上。仅写“全权代理”而未勾选具体事项的，"
                "为一般授权。"
            ),
            kept("委托人（签名、捺印或者盖章）：", style="RightLine"),
            right("{{ 委托日期 }}"),
            small("附：委托人、受委托人的身份证明及有关证明材料"),
        )
    )


def election() -> str:
    """D-33 推选代表书."""
    return "".join(
        (
            title("推选代表书"),
            paragraph("案由：{{ 案由 }}"),
            paragraph("{{ 单位称谓 }}：{{ 被申请人.名称 }}"),
            paragraph(
                "我们因同一争议、有共同请求，根据《中华人民共和国劳动争议调解仲裁法》第七条，推选下列"
                "{{ 代表人数 }}名劳动者为代表，参加{{ 机构全称 }}的调解："
            ),
            table(
                (16, 34, 62, 44),
                [
                    ["#序号", "#姓名", "#证件号码", "#联系电话"],
                    "for 人 in 代表",
                    [
                        "^{{ 人.序号 }}",
                        "^{{ 人.姓名 }}",
                        "^{{ 人.证件号码 }}",
                        "^{{ 人.联系电话 }}",
                    ],
                    "endfor",
                ],
                heads=1,
            ),
            paragraph(
                "代表权限：代为提出请求、陈述意见、提交证据、代收文书。代表变更、放弃请求，承认对方"
                "请求或者进行和解，应当经被代表的劳动者同意。"
            ),
            flush("全体劳动者签名："),
            table(
                (14, 30, 48, 32, 32),
                [
                    ["#序号", "#姓名", "#证件号码", "#联系电话", "#签名捺印"],
                    "for 人 in 申请人",
                    [
                        "^{{ 人.序号 }}",
                        "^{{ 人.姓名 }}",
                        "={{ 人.证件号码 }}",
                        "={{ 人.联系电话 }}",
                        "",
                    ],
                    "endfor",
                ],
                heads=1,
                height=10,
            ),
            right("{{ 推选日期 }}"),
        )
    )


def consent_list() -> str:
    """D-34 被代表人同意和解确认表."""
    return "".join(
        (
            title("被代表人同意和解确认表"),
            right("{{ 案号 }}"),
            paragraph(
                "{{ 双方 }}因{{ 案由 }}发生的争议，经{{ 机构全称 }}主持调解，拟按下列方案和解。"
                "代表{{ 代表姓名 }}已向本人说明方案内容。"
            ),
            paragraph(run("方案摘要：", font="黑体")),
            tag("for 段 in 方案"),
            paragraph("{{ 段 }}"),
            tag("endfor"),
            table(
                (12, 22, 49, 29, 24, 20),
                [
                    ["#序号", "#姓名", "#应得项目及金额", "#意见", "#签名捺印", "#日期"],
                    "for 人 in 意见",
                    [
                        "={{ 人.序号 }}",
                        "={{ 人.姓名 }}",
                        "~{{ 人.应得 }}",
                        "={{ 人.意见 }}",
                        "",
                        "={{ 人.日期 }}",
                    ],
                    "endfor",
                ],
                heads=1,
                height=12,
            ),
            paragraph(
                "不同意的劳动者不受协议约束，可以依法另行主张权利。同意的范围以上列方案和表中所列金额为准。"
            ),
            kept("调解员（签名）：", style="RightLine"),
            right(BLANK_DAY),
        )
    )


def representative_certificate() -> str:
    """D-35 法定代表人（负责人）身份证明书."""
    return "".join(
        (
            title("法定代表人（负责人）身份证明书"),
            paragraph(
                "兹证明{{ 证明单位.法定代表人 }}现任我单位{{ 证明单位.职务 }}，"
                "系我单位法定代表人（负责人）。"
            ),
            paragraph("证件号码：{{ 证明单位.证件号码 }}"),
            paragraph("单位名称：{{ 证明单位.名称 }}"),
            paragraph("统一社会信用代码：{{ 证明单位.信用代码 }}"),
            paragraph("住所：{{ 证明单位.住所 }}"),
            paragraph("联系电话：{{ 证明单位.联系电话 }}"),
            paragraph("本证明用于{{ 用途 }}因{{ 案由 }}发生的争议的调解（案号：{{ 案号 }}）。"),
            paragraph("特此证明。"),
            paragraph(""),
            kept("{{ 证明单位.名称 }}（盖章）", style="RightLine"),
            right(BLANK_DAY),
            small("附：法定代表人（负责人）身份证复印件"),
        )
    )
