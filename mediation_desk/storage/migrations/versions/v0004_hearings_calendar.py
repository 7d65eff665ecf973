"""Hearings with an end, breaks and postponements, and days nobody can come."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables and columns; hearings of before are taken to last two hours."""
    _hearing()
    _rows_of_hearings()
    _absence()


def _hearing() -> None:
    op.add_column("hearing", sa.Column("minutes", sa.Integer(), nullable=True))
    op.add_column("hearing", sa.Column("notice_waiver", sa.Text(), nullable=True))
    op.execute("UPDATE hearing SET minutes = 120, notice_waiver = ''")
    with op.batch_alter_table("hearing") as table:
        table.alter_column("minutes", existing_type=sa.Integer(), nullable=False)
        table.alter_column("notice_waiver", existing_type=sa.Text(), nullable=False)
        table.create_check_constraint(op.f("ck_hearing_within_a_day"), "minutes BETWEEN 1 AND 1440")


def _rows_of_hearings() -> None:
    _of_hearing(
        "hearing_break",
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resumed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
    )
    _of_hearing(
        "postponement",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begins", sa.Time(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
    )
    _of_hearing(
        "expected_person",
        sa.Column("party_id", KEY, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_expected_person_party_id")
        ),
    )
    op.create_index(
        op.f("ix_expected_person_party_id"), "expected_person", ["party_id"], unique=False
    )


def _of_hearing(name: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", KEY, nullable=False),
        sa.Column("hearing_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *parts,
        sa.ForeignKeyConstraint(["hearing_id"], ["hearing.id"], name=op.f(f"fk_{name}_hearing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("hearing_id", "position", name=op.f(f"uq_{name}_hearing_id_position")),
    )


def _absence() -> None:
    op.create_table(
        "absence",
        sa.Column("id", KEY, nullable=False),
        sa.Column("party_id", KEY, nullable=True),
        sa.Column("user_id", KEY, nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(party_id IS NULL) <> (user_id IS NULL)", name=op.f("ck_absence_one_of_two")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_absence_party_id")),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_absence_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index(op.f("ix_absence_party_id"), "absence", ["party_id"], unique=False)
    op.create_index(op.f("ix_absence_user_id"), "absence", ["user_id"], unique=False)
    op.create_index(op.f("ix_absence_last_day"), "absence", ["last_day"], unique=False)
