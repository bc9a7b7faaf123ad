"""Calls for candidates and candidacies in Slack: coming forward, being nominated, admitted, and what came of it."""
