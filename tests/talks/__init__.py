"""Conversations: people in the pretend Slack, the real bot over real HTTP, a real database."""
