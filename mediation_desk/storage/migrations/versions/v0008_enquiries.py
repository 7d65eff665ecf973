"""Enquiries at the counter, oral applications and referrals."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables."""
    _enquiry()
    _referral()
    _oral_application()


def _text(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _enquiry() -> None:
    op.create_table(
        "enquiry",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("operation", sa.Text(), nullable=True),
        *_text("number"),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.Time(), nullable=False),
        *_text("name", "phone", "channel", "enquirer"),
        sa.Column("migrant", sa.Boolean(), nullable=False),
        sa.Column("member", sa.Boolean(), nullable=False),
        *_text("employer", "cause", "topic", "answer", "handling", "referred_to"),
        *_text("taken_by", "void_reason"),
        sa.Column("case_id", KEY, nullable=True),
        *_text("line"),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_enquiry_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiry")),
        sa.UniqueConstraint("number", name=op.f("uq_enquiry_number")),
        sa.UniqueConstraint("operation", name=op.f("uq_enquiry_operation")),
    )
    op.create_index("ix_enquiry_asked_on", "enquiry", ["asked_on", "asked_at", "id"])
    op.create_index(op.f("ix_enquiry_case_id"), "enquiry", ["case_id"], unique=False)


def _referral() -> None:
    _of_case(
        "referral",
        *_text("kind", "body", "number"),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("consented_on", sa.Date(), nullable=True),
        sa.Column("return_due", sa.Date(), nullable=True),
        sa.Column("platform", sa.Boolean(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        *_text("report_number", "report_note"),
    )


def _oral_application() -> None:
    _of_case(
        "oral_application",
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("begun_at", sa.Time(), nullable=False),
        sa.Column("signed_at", sa.Time(), nullable=True),
        *_text("place", "recorder", "further"),
        sa.Column("read_back", sa.Boolean(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=True),
    )


def _of_case(name: str, *columns: sa.Column[Any]) -> None:
    """Make a table of which a case has at most one row."""
    op.create_table(
        name,
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f(f"fk_{name}_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_case_id"), name, ["case_id"], unique=True)
