"""Issued papers are numbered within their case, keep their values, and can be void for a reason."""

import sqlalchemy as sa
from alembic import op

from mediation_desk.storage.migrations.altering import add_filled, altered

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Number what was issued in its order; its values are unknown, and none of it is void."""
    with altered("paper") as changing:
        changing.add_column(sa.Column("number", sa.Integer(), nullable=True))
        changing.add_column(sa.Column("void_on", sa.Date(), nullable=True))
    op.execute(
        "UPDATE paper SET number = (SELECT count(*) FROM paper AS other"
        " WHERE other.case_id = paper.case_id AND other.id <= paper.id)"
    )
    with altered("paper") as changing:
        changing.alter_column("number", existing_type=sa.Integer(), nullable=False)
    add_filled("paper", void_by="", void_reason="")
    with altered("paper_content") as changing:
        changing.add_column(sa.Column("given", sa.Text(), nullable=True))
