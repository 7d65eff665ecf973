"""Notices that were never issued are found by the day of acceptance or effect within a stage."""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the indexes."""
    for name, day in (
        ("ix_mediation_case_accepted", "accepted_on"),
        ("ix_mediation_case_effective", "effective_on"),
    ):
        op.create_index(name, "mediation_case", ["stage_rank", day])
