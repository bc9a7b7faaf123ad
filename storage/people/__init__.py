"""Members of a body, and the person behind a Slack user."""

from storage.people.acting import officers, person, roles_of, voters, with_roles
from storage.people.appointing import add_mandate, end_mandates
from storage.people.members import (
    Member,
    MemberRow,
    add_all,
    add_member,
    by_slack_user,
    get,
    members,
    names,
    rename,
    save,
    search,
    set_deactivated,
)

__all__ = [
    "Member",
    "MemberRow",
    "add_all",
    "add_mandate",
    "add_member",
    "by_slack_user",
    "end_mandates",
    "get",
    "members",
    "names",
    "officers",
    "person",
    "rename",
    "roles_of",
    "save",
    "search",
    "set_deactivated",
    "voters",
    "with_roles",
]
