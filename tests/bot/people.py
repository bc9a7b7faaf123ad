"""Invented people for the tests of the rules."""

from bot.people import Person, Role, Seat

BODY = 7
ELSEWHERE = 8


def somebody(*roles: Role, member: int = 1, body: int = BODY) -> Person:
    """A person with one seat in `body`, with these roles."""
    seat = Seat(
        body=body,
        member=member,
        body_name="IROJ Demo",
        plenary_channel="C1",
        committee_channel="G1",
        roles=frozenset(roles),
    )
    return Person(workspace=1, user=f"U{member}", name=f"Lid {member}", seats=(seat,))


MEMBER = somebody(Role.EFFECTIVE_MEMBER, member=1)
COMMITTEE = somebody(Role.EFFECTIVE_MEMBER, Role.COMMITTEE_MEMBER, member=2)
CHAIR = somebody(Role.CHAIR, member=3)
OFFICER = somebody(Role.SUPPORT_OFFICER, member=4)
OBSERVER = somebody(Role.OBSERVER, member=5)
STRANGER = Person(workspace=1, user="U9", name="Vreemde")
