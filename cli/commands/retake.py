"""`retake`: answer one question of a finished interview or practice session again."""

from __future__ import annotations

import argparse


def run(arguments: argparse.Namespace) -> int:
    """Asks the question again and shows both assessments side by side."""
    from api import InterviewPractice, MockInterview
    from cli.conversation import Conversation
    from cli.practising import PracticeScreen, Practising
    from cli.reply import choose_source
    from cli.screen import JsonScreen, RichScreen
    from cli.stage import backstage

    with MockInterview(backstage=(stage := backstage(arguments))) as mock:
        source = choose_source(arguments.answers, as_json=arguments.json)
        held: Conversation
        if mock.interview(arguments.id).is_practice:
            practice = InterviewPractice(backstage=stage)
            screen = JsonScreen() if arguments.json else PracticeScreen(command="practice")
            held = Practising(practice, source, screen)
            return held.hold(practice.retake(arguments.id, arguments.n))
        held = Conversation(mock, source, JsonScreen() if arguments.json else RichScreen())
        return held.hold(mock.retake(arguments.id, arguments.n))
