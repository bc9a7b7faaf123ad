"""Follow-ups in Slack."""
