"""What nobody watches is found among the open cases alone, and notices by the day a case ended."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_OPEN = "stage_rank <= 9"


def upgrade() -> None:
    """Add the indexes."""
    op.create_index("ix_mediation_case_ended", "mediation_case", ["stage_rank", "ended_on"])
    for name, columns in (
        ("ix_mediation_case_untouched", ["saved_at", "id"]),
        ("ix_mediation_case_unwatched", ["due_on", "received_on", "id"]),
    ):
        op.create_index(
            name,
            "mediation_case",
            columns,
            sqlite_where=sa.text(_OPEN),
            postgresql_where=sa.text(_OPEN),
        )
