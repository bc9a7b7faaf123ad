"""What a person writes: messages, changes to their own, files."""

from uuid import uuid4

from sandbox import typed
from sandbox.channels import Channel, Kind
from sandbox.client.sight import Sight
from sandbox.files import File
from sandbox.values import ClientRefuses, Json


class Writing(Sight):
    """Messages of the person. Raises `ClientRefuses` where the client shows no field to type in."""

    def say(self, channel_id: str, text: str, *, thread_ts: str | None = None, files: list[File] | None = None) -> Json:
        channel = self.in_(channel_id)
        if channel.kind is Kind.IM and not self.team.manifest.messages_tab:
            raise ClientRefuses("messages_tab_disabled")
        if channel.kind is Kind.IM and self.team.manifest.messages_read_only:
            raise ClientRefuses("je kunt deze app geen berichten sturen")
        if thread_ts is not None and channel.find(thread_ts) is None:
            raise ClientRefuses("thread_not_found")
        held = [file.as_file(url=self.team.ground.url, team_id=self.team.id) for file in files or []]
        message = self.team.post(
            channel,
            self.person,
            text=typed.as_message(text, self.team),
            thread_ts=thread_ts,
            client_msg_id=str(uuid4()),
            files=held or None,
        )
        for file in files or []:
            file.shares.setdefault(channel.id, []).append(message["ts"])
        return message

    def edit(self, channel_id: str, ts: str, text: str) -> None:
        channel = self.in_(channel_id)
        message = self._own(channel, ts)
        self.team.change(channel, message, edited_by=self.person.id, text=typed.as_message(text, self.team))

    def delete(self, channel_id: str, ts: str) -> None:
        channel = self.in_(channel_id)
        self.team.remove(channel, self._own(channel, ts))

    def _own(self, channel: Channel, ts: str) -> Json:
        message = channel.find(ts)
        if message is None:
            raise ClientRefuses("message_not_found")
        if message["user"] != self.person.id:
            raise ClientRefuses("je kunt alleen je eigen berichten wijzigen of verwijderen")
        return message

    def upload(self, name: str, content: bytes) -> File:
        """Put a file in Slack; it still has to be sent with a message, or in a modal."""
        team = self.team
        file = File(
            id=team.ground.fresh_id("F"),
            name=name,
            title=name,
            owner=self.person.id,
            created=team.ground.unix(),
            content=content,
            length=len(content),
            completed=True,
        )
        with team.ground.lock:
            team.files[file.id] = file
        return file

    def download(self, file_id: str) -> File:
        """A file of one's own, or one in a channel that one can see."""
        file = self.team.files.get(file_id)
        if file is None or file.content is None:
            raise ClientRefuses("file_not_found")
        if file.owner != self.person.id and not any(self.can_see(channel_id) for channel_id in file.shares):
            raise ClientRefuses("file_not_found")
        return file
