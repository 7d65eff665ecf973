"""Steps taken, proceedings beside the mediation, and clocks that follow them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_RANKS = (
    *("APP", "COR", "CNS", "ACC", "ASG", "SCH", "INM", "EXT", "SGN", "EFF"),
    *("DON", "REF", "NCN", "FAI", "LAP", "WDR", "RCN", "TRF", "TER", "CLS", "ARC"),
)
_COLUMNS = (
    "case_id, row, step, track, proceeding_id, from_stage, party_id, override, day, until, "
    "served_on, days, ground, reason, body, number, by, manner, note, items, agreed"
)


def upgrade() -> None:
    """Add the tables, and let older cases have the steps that they must have taken."""
    _number_series()
    _option()
    _proceeding()
    _step_taken()
    _clock()
    _ranks()
    _past_steps()


def _number_series() -> None:
    op.create_table(
        "number_series",
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", "year", name=op.f("pk_number_series")),
    )
    op.execute(
        "INSERT INTO number_series (series, year, last) SELECT 'case', year, last FROM counter"
    )
    op.drop_table("counter")


def _option() -> None:
    op.create_table(
        "option",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_option")),
        sa.UniqueConstraint("name", name=op.f("uq_option_name")),
    )


def _proceeding() -> None:
    op.create_table(
        "proceeding",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("track", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("party_id", KEY, nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_proceeding_case_id")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_proceeding_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proceeding")),
    )
    for column in ("case_id", "party_id", "standing"):
        op.create_index(op.f(f"ix_proceeding_{column}"), "proceeding", [column], unique=False)


def _step_taken() -> None:
    words = ("ground", "reason", "body", "number", "by", "manner", "note", "items")
    op.create_table(
        "step_taken",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("track", sa.Text(), nullable=False),
        sa.Column("proceeding_id", KEY, nullable=True),
        sa.Column("from_stage", sa.Text(), nullable=True),
        sa.Column("party_id", KEY, nullable=True),
        sa.Column("override", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        *(sa.Column(word, sa.Text(), nullable=False) for word in words),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_step_taken_case_id")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_step_taken_party_id")),
        sa.ForeignKeyConstraint(
            ["proceeding_id"], ["proceeding.id"], name=op.f("fk_step_taken_proceeding_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_taken")),
    )
    for column in ("case_id", "party_id", "proceeding_id"):
        op.create_index(op.f(f"ix_step_taken_{column}"), "step_taken", [column], unique=False)


def _clock() -> None:
    with op.batch_alter_table("clock", recreate="always") as table:
        table.add_column(sa.Column("length", sa.Integer(), nullable=True))
        table.add_column(sa.Column("started_by", KEY, nullable=True))
        table.add_column(sa.Column("ended_by", KEY, nullable=True))
        for column in ("started_by", "ended_by"):
            table.create_foreign_key(op.f(f"fk_clock_{column}"), "step_taken", [column], ["id"])
            table.create_index(op.f(f"ix_clock_{column}"), [column], unique=False)


def _ranks() -> None:
    whens = " ".join(f"WHEN '{stage}' THEN {rank}" for rank, stage in enumerate(_RANKS))
    op.execute(f"UPDATE mediation_case SET stage_rank = CASE stage {whens} END")  # noqa: S608


def _past_steps() -> None:
    """Write down the steps that follow from a case's days, and which clocks they started."""
    _steps("T02", "register", "received_on", "received_on IS NOT NULL", "NULL", "''")
    _steps("T11", "accept", "accepted_on", "accepted_on IS NOT NULL", "'CNS'", "''")
    ends = {"REF": ("T08", "refuse", "CNS"), "NCN": ("T10", "decline", "CNS")}
    ends |= {"FAI": ("T21", "fail", "INM"), "WDR": ("T23", "withdraw", "INM")}
    for stage, (row, step, source) in ends.items():
        asked = f"ended_as = '{stage}' AND ended_on IS NOT NULL"
        _steps(row, step, "ended_on", asked, f"'{source}'", "end_reason")
    _steps("T19", "seal", "effective_on", "effective_on IS NOT NULL", "'SGN'", "''")
    closed_from = "CASE WHEN ended_as IS NOT NULL THEN ended_as ELSE 'DON' END"
    _steps("T38", "close", "closed_on", "closed_on IS NOT NULL", closed_from, "''")
    op.execute(
        "INSERT INTO proceeding (case_id, track, standing, opened_on, party_id, label, body, "
        "number, ended_on) SELECT id, 'performance', CASE WHEN stage = 'EFF' THEN 'PRF' ELSE "
        "'DON' END, effective_on, NULL, '', '', '', NULL FROM mediation_case "
        "WHERE effective_on IS NOT NULL"
    )
    starters = {"register": ("DL01", "DL02", "DL03"), "accept": ("DL04",)}
    starters |= {"seal": ("DL10", "DL12", "DL15")}
    for step, kinds in starters.items():
        listed = ", ".join(f"'{kind}'" for kind in kinds)
        op.execute(
            "UPDATE clock SET started_by = (SELECT s.id FROM step_taken s WHERE "  # noqa: S608
            f"s.case_id = clock.case_id AND s.step = '{step}') WHERE kind IN ({listed})"
        )


def _steps(row: str, step: str, day: str, asked: str, source: str, reason: str) -> None:
    """Insert one kind of step for every case that must have taken it."""
    false = "false" if op.get_bind().dialect.name == "postgresql" else "0"
    op.execute(
        f"INSERT INTO step_taken ({_COLUMNS}) SELECT id, '{row}', '{step}', "  # noqa: S608
        f"'mediation', NULL, {source}, NULL, '', {day}, NULL, NULL, NULL, '', {reason}, '', '', "
        f"'', '', '', '', {false} FROM mediation_case WHERE {asked}"
    )
