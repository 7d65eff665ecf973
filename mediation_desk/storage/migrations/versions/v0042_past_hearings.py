"""How often the parties of an imported case met, as its ledger counts it."""

import sqlalchemy as sa

from mediation_desk.storage.migrations.altering import altered

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what was imported before has it in the cells of its line only."""
    with altered("past_case") as changing:
        changing.add_column(sa.Column("hearings", sa.Integer(), nullable=True))
