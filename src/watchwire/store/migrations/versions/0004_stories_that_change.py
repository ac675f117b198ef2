"""When items are read again, and which texts stood under an address."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "revisits",
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("reads", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["item"], ["items.id"], name=op.f("fk_revisits_item_items")),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_revisits")),
    )
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_versions_article_articles")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
    )
    op.create_index(op.f("ix_versions_article"), "versions", ["article"], unique=False)
    op.create_index(op.f("ix_versions_url"), "versions", ["url"], unique=False)


def downgrade() -> None:
    """Undo the change."""
    op.drop_table("versions")
    op.drop_table("revisits")
