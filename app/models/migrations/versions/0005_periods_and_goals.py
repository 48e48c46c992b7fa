"""Earlier times as our client, goals, work beyond the scope, tasks that come again, birthdays without a year."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables, and the columns of the others; every value that is there stays."""
    _make_periods()
    _make_goals()
    _widen_clients_and_contacts()
    _widen_the_rest()


def _kept_columns() -> tuple[sa.Column[object], ...]:
    """What every record has."""
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
    )


def _of_a_client(table: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f(f"fk_{table}_client_id_clients"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{table}_uid")),
    )


def _make_periods() -> None:
    op.create_table(
        "periods",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("lost_on", sa.Date(), nullable=False),
        sa.Column("lost_reason", sa.Text(), nullable=True),
        *_kept_columns(),
        sa.CheckConstraint("lost_on >= since", name=op.f("ck_periods_lost_on_not_before_since")),
        *_of_a_client("periods"),
    )
    op.create_index("ix_periods_client_id_since", "periods", ["client_id", "since"], unique=False)


def _make_goals() -> None:
    op.create_table(
        "goals",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("our_part", sa.Text(), nullable=True),
        sa.Column("client_part", sa.Text(), nullable=True),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("dropped_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("ref_key", sa.Text(), nullable=False),
        *_kept_columns(),
        *(
            sa.CheckConstraint(f"{later} >= set_on", name=op.f(f"ck_goals_{later}_not_before_set_on"))
            for later in ("due_on", "reached_on", "dropped_on")
        ),
        *_of_a_client("goals"),
    )
    op.create_index("ix_goals_client_id_set_on", "goals", ["client_id", "set_on"], unique=False)
    kept = sa.text("deleted_at IS NULL")
    op.create_index(
        "uq_goals_ref_key", "goals", ["ref_key"], unique=True, sqlite_where=kept, postgresql_where=kept
    )


def _widen_clients_and_contacts() -> None:
    with op.batch_alter_table("clients", recreate="always") as batch:
        batch.add_column(sa.Column("group", sa.Text(), nullable=True), insert_after="legal_name")
    with op.batch_alter_table("contacts", recreate="always") as batch:
        batch.add_column(sa.Column("reports_to", sa.Text(), nullable=True), insert_after="advocate")
        batch.add_column(sa.Column("previously_at", sa.Text(), nullable=True), insert_after="reports_to")
        # A day is kept as ISO text already; now `--MM-DD` may stand there, too.
        batch.alter_column("birthday", existing_type=sa.Date(), type_=sa.String(length=10))
        batch.create_check_constraint(
            op.f("ck_contacts_birthday_day"), "birthday LIKE '____-__-__' OR birthday LIKE '--__-__'"
        )


def _widen_the_rest() -> None:
    with op.batch_alter_table("decisions", recreate="always") as batch:
        batch.add_column(sa.Column("topic", sa.Text(), nullable=True), insert_after="title")
    with op.batch_alter_table("agreements", recreate="always") as batch:
        batch.add_column(sa.Column("included", sa.Text(), nullable=True), insert_after="exclusive")
    with op.batch_alter_table("costs", recreate="always") as batch:
        batch.add_column(sa.Column("hours", sa.Float(), nullable=True), insert_after="what")
        batch.add_column(sa.Column("beyond_scope", sa.Boolean(), nullable=True), insert_after="hours")
        batch.add_column(sa.Column("agreement_id", sa.Integer(), nullable=True), insert_after="beyond_scope")
        batch.create_check_constraint(op.f("ck_costs_hours_range"), "hours >= 0")
        batch.create_foreign_key(
            op.f("fk_costs_agreement_id_agreements"),
            "agreements",
            ["agreement_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch.create_index("ix_costs_agreement_id", ["agreement_id"], unique=False)
    with op.batch_alter_table("tasks", recreate="always") as batch:
        batch.add_column(sa.Column("every", sa.String(length=24), nullable=True), insert_after="place")
        batch.create_check_constraint(
            op.f("ck_tasks_every_word"), "every IN ('1w', '2w', '1m', '3m', '6m', '1y')"
        )
