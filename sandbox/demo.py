"""The demo body, played: its people type and press over the wire, as anybody would; nothing is written by hand.

The people and organisations are invented. The points, with their kinds, lengths, guests and breaks, are of the sort
that real reports of such bodies show.
"""

from datetime import date, timedelta

from sandbox.seen import Message
from sandbox.slack import Slack
from sandbox.slackers import Slacker
from sandbox.team import Team

BODY = "IROJ Leiedal"
PLENARY = "iroj-plenair"
COMMITTEE = "iroj-comite"


OFFICER = "Veerle Ostyn"
CHAIR = "Bart D’Hoore"
COMMITTEE_MEMBERS = ("Katrijn Van den Bulcke", "Joris ’t Seyen", "Nadia El Amrani")
MEMBERS = (
    *COMMITTEE_MEMBERS,
    "Pieter-Jan Mestdagh",
    "Greet Van Acker",
    "Thomas De Meyere",
    "Lien Casteleyn",
    "Wout Vandamme",
    "Sofie Ghekiere",
    "Amina Benali",
    "Robbe Loosveldt",
)

SUBSTITUTE = "Fien Maertens"
"""A colleague in Slack without a seat, who comes instead of somebody now and then."""


REGISTER = """naam;organisatie;sector;rol;plaatsvervanger
Katrijn Van den Bulcke;Huize Ter Wilgen;VAPH;;Elke D’Haese
Joris ’t Seyen;CLB De Kaai;CLB;;Stijn Verbeke
Nadia El Amrani;CAW De Vlasbloem;CAW;;
Pieter-Jan Mestdagh;Kinderpsychiatrie Sint-Elooi;GGZ;;Hanne Colpaert
Greet Van Acker;Huize Ter Wilgen;VAPH;;
Thomas De Meyere;Stad Leiedal;Lokale besturen;;Kaat Desmet
Lien Casteleyn;Jongerenstem;Cliënten;cliëntvertegenwoordiger;
Wout Vandamme;De Springplank;Opgroeien;;Tine Lambrecht
Sofie Ghekiere;Pleegzorg Leievallei;Pleegzorg;;Jan Peeters
Amina Benali;Ouderstem;Cliënten;cliëntvertegenwoordiger;Rik Devolder
Robbe Loosveldt;1G1P De Brug;1G1P;;Jan Peeters
"""
"""What the support officer had in a spreadsheet; some substitutes are not known yet, and some have no Slack."""


def people(slack: Slack) -> Team:
    """The workspace with its people and channels; the bot is invited to both channels of the body."""
    team = slack.add_workspace("Jeugdhulp Leiedal")
    officers = [team.add_person(OFFICER, admin=True), team.add_person(CHAIR)]
    members = [team.add_person(name) for name in MEMBERS]
    committee = [member for member in members if member.name in COMMITTEE_MEMBERS]
    team.add_channel(PLENARY, members=[*officers, *members], bot=True)
    team.add_channel(COMMITTEE, private=True, members=[*officers, *committee], bot=True)
    team.add_channel("algemeen", members=[*officers, *members, team.add_person(SUBSTITUTE)])
    return team


def play(team: Team) -> None:
    """Set the body up, plan its meetings, propose, discuss and decide."""
    _set_up(team)
    _register(team)
    meetings = _plan(team)
    _propose(team, meetings)
    _decide(team)
    _excuse(team, meetings[0])
    _follow_up(team, meetings)
    _watch(team, meetings)
    _call(team)
    _vote(team)
    _budget(team, meetings)


def _set_up(team: Team) -> None:
    officer = team.person(OFFICER)
    officer.command("/iroj instellen")
    _sent(
        officer,
        {
            "Naam": BODY,
            "Plenair kanaal": f"#{PLENARY}",
            "Comitékanaal": f"#{COMMITTEE}",
            "Ondersteuners": [team.person(OFFICER)],
            "Voorzitter": team.person(CHAIR),
            "Leden uit het plenaire kanaal overnemen": ["Leden uit het plenaire kanaal overnemen"],
        },
    )
    officer.dm()


def _register(team: Team) -> None:
    officer = team.person(OFFICER)
    officer.upload("leden.csv", REGISTER.encode("cp1252"))
    officer.click(officer.dm()[-1], "Bevestig")
    officer.dm()


def _plan(team: Team) -> list[date]:
    """Three meetings on Fridays, irregularly, as real bodies meet."""
    officer = team.person(OFFICER)
    today = team.ground.clock.now().date()
    first = _friday(today + timedelta(days=24))
    fridays = [first, _friday(first + timedelta(days=40)), _friday(first + timedelta(days=89))]
    for day, place in zip(
        fridays, ("Kasteelhoeve, zaal 2", "Stadhuis Leiedal, raadzaal", "Kasteelhoeve, zaal 2"), strict=True
    ):
        officer.command(f"/vergadering {day:%d/%m/%Y} 9u30-12u | {place}")
    return fridays


def _friday(day: date) -> date:
    return day + timedelta(days=(4 - day.weekday()) % 7)


def _propose(team: Team, meetings: list[date]) -> None:
    first, second, _ = (f"{day:%d/%m/%Y}" for day in meetings)
    said = (
        ("Greet Van Acker", f"Gezinshuizen: stand van zaken in de regio | 30 min | bespreking | {first}"),
        ("Thomas De Meyere", f"Netwerken laagdrempelige hulp vanaf volgend jaar | 20 min | informatie | {first}"),
        (
            "Katrijn Van den Bulcke",
            f"Uitbreiding verblijf: gezamenlijke aanvraag | 25 min | advies | {first}",
        ),
        (
            "Nadia El Amrani",
            f"Netwerkdag onderwijs: steun van het overleg | 15 min | beslissing | {first}",
        ),
        ("Wout Vandamme", f"Financiering van de OverKop-huizen | 10 min | informatie | {first}"),
        ("Pieter-Jan Mestdagh", f"Outreachende urgentiepsychiatrie: oproep en timing | 15 min | bespreking | {second}"),
        ("Lien Casteleyn", "Belevingsvorming door jongeren zelf | 20 min | bespreking | volgende vergadering"),
        ("Amina Benali", "Armoede en jeugdhulp: wat doen we als overleg? | 30 min | bespreking | zonder datum"),
        ("Joris ’t Seyen", f"Samenstelling van het comité: oproep naar kandidaten | 10 min | beslissing | {first}"),
    )
    for name, line in said:
        team.person(name).command(f"/agendapunt {line}")


def _decide(team: Team) -> None:
    """The comité has been at work: some points accepted, one sent back, one postponed, the others still open."""
    chair, officer, nadia = team.person(CHAIR), team.person(OFFICER), team.person("Nadia El Amrani")
    for start in ("Gezinshuizen", "Uitbreiding verblijf", "Samenstelling", "Outreachende"):
        chair.click(_card(team, start), "Aanvaarden")
    nadia.say(f"#{COMMITTEE}", "Kan dit niet bij de korte berichten?", thread=_card(team, "Financiering"))
    officer.click(_card(team, "Financiering"), "Terugsturen")
    _sent(officer, {"Reden": "Kun je er een nota met de cijfers bij doen? Dan past het bij de korte berichten."})
    chair.click(_card(team, "Armoede"), "Uitstellen")
    _sent(chair, {"Naar": "juni"})


def _call(team: Team) -> None:
    """The comité looks for one or two people: somebody stands, somebody else is put forward; both are admitted."""
    officer, chair, wout = team.person(OFFICER), team.person(CHAIR), team.person("Wout Vandamme")
    sofie, amina = team.person("Sofie Ghekiere"), team.person("Amina Benali")
    officer.command("/kandidaat oproep Bijkomend lid comité")
    _sent(
        officer,
        {
            "Aantal plaatsen": "1-2",
            "Kandidaten tot": team.ground.clock.now().date() + timedelta(days=18),
            "Toelichting": "Het comité bereidt de vergaderingen voor: een keer per maand een uur, online. "
            "We zoeken vooral iemand die de stem van cliënten of pleeggezinnen meebrengt.",
        },
    )
    officer.close_all()
    call = next(post for post in officer.read(f"#{PLENARY}") if "Oproep" in post.text)
    amina.click(call, "Ik stel mij kandidaat")
    _sent(amina, {"Motivatie": "Ouders horen vroeg in het gesprek te zitten, niet pas als de agenda klaar is."})
    amina.close_all()
    wout.click(call, "Ik draag iemand voor")
    _sent(wout, {"Kandidaat": sofie.name, "Motivatie": "Sofie kent de pleeggezinnen van de hele regio."})
    wout.close_all()
    sofie.click(sofie.dm()[-1], "Ik aanvaard")
    for candidate in (amina, sofie):
        chair.click(_card(team, candidate.name), "Toelaten")


def _vote(team: Team) -> None:
    """An open vote in the comité on which one of three has voted; the candidates are left for who tries the demo."""
    chair, katrijn, nadia = (team.person(name) for name in (CHAIR, "Katrijn Van den Bulcke", "Nadia El Amrani"))
    chair.command("/stemming nieuw")
    _sent(chair, {"Of een voorstel": "Het comité vergadert voortaan om de drie weken", "Methode": "Openbaar"})
    _sent(chair, {})
    chair.close_all()
    root = next(post for post in reversed(chair.read(f"#{COMMITTEE}")) if post.text.startswith("Stemming"))
    katrijn.click(katrijn.thread(root)[0], "Voor")
    nadia.say(f"#{COMMITTEE}", "Lukt dat ook in de vakantieweken?", thread=root)


def _follow_up(team: Team, meetings: list[date]) -> None:
    """What an earlier report left to do: with and without an owner or a day, one waiting, one done."""
    officer, joris = team.person(OFFICER), team.person("Joris ’t Seyen")
    soon = team.ground.clock.now().date() + timedelta(days=9)
    officer.command("/opvolging nieuw")
    lines = (
        f"Cijfers over de OverKop-huizen bezorgen | Wout Vandamme | {soon:%d/%m/%Y}",
        "Concrete budgetvraag netwerkdag | Nadia El Amrani | in de loop van september/oktober",
        "Antwoord van de minister op de brief navragen | Veerle Ostyn | wacht op antwoord van het kabinet",
        "Acties rond armoede voorbereiden | alle leden | volgende vergadering",
        "Plaatsvervanger aanduiden voor het LOB | CLB De Kaai | niemand",
        "Ervaringsdeskundigen betrekken bij de werkgroep | niemand | zodra de werkgroep start",
    )
    _sent(officer, {"Wat": "\n".join(lines)})
    _sent(officer, {})
    officer.close_all()
    joris.command(f"/opvolging Verslag van het comité rondsturen | @{joris.name} | {soon:%d/%m/%Y}")
    joris.click(joris.command("/opvolging").messages[-1], "Klaar", beside="Verslag van het comité")


def _watch(team: Team, meetings: list[date]) -> None:
    """A letter that waits for its answers, and a call with its steps: the second meeting is its last chance."""
    officer = team.person(OFFICER)
    sent = team.ground.clock.now().date() - timedelta(days=40)
    officer.command("/opvolging signaal Wachttijden voor minderjarigen")
    _sent(
        officer,
        {"Geadresseerden": "Kabinet Welzijn\nOpgroeien\nVAPH", "Verstuurd op": sent},
    )
    officer.close_all()
    first, second, _ = meetings
    deadline = second + timedelta(days=24)
    steps = (
        f"{first - timedelta(days=14):%d/%m/%Y}: verspreiding oproep",
        f"{first:%d/%m/%Y}: IROJ bespreekt visie en focusregio’s",
        f"{first + timedelta(days=5):%d/%m/%Y} tot {first + timedelta(days=19):%d/%m/%Y}: schrijfgroep aan het werk",
        f"{second - timedelta(days=10):%d/%m/%Y}: de werkgroep maakt een ontwerp van advies",
        f"{second:%d/%m/%Y}: IROJ adviseert de ingediende voorstellen",
        f"{deadline:%d/%m/%Y}: indienen bij de Vlaamse overheid",
    )
    officer.command("/opvolging dossier")
    _sent(
        officer,
        {
            "Titel": "Uitbreiding 1 gezin – 1 plan",
            "Agentschap": "Opgroeien",
            "Uiterste datum": deadline,
            "Stappen": "\n".join(steps),
        },
    )
    _sent(officer, {})
    officer.close_all()


def _excuse(team: Team, day: date) -> None:
    """Some come, one is replaced by a colleague in Slack, and one asked a fixed substitute who has no Slack."""
    nadia, joris, substitute = (team.person(name) for name in ("Nadia El Amrani", "Joris ’t Seyen", SUBSTITUTE))
    for who, instead in ((nadia, substitute.mention), (joris, "")):
        asked = who.command(f"/verontschuldigd {day:%d/%m/%Y} {instead}".strip())
        who.click(asked.messages[-1], "Bevestig")
    substitute.click(substitute.dm()[-1], "Ik neem dit op")
    for name in (CHAIR, "Lien Casteleyn", "Wout Vandamme"):
        coming = team.person(name)
        coming.click(coming.command("/verontschuldigd lijst").messages[-1], "Ik kom")


def _budget(team: Team, meetings: list[date]) -> None:
    """A budget for the year, and three sheets: asked, agreed in principle without an amount yet, and approved."""
    officer, year = team.person(OFFICER), team.ground.clock.now().year
    officer.command(f"/budget {year}")
    officer.click("Jaarbudget")
    _sent(officer, {"Bedrag": "€ 10.000"})
    officer.close_all()
    _, second, third = meetings
    asked = (
        ("Katrijn Van den Bulcke", f"Studiedag jonge kind | € 1.250 | {third + timedelta(days=26):%d/%m/%Y}"),
        ("Amina Benali", f"Netwerkdag onderwijs en jeugdhulp | {second + timedelta(days=27):%d/%m/%Y}"),
        ("Lien Casteleyn", "Belevingsvorming door jongeren | raming 300 euro | 10 euro per deelnemer"),
    )
    for name, line in asked:
        team.person(name).command(f"/budget vraag {line} | planjaar {year} | ondersteuning: zaal reserveren")
    in_writing = {"Vergadering": "Buiten een vergadering", "Hoe is het beslist?": "Schriftelijke ronde bij het comité."}
    for start, button, fields in (
        ("Netwerkdag", "Principieel akkoord", {"Concrete vraag tegen": f"{second - timedelta(days=15):%d/%m/%Y}"}),
        ("Belevingsvorming", "Goedgekeurd", {"Voorwaarde": "mits 10 euro per deelnemer"}),
    ):
        officer.command(f"/budget {year}")
        officer.click("Bekijk", beside=start)
        officer.click(button)
        _sent(officer, in_writing | fields)
        officer.close_all()


def _card(team: Team, start: str) -> Message:
    """The card in the comité channel of the point whose title starts so."""
    cards = team.person(OFFICER).read(f"#{COMMITTEE}")
    return next(card for card in cards if start in card.text)


def _sent(who: Slacker, fields: dict[str, object]) -> None:
    """Fill in the open form and send it. Raises `ValueError` when the bot does not take it."""
    errors = who.submit(fields)
    if errors:
        raise ValueError(f"{who.name}: {errors}")
