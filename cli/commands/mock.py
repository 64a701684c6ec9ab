"""`mock`: hold a mock interview."""

from __future__ import annotations

import argparse


def run(arguments: argparse.Namespace) -> int:
    """Starts or continues an interview and holds it to its report or a pause."""
    if not arguments.json:
        # Before the imports that take a second, so that nobody looks at a blank screen.
        print("Rehearse · one moment …", flush=True)
    from api import MockInterview
    from cli.conversation import Conversation, unused_options
    from cli.guard import WrongUsage
    from cli.job import choose_job, read_cv
    from cli.reply import choose_source, piped_in
    from cli.screen import JsonScreen, RichScreen
    from cli.stage import backstage
    from domain import NotFound

    screen = JsonScreen() if arguments.json else RichScreen()
    if arguments.style is not None:
        try:
            MockInterview.find_persona(arguments.style)
        except NotFound as error:
            raise WrongUsage(str(error)) from None
    piped = piped_in(arguments)
    with MockInterview(backstage=backstage(arguments)) as mock:
        source = choose_source(arguments.answers, stdin_taken=piped, as_json=arguments.json)
        conversation = Conversation(mock, source, screen)
        if arguments.continued is not None:
            if unused := unused_options(arguments, "questions", "minutes"):
                screen.tell(f"The interview goes on as it began; {unused} is not used.")
            return conversation.hold(mock.resume(arguments.continued or None))
        resume = read_cv(arguments.cv, mock, screen)
        job = choose_job(arguments, mock, screen, attended=source.attended, resume=resume or None)
        events = mock.begin(
            job,
            arguments.style,
            minutes=arguments.minutes,
            count=arguments.questions,
            resume=resume,
        )
        return conversation.hold(events)
