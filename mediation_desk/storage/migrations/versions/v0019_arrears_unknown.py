"""Wages owed may be unknown: a zero that is entered says that nothing is owed.

Files kept a zero wherever nothing was entered, so their zeros mean that nothing is known.
"""

import sqlalchemy as sa

from mediation_desk.storage.migrations.altering import empty_till_now

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let the column be empty, and empty it where it held the zero of what was not entered."""
    empty_till_now("party", sa.column("arrears", sa.BigInteger()), 0)
