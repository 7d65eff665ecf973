"""Today finds hearings without a result, groups that settled, and overdue money in indexes."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the indexes."""
    for name, table, columns, where in (
        ("ix_hearing_open", "hearing", ["day"], "status IN ('planned', 'under_way')"),
        (
            "ix_mediation_case_groups",
            "mediation_case",
            ["effective_on", "stage_rank"],
            "applicant_count > 1",
        ),
        ("ix_mediation_case_owed", "mediation_case", ["money_due_on", "paid", "agreed"], None),
    ):
        words = sa.text(where) if where else None
        op.create_index(op.f(name), table, columns, sqlite_where=words, postgresql_where=words)
