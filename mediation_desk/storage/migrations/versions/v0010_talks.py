"""Offers of both sides, and the mediator's own figures."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FEN_LIMIT = 10**12


def upgrade() -> None:
    """Add the tables."""
    _offer()
    _offer_sum()
    _estimate()


def _text(*names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=nullable) for name in names]


def _sum_of(table: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(
        f"amount BETWEEN 0 AND {FEN_LIMIT}", name=op.f(f"ck_{table}_amount_in_fen")
    )


def _offer() -> None:
    op.create_table(
        "offer",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        *_text("side"),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.Time(), nullable=True),
        *_text("said_by", "conditions", "note"),
        sa.Column("caucus", sa.Boolean(), nullable=False),
        *_text("state"),
        sa.ForeignKeyConstraint(["case_id"], ["mediation_case.id"], name=op.f("fk_offer_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
    )
    op.create_index(op.f("ix_offer_case_id"), "offer", ["case_id"], unique=False)


def _offer_sum() -> None:
    op.create_table(
        "offer_sum",
        sa.Column("id", KEY, nullable=False),
        sa.Column("offer_id", KEY, nullable=False),
        sa.Column("party_id", KEY, nullable=True),
        *_text("kind", nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        _sum_of("offer_sum"),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f("fk_offer_sum_offer_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_offer_sum_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_sum")),
    )
    for column in ("offer_id", "party_id"):
        op.create_index(op.f(f"ix_offer_sum_{column}"), "offer_sum", [column], unique=False)


def _estimate() -> None:
    op.create_table(
        "estimate",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("party_id", KEY, nullable=False),
        *_text("kind", "bound"),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        *_text("reason"),
        _sum_of("estimate"),
        sa.ForeignKeyConstraint(
            ["case_id"], ["mediation_case.id"], name=op.f("fk_estimate_case_id")
        ),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_estimate_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_estimate")),
        sa.UniqueConstraint(
            "party_id", "kind", "bound", name=op.f("uq_estimate_party_id_kind_bound")
        ),
    )
    op.create_index(op.f("ix_estimate_case_id"), "estimate", ["case_id"], unique=False)
