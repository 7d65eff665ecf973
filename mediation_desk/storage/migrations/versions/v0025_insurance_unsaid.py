"""Whether a worker was insured against work injury may be unknown.

Files kept a no wherever the box was not ticked, so their no means that nothing is known.
"""

import sqlalchemy as sa
from alembic import op

from mediation_desk.storage.migrations.altering import altered

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let the column be empty, and empty it where the box was not ticked."""
    with altered("party") as changing:
        changing.alter_column("injury_insured", existing_type=sa.Boolean(), nullable=True)
    party = sa.table("party", sa.column("injury_insured", sa.Boolean()))
    op.execute(
        party.update().where(party.c.injury_insured == sa.false()).values(injury_insured=None)
    )
