"""The engine tried as a whole: ticker, outbox and a pretend Slack with its faults; kills and two bots."""
