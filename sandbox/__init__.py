"""A pretend Slack on loopback, to try the bot and to test it.

    slack = Slack(Path("manifest.yml"))                 # sandbox.slack: commands, scopes and events come from it
    with Server(slack) as server:                       # sandbox.server: Web API at {slack.url}/api/, page at /
        team = slack.add_workspace("Proefland")         # .bot_token .app_token .signing_secret .bot_user_id
        team.deliver_to("http://127.0.0.1:3000/slack/events")  # without it: Socket Mode
        lena = team.add_person("Lena Verhulst")
        team.add_channel("comite", private=True, members=[lena], bot=True)
        lena.command("/agendapunt", in_="#comite")      # people act by the words on screen ...
        lena.submit(Titel="Gezinshuizen")
        lena.click("Aanvaarden")
        lena.read("#comite")[-1].all_text               # ... and read once the bot has said all it had to say
        slack.clock.move(timedelta(days=7))             # the time of the work; messages keep their real time
        team.fail("chat.postMessage", with_="timeout_after")

`slack.idle` and `slack.waken` are the hooks of whoever runs the bot: is it done, and the time is another one.
It is strict: what Slack refuses is refused here, with Slack's own word, and where Slack's documentation is silent the
stricter reading is kept.
"""
