"""What a person sees in Slack: channels, files, the modals that are open."""

from sandbox.channels import Channel, Kind
from sandbox.people import Person
from sandbox.values import ClientRefuses
from sandbox.views import View
from sandbox.workspace import Workspace


class Sight:
    """One person looking at one workspace."""

    def __init__(self, team: Workspace, person: Person) -> None:
        self.team = team
        self.person = person

    def sees(self, channel_id: str) -> Channel:
        """A channel that is open to this person: a public one, or one they are in."""
        channel = self.team.channels.get(channel_id)
        if channel is None or self.person.deleted:
            raise ClientRefuses("channel_not_found")
        outsider = self.person.restricted or self.person.stranger
        if self.person.id not in channel.members and (channel.kind is not Kind.PUBLIC or outsider):
            raise ClientRefuses("channel_not_found")
        return channel

    def in_(self, channel_id: str) -> Channel:
        """A channel in which this person can write."""
        channel = self.sees(channel_id)
        if self.person.id not in channel.members:
            raise ClientRefuses("not_in_channel")
        if channel.archived:
            raise ClientRefuses("is_archived")
        return channel

    @property
    def im(self) -> Channel:
        """The direct message with the bot."""
        return self.team.im_with(self.person)

    @property
    def stack(self) -> list[View]:
        return self.team.screens.stack(self.person.id)

    def can_see(self, channel_id: str) -> bool:
        try:
            self.sees(channel_id)
        except ClientRefuses:
            return False
        return True
