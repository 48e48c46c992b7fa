"""The first tables: every record of the exchange workbook, the journal, the search index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "drafts",
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_drafts")),
    )
    op.create_table(
        "gestures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.CheckConstraint("state IN ('done', 'undone', 'kept')", name=op.f("ck_gestures_state_word")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gestures")),
    )
    with op.batch_alter_table("gestures", schema=None) as batch_op:
        batch_op.create_index("ix_gestures_state_id", ["state", "id"], unique=False)

    op.create_table(
        "identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("changes", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_identity_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity")),
    )
    op.create_table(
        "people",
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("uid", name=op.f("uq_people_uid")),
    )
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.create_index(
            "uq_people_name_key",
            ["name_key"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "settings",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_settings")),
    )
    op.create_table(
        "snoozes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snoozes")),
        sa.UniqueConstraint("item", name=op.f("uq_snoozes_item")),
    )
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gesture_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("row_key", sa.String(length=120), nullable=False),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["gesture_id"], ["gestures.id"], name=op.f("fk_changes_gesture_id_gestures"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
    )
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.create_index("ix_changes_gesture_id", ["gesture_id"], unique=False)
        batch_op.create_index("ix_changes_table_name_row_key", ["table_name", "row_key"], unique=False)

    op.create_table(
        "clients",
        sa.Column("legal_name", sa.Text(), nullable=True),
        sa.Column("industry", sa.Text(), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("lost_on", sa.Date(), nullable=True),
        sa.Column("lost_reason", sa.Text(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("expertise", sa.String(length=24), nullable=True),
        sa.Column("advice_limit", sa.Integer(), nullable=True),
        sa.Column("contact_every_days", sa.Integer(), nullable=True),
        sa.Column("sole_supplier", sa.Boolean(), nullable=True),
        sa.Column("switching_cost", sa.String(length=24), nullable=True),
        sa.Column("came_for", sa.String(length=24), nullable=True),
        sa.Column("first_contact_on", sa.Date(), nullable=True),
        sa.Column("profile", sa.Text(), nullable=True),
        sa.Column("tags", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "(status = 'lost') = (lost_on IS NOT NULL)", name=op.f("ck_clients_lost_on_when_lost")
        ),
        sa.CheckConstraint(
            "came_for IN ('need', 'price', 'bonus', 'trend', 'referral', 'other')",
            name=op.f("ck_clients_came_for_word"),
        ),
        sa.CheckConstraint(
            "expertise IN ('novice', 'informed', 'expert')", name=op.f("ck_clients_expertise_word")
        ),
        sa.CheckConstraint("status = 'prospect' OR since IS NOT NULL", name=op.f("ck_clients_since_known")),
        sa.CheckConstraint(
            "status IN ('prospect', 'active', 'paused', 'lost')", name=op.f("ck_clients_status_word")
        ),
        sa.CheckConstraint(
            "switching_cost IN ('low', 'medium', 'high')", name=op.f("ck_clients_switching_cost_word")
        ),
        sa.CheckConstraint("advice_limit BETWEEN 0 AND 9", name=op.f("ck_clients_advice_limit_range")),
        sa.CheckConstraint(
            "contact_every_days BETWEEN 1 AND 3650", name=op.f("ck_clients_contact_every_days_range")
        ),
        sa.CheckConstraint("lost_on >= since", name=op.f("ck_clients_lost_on_not_before_since")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_clients_owner_id_people"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clients")),
        sa.UniqueConstraint("uid", name=op.f("uq_clients_uid")),
    )
    with op.batch_alter_table("clients", schema=None) as batch_op:
        batch_op.create_index("ix_clients_owner_id", ["owner_id"], unique=False)
        batch_op.create_index(
            "uq_clients_name_key",
            ["name_key"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "agreements",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("yearly_value", sa.BigInteger(), nullable=True),
        sa.Column("notice_days", sa.Integer(), nullable=True),
        sa.Column("exit_fee", sa.BigInteger(), nullable=True),
        sa.Column("exclusive", sa.Boolean(), nullable=True),
        sa.Column("our_gain", sa.Text(), nullable=True),
        sa.Column("client_gain", sa.Text(), nullable=True),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("ref_key", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_agreements_ends_on_not_before_starts_on")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_agreements_client_id_clients"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
        sa.UniqueConstraint("uid", name=op.f("uq_agreements_uid")),
    )
    with op.batch_alter_table("agreements", schema=None) as batch_op:
        batch_op.create_index("ix_agreements_client_id_starts_on", ["client_id", "starts_on"], unique=False)
        batch_op.create_index("ix_agreements_ends_on", ["ends_on"], unique=False)
        batch_op.create_index(
            "uq_agreements_ref_key",
            ["ref_key"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "complaints",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("raised_by", sa.Text(), nullable=True),
        sa.Column("solicited", sa.Boolean(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("severity", sa.Integer(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("assigned_to", sa.Text(), nullable=True),
        sa.Column("responded_on", sa.Date(), nullable=True),
        sa.Column("finding", sa.Text(), nullable=True),
        sa.Column("change_made", sa.Text(), nullable=True),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("told_words", sa.Text(), nullable=True),
        sa.Column("thanked_on", sa.Date(), nullable=True),
        sa.Column("reward", sa.Text(), nullable=True),
        sa.Column("reward_cost", sa.BigInteger(), nullable=True),
        sa.Column("satisfied", sa.String(length=24), nullable=True),
        sa.Column("story", sa.Text(), nullable=True),
        sa.Column("story_consent", sa.Boolean(), nullable=True),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("ref_key", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("satisfied IN ('yes', 'partly', 'no')", name=op.f("ck_complaints_satisfied_word")),
        sa.CheckConstraint(
            "resolved_on >= received_on", name=op.f("ck_complaints_resolved_on_not_before_received_on")
        ),
        sa.CheckConstraint(
            "responded_on >= received_on", name=op.f("ck_complaints_responded_on_not_before_received_on")
        ),
        sa.CheckConstraint("severity BETWEEN 1 AND 3", name=op.f("ck_complaints_severity_range")),
        sa.CheckConstraint(
            "thanked_on >= received_on", name=op.f("ck_complaints_thanked_on_not_before_received_on")
        ),
        sa.CheckConstraint(
            "told_on >= received_on", name=op.f("ck_complaints_told_on_not_before_received_on")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_complaints_client_id_clients"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaints")),
        sa.UniqueConstraint("uid", name=op.f("uq_complaints_uid")),
    )
    with op.batch_alter_table("complaints", schema=None) as batch_op:
        batch_op.create_index(
            "ix_complaints_client_id_received_on", ["client_id", "received_on"], unique=False
        )
        batch_op.create_index("ix_complaints_told_on", ["told_on"], unique=False)
        batch_op.create_index(
            "uq_complaints_ref_key",
            ["ref_key"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "contacts",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("birthday", sa.Date(), nullable=True),
        sa.Column("influence", sa.String(length=24), nullable=True),
        sa.Column("advocate", sa.Boolean(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("profile", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "influence IN ('decides', 'influences', 'uses', 'pays')", name=op.f("ck_contacts_influence_word")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_contacts_client_id_clients"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
        sa.UniqueConstraint("uid", name=op.f("uq_contacts_uid")),
    )
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.create_index("ix_contacts_client_id_name", ["client_id", "name"], unique=False)

    op.create_table(
        "costs",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("spent_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_costs_client_id_clients"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_costs")),
        sa.UniqueConstraint("uid", name=op.f("uq_costs_uid")),
    )
    with op.batch_alter_table("costs", schema=None) as batch_op:
        batch_op.create_index("ix_costs_client_id_spent_on", ["client_id", "spent_on"], unique=False)

    op.create_table(
        "decisions",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("client_wish", sa.Text(), nullable=False),
        sa.Column("our_advice", sa.Text(), nullable=False),
        sa.Column("stake", sa.Text(), nullable=True),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("advice_limit", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("debrief_on", sa.Date(), nullable=True),
        sa.Column("debriefed_on", sa.Date(), nullable=True),
        sa.Column("verdict", sa.String(length=24), nullable=True),
        sa.Column("lesson", sa.Text(), nullable=True),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("ref_key", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('open', 'convinced', 'compromise', 'client_way', 'withdrawn', 'declined')",
            name=op.f("ck_decisions_outcome_word"),
        ),
        sa.CheckConstraint(
            "verdict IN ('our_advice', 'client_right', 'mixed', 'too_early')",
            name=op.f("ck_decisions_verdict_word"),
        ),
        sa.CheckConstraint("advice_limit BETWEEN 0 AND 9", name=op.f("ck_decisions_advice_limit_range")),
        sa.CheckConstraint(
            "debriefed_on >= raised_on", name=op.f("ck_decisions_debriefed_on_not_before_raised_on")
        ),
        sa.CheckConstraint(
            "decided_on >= raised_on", name=op.f("ck_decisions_decided_on_not_before_raised_on")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_decisions_client_id_clients"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("uid", name=op.f("uq_decisions_uid")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index("ix_decisions_client_id_raised_on", ["client_id", "raised_on"], unique=False)
        batch_op.create_index("ix_decisions_outcome", ["outcome"], unique=False)
        batch_op.create_index(
            "uq_decisions_ref_key",
            ["ref_key"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "judgements",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=24), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("judged_by", sa.Text(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("about IN ('deal_hunter', 'loyalty_type')", name=op.f("ck_judgements_about_word")),
        sa.CheckConstraint(
            "valid_until >= judged_on", name=op.f("ck_judgements_valid_until_not_before_judged_on")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_judgements_client_id_clients"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgements")),
        sa.UniqueConstraint("uid", name=op.f("uq_judgements_uid")),
    )
    with op.batch_alter_table("judgements", schema=None) as batch_op:
        batch_op.create_index("ix_judgements_client_id_judged_on", ["client_id", "judged_on"], unique=False)

    op.create_table(
        "notes",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("happened_at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("started_by", sa.String(length=24), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("contacts", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("mood", sa.Integer(), nullable=True),
        sa.Column("pinned", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('meeting', 'call', 'email', 'visit', 'message', 'internal')",
            name=op.f("ck_notes_kind_word"),
        ),
        sa.CheckConstraint("started_by IN ('us', 'client')", name=op.f("ck_notes_started_by_word")),
        sa.CheckConstraint("mood BETWEEN -2 AND 2", name=op.f("ck_notes_mood_range")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_notes_client_id_clients"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
        sa.UniqueConstraint("uid", name=op.f("uq_notes_uid")),
    )
    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.create_index("ix_notes_client_id_happened_at", ["client_id", "happened_at"], unique=False)

    op.create_table(
        "promises",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("side", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=True),
        sa.Column("phase", sa.String(length=24), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("fulfilled_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ending", sa.String(length=24), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("ref_key", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("ending IN ('broken', 'released')", name=op.f("ck_promises_ending_word")),
        sa.CheckConstraint("kind IN ('promise', 'expectation')", name=op.f("ck_promises_kind_word")),
        sa.CheckConstraint("phase IN ('acquisition', 'partnership')", name=op.f("ck_promises_phase_word")),
        sa.CheckConstraint("side IN ('ours', 'theirs')", name=op.f("ck_promises_side_word")),
        sa.CheckConstraint("ended_on >= made_on", name=op.f("ck_promises_ended_on_not_before_made_on")),
        sa.CheckConstraint(
            "fulfilled_on >= made_on", name=op.f("ck_promises_fulfilled_on_not_before_made_on")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_promises_client_id_clients"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promises")),
        sa.UniqueConstraint("uid", name=op.f("uq_promises_uid")),
    )
    with op.batch_alter_table("promises", schema=None) as batch_op:
        batch_op.create_index("ix_promises_client_id_made_on", ["client_id", "made_on"], unique=False)
        batch_op.create_index("ix_promises_due_on", ["due_on"], unique=False)
        batch_op.create_index(
            "uq_promises_ref_key",
            ["ref_key"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "purchases",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("bought_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.Column("discount", sa.BigInteger(), nullable=True),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("invoice", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_purchases_client_id_clients"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchases")),
        sa.UniqueConstraint("uid", name=op.f("uq_purchases_uid")),
    )
    with op.batch_alter_table("purchases", schema=None) as batch_op:
        batch_op.create_index("ix_purchases_client_id_bought_on", ["client_id", "bought_on"], unique=False)

    op.create_table(
        "referrals",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("referred", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("outcome IN ('open', 'won', 'lost')", name=op.f("ck_referrals_outcome_word")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_referrals_client_id_clients"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referrals")),
        sa.UniqueConstraint("uid", name=op.f("uq_referrals_uid")),
    )
    with op.batch_alter_table("referrals", schema=None) as batch_op:
        batch_op.create_index("ix_referrals_client_id_made_on", ["client_id", "made_on"], unique=False)

    op.create_table(
        "tasks",
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("at", sa.Text(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('task', 'call', 'meeting')", name=op.f("ck_tasks_kind_word")),
        sa.CheckConstraint("minutes BETWEEN 0 AND 1440", name=op.f("ck_tasks_minutes_range")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_tasks_client_id_clients"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
        sa.UniqueConstraint("uid", name=op.f("uq_tasks_uid")),
    )
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.create_index("ix_tasks_client_id_due_on", ["client_id", "due_on"], unique=False)
        batch_op.create_index("ix_tasks_done_on_due_on", ["done_on", "due_on"], unique=False)

    op.create_table(
        "threats",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=True),
        sa.Column("wording", sa.Text(), nullable=True),
        sa.Column("stated_reason", sa.String(length=24), nullable=True),
        sa.Column("competitor", sa.Text(), nullable=True),
        sa.Column("offer_evidence", sa.String(length=24), nullable=True),
        sa.Column("asked_for", sa.String(length=24), nullable=True),
        sa.Column("amount_asked", sa.BigInteger(), nullable=True),
        sa.Column("response", sa.String(length=24), nullable=True),
        sa.Column("outcome", sa.String(length=24), nullable=True),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("ref_key", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "asked_for IN ('nothing', 'discount', 'bonus', 'free_work', 'terms', 'other')",
            name=op.f("ck_threats_asked_for_word"),
        ),
        sa.CheckConstraint(
            "offer_evidence IN ('none', 'claimed', 'seen')", name=op.f("ck_threats_offer_evidence_word")
        ),
        sa.CheckConstraint("outcome IN ('open', 'stayed', 'left')", name=op.f("ck_threats_outcome_word")),
        sa.CheckConstraint("response IN ('retain', 'hold', 'let_go')", name=op.f("ck_threats_response_word")),
        sa.CheckConstraint(
            "stated_reason IN ('competitor', 'dissatisfaction', 'price', 'other', 'none')",
            name=op.f("ck_threats_stated_reason_word"),
        ),
        sa.CheckConstraint("outcome_on >= made_on", name=op.f("ck_threats_outcome_on_not_before_made_on")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_threats_client_id_clients"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threats")),
        sa.UniqueConstraint("uid", name=op.f("uq_threats_uid")),
    )
    with op.batch_alter_table("threats", schema=None) as batch_op:
        batch_op.create_index("ix_threats_client_id_made_on", ["client_id", "made_on"], unique=False)
        batch_op.create_index("ix_threats_outcome", ["outcome"], unique=False)
        batch_op.create_index(
            "uq_threats_ref_key",
            ["ref_key"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "attempts",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("argument", sa.Text(), nullable=False),
        sa.Column("response", sa.String(length=24), nullable=True),
        sa.Column("override_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "response IN ('refused', 'hesitated', 'partly', 'accepted')",
            name=op.f("ck_attempts_response_word"),
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_attempts_contact_id_contacts"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["decisions.id"],
            name=op.f("fk_attempts_decision_id_decisions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
        sa.UniqueConstraint("uid", name=op.f("uq_attempts_uid")),
    )
    with op.batch_alter_table("attempts", schema=None) as batch_op:
        batch_op.create_index("ix_attempts_decision_id_made_on", ["decision_id", "made_on"], unique=False)

    op.create_table(
        "offers",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("trigger", sa.String(length=24), nullable=False),
        sa.Column("threat_id", sa.Integer(), nullable=True),
        sa.Column("program", sa.Text(), nullable=True),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.Column("asked_in_return", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String(length=24), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("perceived_as", sa.String(length=24), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('discount', 'bonus', 'gift', 'service', 'terms')", name=op.f("ck_offers_kind_word")
        ),
        sa.CheckConstraint(
            "outcome IN ('open', 'accepted', 'declined')", name=op.f("ck_offers_outcome_word")
        ),
        sa.CheckConstraint(
            "perceived_as IN ('reward', 'gift', 'unknown')", name=op.f("ck_offers_perceived_as_word")
        ),
        sa.CheckConstraint(
            "trigger IN ('proactive', 'requested', 'threat')", name=op.f("ck_offers_trigger_word")
        ),
        sa.CheckConstraint("decided_on >= made_on", name=op.f("ck_offers_decided_on_not_before_made_on")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_offers_client_id_clients"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["threat_id"], ["threats.id"], name=op.f("fk_offers_threat_id_threats"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
        sa.UniqueConstraint("uid", name=op.f("uq_offers_uid")),
    )
    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.create_index("ix_offers_client_id_made_on", ["client_id", "made_on"], unique=False)
        batch_op.create_index("ix_offers_threat_id", ["threat_id"], unique=False)

    op.create_table(
        "surveys",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("lowest", sa.Float(), nullable=False),
        sa.Column("highest", sa.Float(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('csat', 'nps', 'ces', 'csi')", name=op.f("ck_surveys_kind_word")),
        sa.CheckConstraint("highest > lowest", name=op.f("ck_surveys_scale")),
        sa.CheckConstraint("score BETWEEN lowest AND highest", name=op.f("ck_surveys_score_on_scale")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_surveys_client_id_clients"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_surveys_contact_id_contacts"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surveys")),
        sa.UniqueConstraint("uid", name=op.f("uq_surveys_uid")),
    )
    with op.batch_alter_table("surveys", schema=None) as batch_op:
        batch_op.create_index("ix_surveys_client_id_answered_on", ["client_id", "answered_on"], unique=False)

    op.create_table(
        "voice_checks",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(length=24), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "answer IN ('willing', 'hesitant', 'unwilling')", name=op.f("ck_voice_checks_answer_word")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_voice_checks_client_id_clients"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contacts.id"],
            name=op.f("fk_voice_checks_contact_id_contacts"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voice_checks")),
        sa.UniqueConstraint("uid", name=op.f("uq_voice_checks_uid")),
    )
    with op.batch_alter_table("voice_checks", schema=None) as batch_op:
        batch_op.create_index("ix_voice_checks_client_id_asked_on", ["client_id", "asked_on"], unique=False)

    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5("
        "body, content='', contentless_delete=1, tokenize=\"unicode61 remove_diacritics 0\")"
    )
