"""Articles and briefs are kept whole; alerts count their changes; tokens have a name and bounds; shared secrets.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns. What was stored before has no whole value: it is read from the JSON of its brief, as before."""
    with op.batch_alter_table("articles") as table:
        table.add_column(sa.Column("whole", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("briefs") as table:
        table.add_column(sa.Column("whole", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("matches") as table:
        table.add_column(sa.Column("place", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("alerts") as table:
        table.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("tokens") as table:
        table.add_column(sa.Column("role", sa.String(length=16), nullable=True))
    op.create_table(
        "secrets",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.String(length=128), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_secrets")),
    )
    op.execute("UPDATE alerts SET version = (SELECT count(*) FROM decisions WHERE decisions.alert = alerts.id)")


def downgrade() -> None:
    """Refuse: whole values would be lost."""
    raise NotImplementedError("the schema is only brought forward")
