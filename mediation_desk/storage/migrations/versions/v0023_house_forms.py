"""Templates of forms that a centre makes itself, in their versions."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "form_content",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("docx", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_form_content")),
    )
    op.create_table(
        "form_version",
        sa.Column("id", KEY, nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_version")),
    )
    op.create_table(
        "form_in_force",
        sa.Column("id", KEY, nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("version_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["form_version.id"], name=op.f("fk_form_in_force_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_in_force")),
        sa.UniqueConstraint("form", name=op.f("uq_form_in_force_form")),
    )
    op.create_index(
        op.f("ix_form_in_force_version_id"), "form_in_force", ["version_id"], unique=False
    )
