"""Period packages from county to city to province: key, senders, what came and what went."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _instant(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _key() -> sa.Column[int]:
    return sa.Column("id", KEY, nullable=False)


def _period() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        _text("span"),
        _number("cutoff"),
        _number("sequence"),
    )


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "report_key",
        _key(),
        _text("public"),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        _instant("made_at"),
        _text("made_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_key")),
    )
    op.create_table(
        "package_content",
        _text("sha256"),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        _text("figures"),
        _text("numbers"),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_package_content")),
    )
    op.create_table(
        "package_made",
        _key(),
        *_period(),
        _text("serial"),
        _instant("made_at"),
        _text("made_by"),
        _number("rows"),
        _text("parts"),
        _text("sha256"),
        _text("facts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package_made")),
        sa.UniqueConstraint(
            *("first", "last", "sequence"), name=op.f("uq_package_made_first_last_sequence")
        ),
    )
    op.create_table(
        "report_unit",
        _key(),
        _text("code"),
        _text("name"),
        sa.Column("expected", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_report_unit_code")),
    )
    op.create_table(
        "report_sender",
        _key(),
        _text("region"),
        _text("name"),
        _text("key"),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        _text("confirmed_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_sender")),
        sa.UniqueConstraint("region", "name", name=op.f("uq_report_sender_region_name")),
    )
    op.create_table(
        "package_received",
        _key(),
        sa.Column("sender_id", KEY, nullable=False),
        *_period(),
        _instant("made_at"),
        _instant("received_at"),
        _text("received_by"),
        _number("rows"),
        _text("sha256"),
        _text("through"),
        sa.ForeignKeyConstraint(
            ["sender_id"], ["report_sender.id"], name=op.f("fk_package_received_sender_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package_received")),
        sa.UniqueConstraint(
            *("sender_id", "first", "last", "sequence"),
            name=op.f("uq_package_received_sender_id_first_last_sequence"),
        ),
    )
    op.create_index(op.f("ix_package_received_first"), "package_received", ["first"])
