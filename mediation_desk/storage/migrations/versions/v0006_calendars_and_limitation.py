"""Calendars and periods of the centre's own, remarks on clocks, and what moves the limitation."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables."""
    _calendar_year()
    _house_period()
    _clock_note()
    _limitation_moment()


def _calendar_year() -> None:
    op.create_table(
        "calendar_year",
        sa.Column("id", KEY, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("statutory", sa.Text(), nullable=False),
        sa.Column("days_off", sa.Text(), nullable=False),
        sa.Column("makeup_workdays", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_year")),
        sa.UniqueConstraint("year", name=op.f("uq_calendar_year_year")),
    )


def _house_period() -> None:
    op.create_table(
        "house_period",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=True),
        sa.Column("alarm_days", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house_period")),
        sa.UniqueConstraint("kind", name=op.f("uq_house_period_kind")),
    )


def _clock_note() -> None:
    op.create_table(
        "clock_note",
        sa.Column("id", KEY, nullable=False),
        sa.Column("clock_id", KEY, nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["clock_id"], ["clock.id"], name=op.f("fk_clock_note_clock_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_note")),
    )
    op.create_index(op.f("ix_clock_note_clock_id"), "clock_note", ["clock_id"])


def _limitation_moment() -> None:
    op.create_table(
        "limitation_moment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("party_id", KEY, nullable=True),
        sa.Column("claim", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_limitation_moment_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_limitation_moment_party_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_limitation_moment")),
    )
    op.create_index(op.f("ix_limitation_moment_case_id"), "limitation_moment", ["case_id"])
    op.create_index(op.f("ix_limitation_moment_party_id"), "limitation_moment", ["party_id"])
