"""Bare SQL for each figure of the month, written apart from the program's own conditions."""

from sqlalchemy import text

_GONE_BEFORE = (
    "(c.effective_on < :a OR (c.effective_on IS NULL AND c.ended_as IS NOT NULL"
    " AND c.ended_on < :a))"
)
_GONE_BY_END = (
    "(c.effective_on <= :b OR (c.effective_on IS NULL AND c.ended_as IS NOT NULL"
    " AND c.ended_on <= :b))"
)
_CAME = (
    "COALESCE((SELECT max(w.split_on) FROM split_worker w WHERE w.new_case_id = c.id),"
    " c.accepted_on)"
)
"""A case that was split off counts from the day of the split; its workers in the case before."""
_AS_BEFORE = "NOT EXISTS (SELECT 1 FROM split_worker w WHERE w.new_party_id = p.id)"
_WORKER = f"p.side = 'applicant' AND (p.role IS NULL OR p.role = 'split_off') AND {_AS_BEFORE}"
_ACCEPTED = f"{_CAME} >= :a AND {_CAME} <= :b"
_SETTLED = f"{_CAME} <= :b AND c.effective_on >= :a AND c.effective_on <= :b"
_OTHERWISE = (
    f"{_CAME} <= :b AND c.effective_on IS NULL AND c.ended_on >= :a AND c.ended_on <= :b"
    " AND c.ended_as"
)
_CLOSED = f"(({_SETTLED}) OR ({_OTHERWISE} IS NOT NULL))"
_WORKERS = (
    "SELECT count(*) FROM mediation_case c JOIN party p ON p.case_id = c.id"
    " JOIN person n ON n.id = p.person_id"
    f" WHERE {_WORKER} AND {_ACCEPTED}"
)
_CASES = "SELECT count(*) FROM mediation_case c WHERE "
_MANY = f"(SELECT count(*) FROM party p WHERE p.case_id = c.id AND {_WORKER}) > 9"
_LATEST = (
    "(SELECT max(k.due) FROM clock k WHERE k.case_id = c.id AND k.state <> 'void'"
    " AND k.kind IN ('DL04', 'DL05'))"
)

SQL = {
    "received": _CASES
    + "NOT EXISTS (SELECT 1 FROM split_worker w WHERE w.new_case_id = c.id)"
    + " AND c.received_on >= :a AND c.received_on <= :b",
    "refused": _CASES + "c.ended_as = 'REF' AND c.ended_on >= :a AND c.ended_on <= :b",
    "declined": _CASES
    + "c.accepted_on IS NULL AND c.ended_as IN ('NCN', 'WDR', 'TRF')"
    + " AND c.ended_on >= :a AND c.ended_on <= :b",
    "opening": _CASES + f"{_CAME} < :a AND NOT COALESCE({_GONE_BEFORE}, FALSE)",
    "accepted": _CASES + _ACCEPTED,
    "workers": _WORKERS,
    "closed": _CASES + _CLOSED,
    "settled": _CASES + _SETTLED,
    "reconciled": _CASES + _OTHERWISE + " = 'RCN'",
    "failed": _CASES + _OTHERWISE + " IN ('FAI', 'LAP', 'TER', 'TRF', 'NCN')",
    "withdrawn": _CASES + _OTHERWISE + " = 'WDR'",
    "open": _CASES + f"{_CAME} <= :b AND NOT COALESCE({_GONE_BY_END}, FALSE)",
    "claimed": "SELECT COALESCE(sum(k.claimed), 0) FROM claim k JOIN party p ON p.id = k.party_id"
    f" JOIN mediation_case c ON c.id = p.case_id WHERE {_AS_BEFORE} AND {_ACCEPTED}",
    "agreed": "SELECT COALESCE(sum(m.amount), 0) FROM money_row m"
    " JOIN settlement s ON s.id = m.settlement_id JOIN mediation_case c ON c.id = s.case_id"
    f" WHERE {_SETTLED}",
    "paid": "SELECT COALESCE(sum(y.amount), 0) FROM payment y"
    " JOIN mediation_case c ON c.id = y.case_id WHERE y.paid_on >= :a AND y.paid_on <= :b",
    "in_time": _CASES
    + f"{_CLOSED} AND COALESCE(c.effective_on, c.ended_on) <= COALESCE({_LATEST}, {{fifteenth}})",
    "sessions": "SELECT count(*) FROM hearing h JOIN mediation_case c ON c.id = h.case_id"
    " WHERE h.day >= :a AND h.day <= :b AND h.status IN ('held', 'under_way')",
    "collective": _CASES + f"{_ACCEPTED} AND {_MANY}",
    "collective_workers": f"{_WORKERS} AND {_MANY}",
    "distinct": _WORKERS.replace("count(*)", "count(DISTINCT n.id_number)"),
    "women": f"{_WORKERS} AND n.sex = 'female'",
    "migrants": f"{_WORKERS} AND p.migrant",
    "members": f"{_WORKERS} AND p.member",
    "new_form": f"{_WORKERS} AND c.cause IN ('I01', 'I02', 'I03')",
    "over_age": f"{_WORKERS} AND c.cause IN ('H01', 'H02')",
    "confirmed": _CASES
    + f"{_SETTLED} AND EXISTS (SELECT 1 FROM proceeding g WHERE g.case_id = c.id"
    + " AND g.track IN ('review', 'confirmation') AND g.opened_on <= :b)",
    "arbitrated": _CASES
    + f"{_CLOSED} AND EXISTS (SELECT 1 FROM proceeding g WHERE g.case_id = c.id"
    + " AND g.standing = 'PTR' AND g.opened_on <= :b)",
}
"""One statement a figure; `AND` and a condition on `c` may follow."""

NAMED = {
    "当期受理": "accepted",
    "集体争议": "collective",
    "集体争议涉及劳动者": "collective_workers",
    "涉及劳动者人数": "workers",
    "涉及劳动者（不重复计）": "distinct",
    "女职工": "women",
    "农民工": "migrants",
    "工会会员": "members",
    "当期结案": "closed",
    "达成协议": "settled",
    "达成和解": "reconciled",
    "未达成协议": "failed",
    "申请人撤回": "withdrawn",
    "期初未结": "opening",
    "期末未结": "open",
    "请求金额": "claimed",
    "协议金额": "agreed",
    "履行金额": "paid",
    "申请审查、确认的协议": "confirmed",
    "按期办结": "in_time",
    "终止后进入仲裁": "arbitrated",
    "申请登记": "received",
    "不予受理": "refused",
    "受理前终结": "declined",
    "新就业形态劳动者": "new_form",
    "超龄劳动者": "over_age",
}
"""What the summary and the table of groups call each figure."""

RATES = {
    "调解成功率（按结案）": (("settled", "reconciled"), ("closed",)),
    "调解成功率（按受理）": (("settled", "reconciled"), ("accepted",)),
    "结案率": (("closed",), ("opening", "accepted")),
    "按期办结率": (("in_time",), ("closed",)),
    "审查确认率": (("confirmed",), ("settled",)),
}

VARIETY = (
    "UPDATE mediation_case SET ended_as = 'RCN' WHERE ended_as = 'FAI' AND id % 3 = 0",
    "UPDATE mediation_case SET ended_as = 'LAP' WHERE ended_as = 'FAI' AND id % 3 = 1",
    "UPDATE mediation_case SET effective_on = NULL, ended_as = 'WDR', agreed = 0"
    " WHERE stage = 'EFF' AND id % 2 = 0",
    "UPDATE mediation_case SET cause = 'I01' WHERE id % 11 = 0",
    "UPDATE mediation_case SET cause = 'H01' WHERE id % 13 = 0",
    "UPDATE mediation_case SET mediator_id = NULL WHERE id % 17 = 0",
    "UPDATE proceeding SET track = 'review' WHERE case_id % 4 = 0",
    "UPDATE proceeding SET standing = 'PTR' WHERE case_id % 7 = 0",
    "UPDATE party SET migrant = NOT migrant WHERE id % 5 = 0",
    "UPDATE hearing SET day = '2026-10-15' WHERE status = 'held' AND case_id % 9 = 0",
    "DELETE FROM money_row WHERE settlement_id IN (SELECT s.id FROM settlement s"
    " JOIN mediation_case c ON c.id = s.case_id WHERE c.effective_on IS NULL)",
)
"""Ways of ending and of being that the synthetic centre does not have by itself."""


def count(session, key, period, where="1 = 1"):
    """Ask one figure of the file by its own statement."""
    on_file = session.get_bind().dialect.name == "sqlite"
    fifteenth = "date(c.accepted_on, '+15 days')" if on_file else "c.accepted_on + 15"
    statement = SQL[key].replace("{fifteenth}", fifteenth) + f" AND ({where})"
    values = {"a": period.first, "b": period.last}
    return int(session.execute(text(statement), values).scalar_one())
