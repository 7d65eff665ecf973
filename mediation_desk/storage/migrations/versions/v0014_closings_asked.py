"""Applications to close are found among a hundred thousand ended cases by an index of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index(
        "ix_step_taken_closing",
        "step_taken",
        ["day", "id"],
        unique=False,
        sqlite_where=sa.text("step = 'apply_close'"),
        postgresql_where=sa.text("step = 'apply_close'"),
    )
