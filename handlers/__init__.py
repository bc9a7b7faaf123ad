"""Everything that talks: Slack listeners, messages, modals, documents and the ticker."""
