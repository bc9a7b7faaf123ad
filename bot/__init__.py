"""The rules of the work, pure: no database, no Slack, no clock of its own."""
