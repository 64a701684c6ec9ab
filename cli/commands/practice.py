"""`practice`: question by question, with feedback after each answer."""

from __future__ import annotations

import argparse


def run(arguments: argparse.Namespace) -> int:
    """Starts or continues a practice session and holds it to its results or a pause."""
    if not arguments.json:
        # Before the imports that take a second, so that nobody looks at a blank screen.
        print("Rehearse · one moment …", flush=True)
    from api import InterviewPractice
    from cli.conversation import unused_options
    from cli.job import choose_job, read_cv
    from cli.practising import PracticeScreen, Practising
    from cli.reply import choose_source, piped_in
    from cli.screen import JsonScreen
    from cli.stage import backstage

    screen = JsonScreen() if arguments.json else PracticeScreen(command="practice")
    piped = piped_in(arguments)
    with InterviewPractice(backstage=backstage(arguments)) as practice:
        source = choose_source(arguments.answers, stdin_taken=piped, as_json=arguments.json)
        session = Practising(practice, source, screen)
        if arguments.continued is not None:
            if unused := unused_options(arguments, "count", "minutes"):
                screen.tell(f"The session goes on as it began; {unused} is not used.")
            return session.hold(practice.resume(arguments.continued or None))
        resume = read_cv(arguments.cv, practice, screen)
        if arguments.type == "due":
            job = practice.read_job("", role=arguments.role, company=arguments.company)
        else:
            job = choose_job(
                arguments, practice, screen, attended=source.attended, resume=resume or None
            )
        events = practice.begin(
            job, arguments.type, minutes=arguments.minutes, count=arguments.count, resume=resume
        )
        return session.hold(events)
