"""`retake`: answer one question of a finished interview again."""

from __future__ import annotations

import argparse


def run(arguments: argparse.Namespace) -> int:
    """Asks the question again and shows both assessments side by side."""
    from api import MockInterview, settings_for
    from cli.conversation import Conversation
    from cli.reply import choose_source
    from cli.screen import JsonScreen, RichScreen

    screen = JsonScreen() if arguments.json else RichScreen()
    with MockInterview(settings=settings_for(offline=arguments.offline)) as mock:
        source = choose_source(arguments.answers, as_json=arguments.json)
        conversation = Conversation(mock, source, screen)
        return conversation.hold(mock.retake(arguments.id, arguments.n))
