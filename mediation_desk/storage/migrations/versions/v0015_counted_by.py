"""What employers and workers are counted by: industry, ownership, union; migrant, member."""

import sqlalchemy as sa
from alembic import op

from mediation_desk.storage.migrations.altering import add_filled, altered

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; of what is there already nothing is known."""
    add_filled("employer", industry="", ownership="", union="unknown")
    with altered("party") as changing:
        for name in ("migrant", "member"):
            changing.add_column(sa.Column(name, sa.Boolean(), nullable=True))
    party = sa.table("party", sa.column("migrant"), sa.column("member"))
    op.execute(party.update().values(migrant=sa.false(), member=sa.false()))
    with altered("party") as changing:
        for name in ("migrant", "member"):
            changing.alter_column(name, existing_type=sa.Boolean(), nullable=False)
