"""Rules that are kept in the store, and alerts that were merged into another.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change. Alerts of one subject are merged when the desk next starts, for which it needs the lists."""
    op.create_table(
        "rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rules")),
    )
    with op.batch_alter_table("alerts") as table:
        table.add_column(sa.Column("merged_into", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_alerts_merged_into"), "alerts", ["merged_into"], unique=False)


def downgrade() -> None:
    """Refuse: alerts that were merged cannot be taken apart."""
    raise NotImplementedError("the schema is only brought forward")
