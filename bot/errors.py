"""What a rule says when it cannot do what was asked: one Dutch sentence and its facts."""

from typing import Any


def N_(sentence: str) -> str:  # noqa: N802 - the name gettext tools look for when they collect sentences.
    """Mark a Dutch source sentence for the catalogue, without translating it yet."""
    return sentence


class Refusal(Exception):
    """A deed that the rules do not allow, as one sentence that says what to do.

    `sentence` is a marked Dutch source string with `{blanks}`; `facts` fill them in the reader's language.
    `about` names the input block the sentence belongs to, for a modal.
    """

    def __init__(self, sentence: str, *, about: str | None = None, **facts: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.about = about
        self.facts = facts

    def __str__(self) -> str:
        return self.sentence.format_map(self.facts)
