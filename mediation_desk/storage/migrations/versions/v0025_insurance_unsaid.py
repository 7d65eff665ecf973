"""Whether a worker was insured against work injury may be unknown.

Files kept a no wherever the box was not ticked, so their no means that nothing is known.
"""

import sqlalchemy as sa

from mediation_desk.storage.migrations.altering import empty_till_now

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let the column be empty, and empty it where the box was not ticked."""
    empty_till_now("party", sa.column("injury_insured", sa.Boolean()), sa.false())
