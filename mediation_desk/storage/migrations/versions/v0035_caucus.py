"""What was told to a mediator alone, and for whom each note is sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "caucus_note",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("author_id", KEY, nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("told_at", sa.Time(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["app_user.id"], name=op.f("fk_caucus_note_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_caucus_note_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caucus_note")),
    )
    for column in ("author_id", "case_id"):
        op.create_index(op.f(f"ix_caucus_note_{column}"), "caucus_note", [column])
    op.create_table(
        "caucus_reader",
        sa.Column("id", KEY, nullable=False),
        sa.Column("note_id", KEY, nullable=False),
        sa.Column("user_id", KEY, nullable=True),
        sa.Column("public", sa.Text(), nullable=False),
        sa.Column("held", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["note_id"], ["caucus_note.id"], name=op.f("fk_caucus_reader_note_id")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_caucus_reader_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caucus_reader")),
        sa.UniqueConstraint("note_id", "user_id", name=op.f("uq_caucus_reader_note_id_user_id")),
    )
    op.create_index(op.f("ix_caucus_reader_user_id"), "caucus_reader", ["user_id"])
