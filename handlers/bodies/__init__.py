"""Bodies in Slack: what somebody can do here, setting a body up, and its rule sheet."""

from handlers.bodies import arrange, overview, rules, survey, tell
from handlers.table import Table


def listen(on: Table) -> None:
    """Every name of this noun."""
    on.command("/iroj", overview.command, instellen=arrange.command, regels=rules.command)
    for word in ("help", "hulp", "?"):
        on.keyword("/iroj", word, overview.show)
    on.action("bodies.arrange", arrange.open_form)
    on.action("bodies.found", arrange.open_new)
    on.view("bodies.found", arrange.found)
    on.view("bodies.arrange", arrange.arrange)
    on.action("bodies.rules", rules.show_again)
    on.action("bodies.change_rules", rules.ask)
    on.view("bodies.change_rules", rules.change)
    on.errand("bodies.survey", survey.run)
    on.message("bodies/surveyed", tell.surveyed)
    on.message("bodies/rules_changed", tell.rules_changed)
