"""A pretend Slack on loopback, to try the bot and to test it."""
