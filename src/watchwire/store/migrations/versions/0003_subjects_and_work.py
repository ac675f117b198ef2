"""One alert a story and subject, with the entries of all lists; who works on it, until when; notes; saved filters.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change. Alerts that were raised before keep the one entry that they were raised for."""
    with op.batch_alter_table("alerts") as table:
        table.add_column(sa.Column("subject_id", sa.String(length=128), nullable=False, server_default=""))
        table.add_column(sa.Column("assigned_to", sa.String(length=64), nullable=True))
        table.add_column(sa.Column("due_on", sa.Date(), nullable=True))
    op.execute("UPDATE alerts SET subject_id = party")
    op.create_index("ix_alerts_story_subject", "alerts", ["story", "subject_id"], unique=True)
    op.create_index("ix_alerts_assigned_to", "alerts", ["assigned_to"])
    op.create_table(
        "alert_parties",
        sa.Column("alert", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(length=128), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("list", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("band", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["alert"], ["alerts.id"], name=op.f("fk_alert_parties_alert_alerts")),
        sa.PrimaryKeyConstraint("alert", "party", name=op.f("pk_alert_parties")),
    )
    op.create_index("ix_alert_parties_party", "alert_parties", ["party"])
    op.execute(
        "INSERT INTO alert_parties (alert, party, caption, list, reference, programme, name, score, band) "
        "SELECT id, party, caption, list, reference, programme, caption, score, band FROM alerts"
    )
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alert", sa.Integer(), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["alert"], ["alerts.id"], name=op.f("fk_notes_alert_alerts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index("ix_notes_alert", "notes", ["alert"])
    op.create_table(
        "mentions",
        sa.Column("note", sa.Integer(), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["note"], ["notes.id"], name=op.f("fk_mentions_note_notes")),
        sa.PrimaryKeyConstraint("note", "user", name=op.f("pk_mentions")),
    )
    op.create_index("ix_mentions_user", "mentions", ["user"])
    op.create_table(
        "saved_filters",
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("user", "name", name=op.f("pk_saved_filters")),
    )


def downgrade() -> None:
    """Refuse: alerts that stand for several entries cannot be taken apart."""
    raise NotImplementedError("the schema is only brought forward")
