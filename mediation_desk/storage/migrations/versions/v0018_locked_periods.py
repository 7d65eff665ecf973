"""Periods that the supervisor locked, the facts behind their figures, and what was carried."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_FLAGS = ("received", "opening", "accepted", "closed", "still_open", "refused", "declined")
_TEXTS = ("outcome", "cause", "district", "source")
_PEOPLE = ("workers", "new_workers", "women", "migrants", "members")
_MONEY = ("claimed", "agreed", "paid")
_LAST = ("in_time", "days", "sessions", "reviewed", "arbitrated")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "locked_period",
        sa.Column("id", KEY, nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("span", sa.Text(), nullable=False),
        sa.Column("cutoff", sa.Integer(), nullable=False),
        sa.Column("locked_on", sa.Date(), nullable=False),
        sa.Column("locked_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_locked_period")),
        sa.UniqueConstraint("first", "last", name=op.f("uq_locked_period_first_last")),
    )
    _facts()
    op.create_table(
        "carried_adjustment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("period_id", KEY, nullable=False),
        sa.Column("of_period_id", KEY, nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["period_id"], ["locked_period.id"], name=op.f("fk_carried_adjustment_period_id")
        ),
        sa.ForeignKeyConstraint(
            ["of_period_id"], ["locked_period.id"], name=op.f("fk_carried_adjustment_of_period_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carried_adjustment")),
        sa.UniqueConstraint(
            "period_id",
            "of_period_id",
            "measure",
            name=op.f("uq_carried_adjustment_period_id_of_period_id_measure"),
        ),
    )
    op.create_index(
        op.f("ix_carried_adjustment_of_period_id"),
        "carried_adjustment",
        ["of_period_id"],
        unique=False,
    )


def _facts() -> None:
    op.create_table(
        "period_fact",
        sa.Column("period_id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _FLAGS),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _TEXTS),
        sa.Column("mediator_id", KEY, nullable=True),
        sa.Column("industry", sa.Text(), nullable=False),
        sa.Column("ownership", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _PEOPLE),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in _MONEY),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _LAST),
        sa.ForeignKeyConstraint(
            ["period_id"], ["locked_period.id"], name=op.f("fk_period_fact_period_id")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_period_fact_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["mediator_id"], ["app_user.id"], name=op.f("fk_period_fact_mediator_id")
        ),
        sa.PrimaryKeyConstraint("period_id", "case_id", name=op.f("pk_period_fact")),
    )
    for column in ("case_id", "mediator_id"):
        op.create_index(op.f(f"ix_period_fact_{column}"), "period_fact", [column], unique=False)
