"""Employers to keep an eye on: findings, files, measures, the official list, thresholds."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FEN_LIMIT = 10**12


def upgrade() -> None:
    """Add the tables."""
    _screening()
    _watch()
    _measure()
    _listing()
    _limit()


def _text(*names: str, nullable: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=nullable) for name in names]


def _indexed(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _screening() -> None:
    op.create_table(
        "screening",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("employer_id", KEY, nullable=False),
        *_text("source"),
        sa.Column("day", sa.Date(), nullable=False),
        *_text("visitors", "met"),
        sa.Column("headcount", sa.Integer(), nullable=True),
        sa.Column("affected", sa.Integer(), nullable=True),
        *_text("months", nullable=True),
        sa.Column("owed", sa.BigInteger(), nullable=True),
        sa.Column("most", sa.BigInteger(), nullable=True),
        *_text("state", nullable=True),
        *_text("findings", "advice"),
        sa.Column("next_on", sa.Date(), nullable=True),
        *(
            sa.CheckConstraint(
                f"{name} BETWEEN 0 AND {FEN_LIMIT}", name=op.f(f"ck_screening_{name}_in_fen")
            )
            for name in ("owed", "most")
        ),
        *(
            sa.CheckConstraint(f"{name} >= 0", name=op.f(f"ck_screening_{name}"))
            for name in ("headcount", "affected")
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_screening_employer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening")),
    )
    _indexed("screening", "employer_id", "day", "next_on")


def _watch() -> None:
    op.create_table(
        "employer_watch",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("employer_id", KEY, nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        *_text("level", "reason"),
        sa.Column("owner_id", KEY, nullable=True),
        sa.Column("headcount", sa.Integer(), nullable=True),
        *_text("note"),
        sa.Column("cleared_on", sa.Date(), nullable=True),
        *_text("cleared_by", "clearance"),
        sa.CheckConstraint("headcount >= 0", name=op.f("ck_employer_watch_headcount")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_employer_watch_employer_id")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["app_user.id"], name=op.f("fk_employer_watch_owner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_watch")),
    )
    _indexed("employer_watch", "employer_id", "owner_id")
    op.create_index(
        "uq_employer_watch_open",
        "employer_watch",
        ["employer_id"],
        unique=True,
        sqlite_where=sa.text("cleared_on IS NULL"),
        postgresql_where=sa.text("cleared_on IS NULL"),
    )


def _measure() -> None:
    op.create_table(
        "watch_measure",
        sa.Column("id", KEY, nullable=False),
        sa.Column("watch_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *_text("what", "who"),
        sa.Column("due_on", sa.Date(), nullable=True),
        *_text("state"),
        sa.Column("done_on", sa.Date(), nullable=True),
        *_text("note"),
        sa.ForeignKeyConstraint(
            ["watch_id"], ["employer_watch.id"], name=op.f("fk_watch_measure_watch_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch_measure")),
    )
    _indexed("watch_measure", "watch_id")
    op.create_index("ix_watch_measure_state", "watch_measure", ["state", "due_on"], unique=False)


def _listing() -> None:
    op.create_table(
        "official_listing",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("employer_id", KEY, nullable=False),
        *_text("number", "authority"),
        sa.Column("listed_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("removed_on", sa.Date(), nullable=True),
        *_text("note"),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_official_listing_employer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_listing")),
    )
    _indexed("official_listing", "employer_id")


def _limit() -> None:
    op.create_table(
        "risk_limit",
        sa.Column("id", KEY, nullable=False),
        *_text("indicator"),
        *_text("yellow", "orange", "red", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_limit")),
        sa.UniqueConstraint("indicator", name=op.f("uq_risk_limit_indicator")),
    )
