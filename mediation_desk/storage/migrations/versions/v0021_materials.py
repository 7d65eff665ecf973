"""Materials of a case, and where their content lies."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "material_content",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("stored", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_material_content")),
    )
    op.create_table(
        "material_blob",
        sa.Column("stored", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("stored", name=op.f("pk_material_blob")),
    )
    _material()
    op.create_index(op.f("ix_material_case_id"), "material", ["case_id"], unique=False)
    op.create_index(op.f("ix_material_sha256"), "material", ["sha256"], unique=False)


def _material() -> None:
    op.create_table(
        "material",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("use", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("brought_by", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("source", "purpose")),
        sa.Column("original", sa.Boolean(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("checked_by", "form")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("turn", "tilt")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("media", "file_name")),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_material_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["material_content.sha256"], name=op.f("fk_material_sha256")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material")),
    )
