"""`mock`: hold a mock interview."""

from __future__ import annotations

import argparse
import sys


def run(arguments: argparse.Namespace) -> int:
    """Starts or continues an interview and holds it to its report or a pause."""
    if not arguments.json:
        # Before the imports that take a second, so that nobody looks at a blank screen.
        print("Rehearse · one moment …", flush=True)
    from api import MockInterview, settings_for
    from cli.conversation import Conversation
    from cli.guard import WrongUsage
    from cli.job import choose_job
    from cli.reply import choose_source
    from cli.screen import JsonScreen, RichScreen
    from domain import NotFound

    screen = JsonScreen() if arguments.json else RichScreen()
    if arguments.style is not None:
        try:
            MockInterview.find_persona(arguments.style)
        except NotFound as error:
            raise WrongUsage(str(error)) from None
    piped_job = arguments.job == "-"
    if piped_job and sys.stdin.isatty():
        raise WrongUsage("--job - reads the ad from a pipe, but nothing is piped in")
    with MockInterview(settings=settings_for(offline=arguments.offline)) as mock:
        source = choose_source(arguments.answers, stdin_taken=piped_job, as_json=arguments.json)
        conversation = Conversation(mock, source, screen)
        if arguments.continued is not None:
            fixed = ("style", "job", "title", "role", "company", "seniority", "industry")
            given = [name for name in (*fixed, "questions", "minutes") if getattr(arguments, name)]
            if given:
                unused = ", ".join(f"--{name}" for name in given)
                screen.tell(f"The interview goes on as it began; {unused} is not used.")
            return conversation.hold(mock.resume(arguments.continued or None))
        job = choose_job(arguments, mock, screen, attended=source.attended)
        events = mock.begin(
            job, arguments.style, minutes=arguments.minutes, count=arguments.questions
        )
        return conversation.hold(events)
