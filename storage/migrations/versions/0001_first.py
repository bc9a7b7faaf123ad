"""First."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(length=32), "sqlite")
WHOLE_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "inbox",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("team_id", "key", name=op.f("pk_inbox")),
    )
    op.create_index("ix_inbox_seen_at", "inbox", ["seen_at"], unique=False)
    op.create_table(
        "workspaces",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspaces")),
        sa.UniqueConstraint("team_id", name=op.f("uq_workspaces_team_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "bodies",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("workspace_id", WHOLE_NUMBER, nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("plenary_channel", sa.String(length=32), nullable=False),
        sa.Column("committee_channel", sa.String(length=32), nullable=False),
        sa.Column("rules", JSON, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_bodies_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bodies")),
        sa.UniqueConstraint("workspace_id", "name", name=op.f("uq_bodies_workspace_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_bodies_committee_channel", "bodies", ["workspace_id", "committee_channel"], unique=False)
    op.create_table(
        "channels",
        sa.Column("workspace_id", WHOLE_NUMBER, nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("visible", sa.Boolean(), nullable=False),
        sa.Column("has_bot", sa.Boolean(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("guests", sa.Boolean(), nullable=False),
        sa.Column("people_wanted", sa.Boolean(), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_channels_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_channels")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "lanes",
        sa.Column("workspace_id", WHOLE_NUMBER, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("free_at", sa.Double(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_lanes_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "name", name=op.f("pk_lanes")),
    )
    op.create_table(
        "budget_years",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("year", WHOLE_NUMBER, nullable=False),
        sa.Column("turn", WHOLE_NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_budget_years_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_years")),
        sa.UniqueConstraint("body_id", "year", name=op.f("uq_budget_years_body_id_year")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "members",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("slack_user", sa.String(length=32), nullable=True),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("named_here", sa.Boolean(), nullable=False),
        sa.Column("deactivated", sa.Boolean(), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("zone", sa.String(length=50), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_members_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_members_key", "members", ["body_id", "key"], unique=False)
    op.create_index("ix_members_slack_user", "members", ["slack_user"], unique=False)
    op.create_index("uq_members_slack_user", "members", ["body_id", "slack_user"], unique=True)
    op.create_table(
        "organisations",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_organisations_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("body_id", "key", name=op.f("uq_organisations_body_id_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "outbox",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("workspace_id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=True),
        sa.Column("dedupe_key", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("about", JSON, nullable=False),
        sa.Column("lane", sa.String(length=80), nullable=False),
        sa.Column("thread_of", WHOLE_NUMBER, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("planned_at", MOMENT, nullable=False),
        sa.Column("next_at", MOMENT, nullable=True),
        sa.Column("hold_until", sa.Double(), nullable=False),
        sa.Column("version", WHOLE_NUMBER, nullable=False),
        sa.Column("attempts", WHOLE_NUMBER, nullable=False),
        sa.Column("tries", WHOLE_NUMBER, nullable=False),
        sa.Column("first_try_at", sa.Double(), nullable=True),
        sa.Column("channel", sa.String(length=32), nullable=True),
        sa.Column("ts", sa.String(length=32), nullable=True),
        sa.Column("file_ids", JSON, nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("dead_at", MOMENT, nullable=True),
        sa.Column("error", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_outbox_body_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["thread_of"], ["outbox.id"], name=op.f("fk_outbox_thread_of"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "lane"], ["lanes.workspace_id", "lanes.name"], name=op.f("fk_outbox_workspace_id_lane")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_outbox_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("workspace_id", "dedupe_key", name=op.f("uq_outbox_workspace_id_dedupe_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_outbox_dead",
        "outbox",
        ["body_id", "dead_at"],
        unique=False,
        sqlite_where=sa.text("dead_at IS NOT NULL"),
        postgresql_where=sa.text("dead_at IS NOT NULL"),
    )
    op.create_index(
        "ix_outbox_next_at",
        "outbox",
        ["next_at", "id"],
        unique=False,
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.create_index(
        "ix_outbox_thread_of",
        "outbox",
        ["thread_of"],
        unique=False,
        sqlite_where=sa.text("thread_of IS NOT NULL"),
        postgresql_where=sa.text("thread_of IS NOT NULL"),
    )
    op.create_table(
        "reminder_books",
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("next_day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_reminder_books_body_id")),
        sa.PrimaryKeyConstraint("body_id", name=op.f("pk_reminder_books")),
    )
    op.create_index(op.f("ix_reminder_books_next_day"), "reminder_books", ["next_day"], unique=False)
    op.create_table(
        "sectors",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_sectors_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sectors")),
        sa.UniqueConstraint("body_id", "key", name=op.f("uq_sectors_body_id_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "standing_points",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("place", WHOLE_NUMBER, nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("minutes", WHOLE_NUMBER, nullable=True),
        sa.Column("closing", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_standing_points_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_points")),
        sa.UniqueConstraint("body_id", "place", name=op.f("uq_standing_points_body_id_place")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "working_groups",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_working_groups_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_groups")),
        sa.UniqueConstraint("body_id", "key", name=op.f("uq_working_groups_body_id_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "alarms",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_id", WHOLE_NUMBER, nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("chance", WHOLE_NUMBER, nullable=False),
        sa.Column("raised_at", MOMENT, nullable=False),
        sa.Column("way", sa.String(length=40), nullable=True),
        sa.Column("taken_by", WHOLE_NUMBER, nullable=True),
        sa.Column("taken_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_alarms_body_id")),
        sa.ForeignKeyConstraint(["taken_by"], ["members.id"], name=op.f("fk_alarms_taken_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarms")),
        sa.UniqueConstraint(
            "body_id",
            "subject",
            "subject_id",
            "deadline",
            "chance",
            name=op.f("uq_alarms_body_id_subject_subject_id_deadline_chance"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "audit",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("workspace_id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", WHOLE_NUMBER, nullable=True),
        sa.Column("by_clock", sa.Boolean(), nullable=False),
        sa.Column("deed", sa.String(length=50), nullable=False),
        sa.Column("noun", sa.String(length=30), nullable=False),
        sa.Column("noun_id", WHOLE_NUMBER, nullable=False),
        sa.Column("detail", JSON, nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["members.id"], name=op.f("fk_audit_actor")),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_audit_body_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_audit_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_subject", "audit", ["body_id", "noun", "noun_id"], unique=False)
    op.create_table(
        "calls",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("least", WHOLE_NUMBER, nullable=False),
        sa.Column("most", WHOLE_NUMBER, nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("opened_by", WHOLE_NUMBER, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("role", sa.String(length=30), nullable=True),
        sa.Column("group_id", WHOLE_NUMBER, nullable=True),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("called_off", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_calls_body_id")),
        sa.ForeignKeyConstraint(["group_id"], ["working_groups.id"], name=op.f("fk_calls_group_id")),
        sa.ForeignKeyConstraint(["opened_by"], ["members.id"], name=op.f("fk_calls_opened_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_calls_body", "calls", ["body_id", "called_off", "closes_on"], unique=False)
    op.create_table(
        "document_templates",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("file", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("found", JSON, nullable=False),
        sa.Column("uploaded_by", WHOLE_NUMBER, nullable=False),
        sa.Column("uploaded_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_document_templates_body_id")),
        sa.ForeignKeyConstraint(["uploaded_by"], ["members.id"], name=op.f("fk_document_templates_uploaded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_templates")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_document_templates_body", "document_templates", ["body_id", "state"], unique=False)
    op.create_table(
        "imported_lists",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("file", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("found", JSON, nullable=False),
        sa.Column("posted_by", WHOLE_NUMBER, nullable=False),
        sa.Column("posted_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_imported_lists_body_id")),
        sa.ForeignKeyConstraint(["posted_by"], ["members.id"], name=op.f("fk_imported_lists_posted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_lists")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_imported_lists_body", "imported_lists", ["body_id"], unique=False)
    op.create_table(
        "mandates",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("member_id", WHOLE_NUMBER, nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("has_vote", sa.Boolean(), nullable=False),
        sa.Column("organisation_id", WHOLE_NUMBER, nullable=True),
        sa.Column("sector_id", WHOLE_NUMBER, nullable=True),
        sa.Column("group_id", WHOLE_NUMBER, nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("substitute", WHOLE_NUMBER, nullable=True),
        sa.Column("tandem", WHOLE_NUMBER, nullable=True),
        sa.Column("succeeds", WHOLE_NUMBER, nullable=True),
        sa.Column("awaits_successor", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_mandates_body_id")),
        sa.ForeignKeyConstraint(["group_id"], ["working_groups.id"], name=op.f("fk_mandates_group_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_mandates_member_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name=op.f("fk_mandates_organisation_id")),
        sa.ForeignKeyConstraint(["sector_id"], ["sectors.id"], name=op.f("fk_mandates_sector_id")),
        sa.ForeignKeyConstraint(["substitute"], ["members.id"], name=op.f("fk_mandates_substitute")),
        sa.ForeignKeyConstraint(["succeeds"], ["mandates.id"], name=op.f("fk_mandates_succeeds")),
        sa.ForeignKeyConstraint(["tandem"], ["mandates.id"], name=op.f("fk_mandates_tandem")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandates")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mandates_body", "mandates", ["body_id", "role"], unique=False)
    op.create_index("ix_mandates_member", "mandates", ["member_id"], unique=False)
    op.create_index("ix_mandates_succeeds", "mandates", ["succeeds"], unique=False)
    op.create_table(
        "meetings",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("place", sa.String(length=150), nullable=False),
        sa.Column("mirror", WHOLE_NUMBER, nullable=True),
        sa.Column("version", sa.String(length=5), nullable=False),
        sa.Column("group_id", WHOLE_NUMBER, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_meetings_body_id")),
        sa.ForeignKeyConstraint(["group_id"], ["working_groups.id"], name=op.f("fk_meetings_group_id")),
        sa.ForeignKeyConstraint(["mirror"], ["members.id"], name=op.f("fk_meetings_mirror")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meetings_body", "meetings", ["body_id", "month"], unique=False)
    op.create_table(
        "signals",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by", WHOLE_NUMBER, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_signals_body_id")),
        sa.ForeignKeyConstraint(["made_by"], ["members.id"], name=op.f("fk_signals_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signals")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_signals_body", "signals", ["body_id", "state", "sent_on"], unique=False)
    op.create_table(
        "agenda_versions",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("meeting_id", WHOLE_NUMBER, nullable=False),
        sa.Column("letter", sa.String(length=5), nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.Column("published_by", WHOLE_NUMBER, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("place", sa.String(length=150), nullable=False),
        sa.Column("lines", JSON, nullable=False),
        sa.Column("used", JSON, nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_agenda_versions_meeting_id")),
        sa.ForeignKeyConstraint(["published_by"], ["members.id"], name=op.f("fk_agenda_versions_published_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_versions")),
        sa.UniqueConstraint("meeting_id", "letter", name=op.f("uq_agenda_versions_meeting_id_letter")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "answers",
        sa.Column("meeting_id", WHOLE_NUMBER, nullable=False),
        sa.Column("mandate_id", WHOLE_NUMBER, nullable=False),
        sa.Column("member_id", WHOLE_NUMBER, nullable=False),
        sa.Column("says", sa.String(length=40), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("hour", sa.Time(), nullable=True),
        sa.Column("seeks", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("entered_by", WHOLE_NUMBER, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["entered_by"], ["members.id"], name=op.f("fk_answers_entered_by")),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandates.id"], name=op.f("fk_answers_mandate_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_answers_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_answers_member_id")),
        sa.PrimaryKeyConstraint("meeting_id", "mandate_id", name=op.f("pk_answers")),
    )
    op.create_index("ix_answers_member", "answers", ["member_id"], unique=False)
    op.create_table(
        "calendar_files",
        sa.Column("meeting_id", WHOLE_NUMBER, nullable=False),
        sa.Column("uid", sa.String(length=64), nullable=False),
        sa.Column("made", WHOLE_NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_calendar_files_meeting_id")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_calendar_files")),
    )
    op.create_table(
        "candidacies",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("call_id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("member_id", WHOLE_NUMBER, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("entered_by", WHOLE_NUMBER, nullable=False),
        sa.Column("nominated_by", WHOLE_NUMBER, nullable=True),
        sa.Column("motivation", sa.Text(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_candidacies_body_id")),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_candidacies_call_id")),
        sa.ForeignKeyConstraint(["entered_by"], ["members.id"], name=op.f("fk_candidacies_entered_by")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_candidacies_member_id")),
        sa.ForeignKeyConstraint(["nominated_by"], ["members.id"], name=op.f("fk_candidacies_nominated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidacies")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_candidacies_body", "candidacies", ["body_id", "state"], unique=False)
    op.create_index("ix_candidacies_call", "candidacies", ["call_id"], unique=False)
    op.create_index("ix_candidacies_member", "candidacies", ["member_id", "state"], unique=False)
    op.create_index(
        "uq_candidacies_living",
        "candidacies",
        ["call_id", "member_id"],
        unique=True,
        sqlite_where=sa.text("state NOT IN ('declined', 'withdrawn')"),
        postgresql_where=sa.text("state NOT IN ('declined', 'withdrawn')"),
    )
    op.create_table(
        "day_roles",
        sa.Column("meeting_id", WHOLE_NUMBER, nullable=False),
        sa.Column("chair", WHOLE_NUMBER, nullable=True),
        sa.Column("reporter", WHOLE_NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["chair"], ["members.id"], name=op.f("fk_day_roles_chair")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_day_roles_meeting_id")),
        sa.ForeignKeyConstraint(["reporter"], ["members.id"], name=op.f("fk_day_roles_reporter")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_day_roles")),
    )
    op.create_table(
        "guests",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("meeting_id", WHOLE_NUMBER, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("member_id", WHOLE_NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_guests_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_guests_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guests")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_guests_meeting", "guests", ["meeting_id"], unique=False)
    op.create_table(
        "items",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("sort", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("aim_when", sa.String(length=20), nullable=False),
        sa.Column("aim_meeting", WHOLE_NUMBER, nullable=True),
        sa.Column("aim_phrase", sa.String(length=150), nullable=False),
        sa.Column("aim_start", sa.Date(), nullable=True),
        sa.Column("aim_end", sa.Date(), nullable=True),
        sa.Column("meeting_id", WHOLE_NUMBER, nullable=True),
        sa.Column("parent_id", WHOLE_NUMBER, nullable=True),
        sa.Column("position", WHOLE_NUMBER, nullable=False),
        sa.Column("number", sa.String(length=10), nullable=False),
        sa.Column("minutes", WHOLE_NUMBER, nullable=True),
        sa.Column("fixed_at", sa.Time(), nullable=True),
        sa.Column("presenter", sa.String(length=150), nullable=False),
        sa.Column("guest", sa.Boolean(), nullable=False),
        sa.Column("closing", sa.Boolean(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("before", sa.Date(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("proposer", WHOLE_NUMBER, nullable=True),
        sa.Column("entered_by", WHOLE_NUMBER, nullable=True),
        sa.Column("judged_by", WHOLE_NUMBER, nullable=True),
        sa.Column("judged_at", MOMENT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["aim_meeting"], ["meetings.id"], name=op.f("fk_items_aim_meeting")),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_items_body_id")),
        sa.ForeignKeyConstraint(["entered_by"], ["members.id"], name=op.f("fk_items_entered_by")),
        sa.ForeignKeyConstraint(["judged_by"], ["members.id"], name=op.f("fk_items_judged_by")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_items_meeting_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["items.id"], name=op.f("fk_items_parent_id")),
        sa.ForeignKeyConstraint(["proposer"], ["members.id"], name=op.f("fk_items_proposer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_items")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_items_before", "items", ["body_id", "before"], unique=False)
    op.create_index("ix_items_meeting", "items", ["meeting_id", "position"], unique=False)
    op.create_index("ix_items_proposer", "items", ["proposer", "state"], unique=False)
    op.create_index("ix_items_state", "items", ["body_id", "state"], unique=False)
    op.create_table(
        "presences",
        sa.Column("meeting_id", WHOLE_NUMBER, nullable=False),
        sa.Column("mandate_id", WHOLE_NUMBER, nullable=False),
        sa.Column("member_id", WHOLE_NUMBER, nullable=True),
        sa.Column("came_later", sa.Boolean(), nullable=False),
        sa.Column("left_early", sa.Boolean(), nullable=False),
        sa.Column("arrived", sa.Time(), nullable=True),
        sa.Column("left", sa.Time(), nullable=True),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandates.id"], name=op.f("fk_presences_mandate_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_presences_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_presences_member_id")),
        sa.PrimaryKeyConstraint("meeting_id", "mandate_id", name=op.f("pk_presences")),
    )
    op.create_table(
        "replacements",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("mandate_id", WHOLE_NUMBER, nullable=False),
        sa.Column("member_id", WHOLE_NUMBER, nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandates.id"], name=op.f("fk_replacements_mandate_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_replacements_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replacements")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_replacements_mandate", "replacements", ["mandate_id"], unique=False)
    op.create_index("ix_replacements_member", "replacements", ["member_id"], unique=False)
    op.create_table(
        "signal_addressees",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("signal_id", WHOLE_NUMBER, nullable=False),
        sa.Column("position", WHOLE_NUMBER, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["signal_id"], ["signals.id"], name=op.f("fk_signal_addressees_signal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signal_addressees")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_signal_addressees_signal", "signal_addressees", ["signal_id", "position"], unique=False)
    op.create_table(
        "substitutions",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("meeting_id", WHOLE_NUMBER, nullable=False),
        sa.Column("mandate_id", WHOLE_NUMBER, nullable=False),
        sa.Column("absent_id", WHOLE_NUMBER, nullable=False),
        sa.Column("substitute_id", WHOLE_NUMBER, nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("asked_by", WHOLE_NUMBER, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("warned", sa.Boolean(), nullable=False),
        sa.Column("needs_consent", sa.Boolean(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["absent_id"], ["members.id"], name=op.f("fk_substitutions_absent_id")),
        sa.ForeignKeyConstraint(["asked_by"], ["members.id"], name=op.f("fk_substitutions_asked_by")),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandates.id"], name=op.f("fk_substitutions_mandate_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_substitutions_meeting_id")),
        sa.ForeignKeyConstraint(["substitute_id"], ["members.id"], name=op.f("fk_substitutions_substitute_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitutions")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_substitutions_meeting", "substitutions", ["meeting_id", "state"], unique=False)
    op.create_index("ix_substitutions_substitute", "substitutions", ["substitute_id", "state"], unique=False)
    op.create_index(
        "uq_substitutions_person",
        "substitutions",
        ["meeting_id", "substitute_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('proposed', 'accepted') AND NOT shared"),
        postgresql_where=sa.text("state IN ('proposed', 'accepted') AND NOT shared"),
    )
    op.create_index(
        "uq_substitutions_place",
        "substitutions",
        ["meeting_id", "mandate_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('proposed', 'accepted')"),
        postgresql_where=sa.text("state IN ('proposed', 'accepted')"),
    )
    op.create_table(
        "attachments",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("item_id", WHOLE_NUMBER, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("file", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_attachments_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_attachments_item", "attachments", ["item_id"], unique=False)
    op.create_table(
        "budget_sheets",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("turn", WHOLE_NUMBER, nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("key", sa.String(length=150), nullable=False),
        sa.Column("plan_year", WHOLE_NUMBER, nullable=False),
        sa.Column("sort", sa.String(length=40), nullable=False),
        sa.Column("cents", WHOLE_NUMBER, nullable=True),
        sa.Column("per_head", sa.Boolean(), nullable=False),
        sa.Column("requester", WHOLE_NUMBER, nullable=True),
        sa.Column("requester_name", sa.String(length=100), nullable=False),
        sa.Column("organisation", sa.String(length=100), nullable=False),
        sa.Column("event", sa.Date(), nullable=True),
        sa.Column("fee", WHOLE_NUMBER, nullable=True),
        sa.Column("heads", WHOLE_NUMBER, nullable=True),
        sa.Column("cofunding", JSON, nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("attachments", JSON, nullable=False),
        sa.Column("terms", JSON, nullable=False),
        sa.Column("entered_by", WHOLE_NUMBER, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("origin", WHOLE_NUMBER, nullable=True),
        sa.Column("item_id", WHOLE_NUMBER, nullable=True),
        sa.Column("concrete_at", MOMENT, nullable=True),
        sa.Column("sure", JSON, nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_budget_sheets_body_id")),
        sa.ForeignKeyConstraint(["entered_by"], ["members.id"], name=op.f("fk_budget_sheets_entered_by")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_budget_sheets_item_id")),
        sa.ForeignKeyConstraint(["origin"], ["budget_sheets.id"], name=op.f("fk_budget_sheets_origin")),
        sa.ForeignKeyConstraint(["requester"], ["members.id"], name=op.f("fk_budget_sheets_requester")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_sheets")),
        sa.UniqueConstraint("origin", name=op.f("uq_budget_sheets_origin")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_budget_sheets_item", "budget_sheets", ["item_id"], unique=False)
    op.create_index("ix_budget_sheets_key", "budget_sheets", ["body_id", "key"], unique=False)
    op.create_index("ix_budget_sheets_state", "budget_sheets", ["body_id", "state"], unique=False)
    op.create_index("ix_budget_sheets_year", "budget_sheets", ["body_id", "plan_year", "state"], unique=False)
    op.create_table(
        "dossiers",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("agency", sa.String(length=100), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("available", WHOLE_NUMBER, nullable=True),
        sa.Column("is_ordered", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("item_id", WHOLE_NUMBER, nullable=True),
        sa.Column("made_by", WHOLE_NUMBER, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_dossiers_body_id")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_dossiers_item_id")),
        sa.ForeignKeyConstraint(["made_by"], ["members.id"], name=op.f("fk_dossiers_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossiers")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_dossiers_body", "dossiers", ["body_id", "state", "deadline"], unique=False)
    op.create_table(
        "followups",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("due_kind", sa.String(length=40), nullable=False),
        sa.Column("due_phrase", sa.String(length=160), nullable=False),
        sa.Column("due_first", sa.Date(), nullable=True),
        sa.Column("due_last", sa.Date(), nullable=True),
        sa.Column("due_meeting", WHOLE_NUMBER, nullable=True),
        sa.Column("source_meeting", WHOLE_NUMBER, nullable=True),
        sa.Column("source_item", WHOLE_NUMBER, nullable=True),
        sa.Column("source_link", sa.Text(), nullable=False),
        sa.Column("waiting_for", sa.String(length=150), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=60), nullable=False),
        sa.Column("made_by", WHOLE_NUMBER, nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("version", WHOLE_NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_followups_body_id")),
        sa.ForeignKeyConstraint(["due_meeting"], ["meetings.id"], name=op.f("fk_followups_due_meeting")),
        sa.ForeignKeyConstraint(["made_by"], ["members.id"], name=op.f("fk_followups_made_by")),
        sa.ForeignKeyConstraint(["source_item"], ["items.id"], name=op.f("fk_followups_source_item")),
        sa.ForeignKeyConstraint(["source_meeting"], ["meetings.id"], name=op.f("fk_followups_source_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_followups")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_followups_body", "followups", ["body_id", "state", "due_last"], unique=False)
    op.create_index("ix_followups_closed", "followups", ["body_id", "closed_at"], unique=False)
    op.create_index("ix_followups_due_meeting", "followups", ["due_meeting"], unique=False)
    op.create_index(
        "uq_followups_origin",
        "followups",
        ["body_id", "origin"],
        unique=True,
        sqlite_where=sa.text("origin <> ''"),
        postgresql_where=sa.text("origin <> ''"),
    )
    op.create_table(
        "outcomes",
        sa.Column("item_id", WHOLE_NUMBER, nullable=False),
        sa.Column("meeting_id", WHOLE_NUMBER, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("second", sa.String(length=40), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("again", WHOLE_NUMBER, nullable=True),
        sa.Column("noted_by", WHOLE_NUMBER, nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["again"], ["items.id"], name=op.f("fk_outcomes_again")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_outcomes_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_outcomes_meeting_id")),
        sa.ForeignKeyConstraint(["noted_by"], ["members.id"], name=op.f("fk_outcomes_noted_by")),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_outcomes")),
    )
    op.create_index("ix_outcomes_again", "outcomes", ["again"], unique=False)
    op.create_index("ix_outcomes_meeting", "outcomes", ["meeting_id"], unique=False)
    op.create_table(
        "polls",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("places", WHOLE_NUMBER, nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("closes_at", MOMENT, nullable=False),
        sa.Column("opened_by", WHOLE_NUMBER, nullable=False),
        sa.Column("electorate", sa.String(length=40), nullable=False),
        sa.Column("base", sa.String(length=40), nullable=False),
        sa.Column("tie", sa.String(length=40), nullable=False),
        sa.Column("quorum", WHOLE_NUMBER, nullable=True),
        sa.Column("candidate_votes", sa.Boolean(), nullable=False),
        sa.Column("decides", sa.Boolean(), nullable=False),
        sa.Column("entitled", WHOLE_NUMBER, nullable=False),
        sa.Column("outside", JSON, nullable=False),
        sa.Column("conflicts", JSON, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("extended", sa.Boolean(), nullable=False),
        sa.Column("invalid", sa.String(length=40), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("follows", WHOLE_NUMBER, nullable=True),
        sa.Column("result", JSON, nullable=True),
        sa.Column("item_id", WHOLE_NUMBER, nullable=True),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_polls_body_id")),
        sa.ForeignKeyConstraint(["follows"], ["polls.id"], name=op.f("fk_polls_follows")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_polls_item_id")),
        sa.ForeignKeyConstraint(["opened_by"], ["members.id"], name=op.f("fk_polls_opened_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_polls")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_polls_follows", "polls", ["follows"], unique=False)
    op.create_index("ix_polls_item", "polls", ["item_id"], unique=False)
    op.create_index("ix_polls_state", "polls", ["body_id", "state", "closes_at"], unique=False)
    op.create_table(
        "budget_entries",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("year", WHOLE_NUMBER, nullable=False),
        sa.Column("sheet_id", WHOLE_NUMBER, nullable=True),
        sa.Column("turn", WHOLE_NUMBER, nullable=False),
        sa.Column("deed", sa.String(length=40), nullable=False),
        sa.Column("was", sa.String(length=40), nullable=True),
        sa.Column("became", sa.String(length=40), nullable=True),
        sa.Column("by", WHOLE_NUMBER, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("meeting_id", WHOLE_NUMBER, nullable=True),
        sa.Column("item_id", WHOLE_NUMBER, nullable=True),
        sa.Column("cents", WHOLE_NUMBER, nullable=True),
        sa.Column("cost", WHOLE_NUMBER, nullable=True),
        sa.Column("heads", WHOLE_NUMBER, nullable=True),
        sa.Column("before", JSON, nullable=False),
        sa.Column("terms", JSON, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("shortage", WHOLE_NUMBER, nullable=False),
        sa.Column("undoes", WHOLE_NUMBER, nullable=True),
        sa.Column("changed", JSON, nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_budget_entries_body_id")),
        sa.ForeignKeyConstraint(["by"], ["members.id"], name=op.f("fk_budget_entries_by")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_budget_entries_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_budget_entries_meeting_id")),
        sa.ForeignKeyConstraint(["sheet_id"], ["budget_sheets.id"], name=op.f("fk_budget_entries_sheet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_entries")),
        sa.UniqueConstraint("sheet_id", "turn", name=op.f("uq_budget_entries_sheet_id_turn")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_budget_entries_year", "budget_entries", ["body_id", "year"], unique=False)
    op.create_table(
        "budget_support",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("sheet_id", WHOLE_NUMBER, nullable=False),
        sa.Column("place", WHOLE_NUMBER, nullable=False),
        sa.Column("text", sa.String(length=150), nullable=False),
        sa.Column("follow_up", WHOLE_NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["sheet_id"], ["budget_sheets.id"], name=op.f("fk_budget_support_sheet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_support")),
        sa.UniqueConstraint("sheet_id", "place", name=op.f("uq_budget_support_sheet_id_place")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "dossier_applications",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("dossier_id", WHOLE_NUMBER, nullable=False),
        sa.Column("position", WHOLE_NUMBER, nullable=False),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("asked", WHOLE_NUMBER, nullable=True),
        sa.Column("proposed", WHOLE_NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=op.f("fk_dossier_applications_dossier_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_applications")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_dossier_applications_dossier", "dossier_applications", ["dossier_id", "position"], unique=False)
    op.create_table(
        "dossier_steps",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("dossier_id", WHOLE_NUMBER, nullable=False),
        sa.Column("position", WHOLE_NUMBER, nullable=False),
        sa.Column("phrase", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("meeting_id", WHOLE_NUMBER, nullable=True),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=op.f("fk_dossier_steps_dossier_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_dossier_steps_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_steps")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_dossier_steps_dossier", "dossier_steps", ["dossier_id", "position"], unique=False)
    op.create_table(
        "followup_log",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("follow_up_id", WHOLE_NUMBER, nullable=False),
        sa.Column("deed", sa.String(length=40), nullable=False),
        sa.Column("by", WHOLE_NUMBER, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["members.id"], name=op.f("fk_followup_log_by")),
        sa.ForeignKeyConstraint(["follow_up_id"], ["followups.id"], name=op.f("fk_followup_log_follow_up_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_followup_log")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_followup_log_follow_up", "followup_log", ["follow_up_id"], unique=False)
    op.create_table(
        "followup_owners",
        sa.Column("follow_up_id", WHOLE_NUMBER, nullable=False),
        sa.Column("whose", sa.String(length=40), nullable=False),
        sa.Column("owner_id", WHOLE_NUMBER, nullable=False),
        sa.Column("place", WHOLE_NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["follow_up_id"], ["followups.id"], name=op.f("fk_followup_owners_follow_up_id")),
        sa.PrimaryKeyConstraint("follow_up_id", "whose", "owner_id", name=op.f("pk_followup_owners")),
    )
    op.create_index("ix_followup_owners_owner", "followup_owners", ["whose", "owner_id"], unique=False)
    op.create_table(
        "followup_snoozes",
        sa.Column("follow_up_id", WHOLE_NUMBER, nullable=False),
        sa.Column("member_id", WHOLE_NUMBER, nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["follow_up_id"], ["followups.id"], name=op.f("fk_followup_snoozes_follow_up_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_followup_snoozes_member_id")),
        sa.PrimaryKeyConstraint("follow_up_id", "member_id", name=op.f("pk_followup_snoozes")),
    )
    op.create_table(
        "objections",
        sa.Column("poll_id", WHOLE_NUMBER, nullable=False),
        sa.Column("mandate_id", WHOLE_NUMBER, nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("entered_by", WHOLE_NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["entered_by"], ["members.id"], name=op.f("fk_objections_entered_by")),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandates.id"], name=op.f("fk_objections_mandate_id")),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name=op.f("fk_objections_poll_id")),
        sa.PrimaryKeyConstraint("poll_id", "mandate_id", name=op.f("pk_objections")),
    )
    op.create_table(
        "poll_lines",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("poll_id", WHOLE_NUMBER, nullable=False),
        sa.Column("position", WHOLE_NUMBER, nullable=False),
        sa.Column("text", sa.String(length=150), nullable=False),
        sa.Column("member_id", WHOLE_NUMBER, nullable=True),
        sa.Column("candidacy_id", WHOLE_NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["candidacy_id"], ["candidacies.id"], name=op.f("fk_poll_lines_candidacy_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_poll_lines_member_id")),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name=op.f("fk_poll_lines_poll_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_lines")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_poll_lines_candidacy", "poll_lines", ["candidacy_id"], unique=False)
    op.create_index("ix_poll_lines_poll", "poll_lines", ["poll_id", "position"], unique=False)
    op.create_table(
        "poll_seats",
        sa.Column("poll_id", WHOLE_NUMBER, nullable=False),
        sa.Column("mandate_id", WHOLE_NUMBER, nullable=False),
        sa.Column("member_id", WHOLE_NUMBER, nullable=False),
        sa.Column("has_voted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandates.id"], name=op.f("fk_poll_seats_mandate_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_poll_seats_member_id")),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name=op.f("fk_poll_seats_poll_id")),
        sa.PrimaryKeyConstraint("poll_id", "mandate_id", name=op.f("pk_poll_seats")),
    )
    op.create_index("ix_poll_seats_member", "poll_seats", ["member_id", "has_voted"], unique=False)
    op.create_index("ix_poll_seats_voted", "poll_seats", ["poll_id", "has_voted"], unique=False)
    op.create_table(
        "tie_breaks",
        sa.Column("poll_id", WHOLE_NUMBER, nullable=False),
        sa.Column("accepted", JSON, nullable=False),
        sa.Column("authority", sa.String(length=40), nullable=False),
        sa.Column("noted_by", WHOLE_NUMBER, nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["noted_by"], ["members.id"], name=op.f("fk_tie_breaks_noted_by")),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name=op.f("fk_tie_breaks_poll_id")),
        sa.PrimaryKeyConstraint("poll_id", name=op.f("pk_tie_breaks")),
    )
    op.create_table(
        "ballot_entries",
        sa.Column("line_id", WHOLE_NUMBER, nullable=False),
        sa.Column("mandate_id", WHOLE_NUMBER, nullable=False),
        sa.Column("poll_id", WHOLE_NUMBER, nullable=False),
        sa.Column("choice", sa.String(length=40), nullable=False),
        sa.Column("entered_by", WHOLE_NUMBER, nullable=False),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["entered_by"], ["members.id"], name=op.f("fk_ballot_entries_entered_by")),
        sa.ForeignKeyConstraint(["line_id"], ["poll_lines.id"], name=op.f("fk_ballot_entries_line_id")),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandates.id"], name=op.f("fk_ballot_entries_mandate_id")),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name=op.f("fk_ballot_entries_poll_id")),
        sa.PrimaryKeyConstraint("line_id", "mandate_id", name=op.f("pk_ballot_entries")),
    )
    op.create_index("ix_ballot_entries_poll", "ballot_entries", ["poll_id", "mandate_id"], unique=False)
    op.create_table(
        "ballots",
        sa.Column("line_id", WHOLE_NUMBER, nullable=False),
        sa.Column("mandate_id", WHOLE_NUMBER, nullable=False),
        sa.Column("poll_id", WHOLE_NUMBER, nullable=False),
        sa.Column("choice", sa.String(length=40), nullable=False),
        sa.Column("cast_at", MOMENT, nullable=False),
        sa.Column("entered_by", WHOLE_NUMBER, nullable=True),
        sa.Column("confirmed_by", WHOLE_NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["confirmed_by"], ["members.id"], name=op.f("fk_ballots_confirmed_by")),
        sa.ForeignKeyConstraint(["entered_by"], ["members.id"], name=op.f("fk_ballots_entered_by")),
        sa.ForeignKeyConstraint(["line_id"], ["poll_lines.id"], name=op.f("fk_ballots_line_id")),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandates.id"], name=op.f("fk_ballots_mandate_id")),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name=op.f("fk_ballots_poll_id")),
        sa.PrimaryKeyConstraint("line_id", "mandate_id", name=op.f("pk_ballots")),
    )
    op.create_index("ix_ballots_poll", "ballots", ["poll_id", "mandate_id"], unique=False)
    op.create_table(
        "budget_lines",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("body_id", WHOLE_NUMBER, nullable=False),
        sa.Column("entry_id", WHOLE_NUMBER, nullable=False),
        sa.Column("place", WHOLE_NUMBER, nullable=False),
        sa.Column("year", WHOLE_NUMBER, nullable=False),
        sa.Column("sheet_id", WHOLE_NUMBER, nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("target", sa.String(length=40), nullable=False),
        sa.Column("cents", WHOLE_NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_budget_lines_body_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["budget_entries.id"], name=op.f("fk_budget_lines_entry_id")),
        sa.ForeignKeyConstraint(["sheet_id"], ["budget_sheets.id"], name=op.f("fk_budget_lines_sheet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_lines")),
        sa.UniqueConstraint("entry_id", "place", name=op.f("uq_budget_lines_entry_id_place")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_budget_lines_sheet", "budget_lines", ["sheet_id"], unique=False)
    op.create_index("ix_budget_lines_year", "budget_lines", ["body_id", "year"], unique=False)
    op.create_table(
        "former_ballots",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("poll_id", WHOLE_NUMBER, nullable=False),
        sa.Column("line_id", WHOLE_NUMBER, nullable=False),
        sa.Column("mandate_id", WHOLE_NUMBER, nullable=False),
        sa.Column("choice", sa.String(length=40), nullable=False),
        sa.Column("cast_at", MOMENT, nullable=False),
        sa.Column("entered_by", WHOLE_NUMBER, nullable=True),
        sa.Column("confirmed_by", WHOLE_NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["confirmed_by"], ["members.id"], name=op.f("fk_former_ballots_confirmed_by")),
        sa.ForeignKeyConstraint(["entered_by"], ["members.id"], name=op.f("fk_former_ballots_entered_by")),
        sa.ForeignKeyConstraint(["line_id"], ["poll_lines.id"], name=op.f("fk_former_ballots_line_id")),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandates.id"], name=op.f("fk_former_ballots_mandate_id")),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name=op.f("fk_former_ballots_poll_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_ballots")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_former_ballots_poll", "former_ballots", ["poll_id"], unique=False)
    op.create_table(
        "secret_ballots",
        sa.Column("paper", sa.String(length=32), nullable=False),
        sa.Column("poll_id", WHOLE_NUMBER, nullable=False),
        sa.Column("line_id", WHOLE_NUMBER, nullable=False),
        sa.Column("choice", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["poll_lines.id"], name=op.f("fk_secret_ballots_line_id")),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name=op.f("fk_secret_ballots_poll_id")),
        sa.PrimaryKeyConstraint("paper", name=op.f("pk_secret_ballots")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_secret_ballots_poll", "secret_ballots", ["poll_id"], unique=False)
