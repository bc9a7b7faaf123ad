"""Documents that are made and sent: Word files from templates, calendar files, and their way into Slack."""
