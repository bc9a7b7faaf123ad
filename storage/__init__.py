"""What the bot remembers: tables, queries, migrations and the outbox."""
