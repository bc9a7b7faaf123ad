"""How fast the bot answers, beside a bare Bolt app on the same server, in one run: `make bench`."""
