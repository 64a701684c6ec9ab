"""`retake`: answer one question of a finished interview again."""

from __future__ import annotations

import argparse


def run(arguments: argparse.Namespace) -> int:
    """Asks the question again and shows both assessments side by side."""
    from api import MockInterview
    from cli.conversation import Conversation
    from cli.reply import choose_source
    from cli.report import render_comparison
    from cli.screen import JsonScreen, RichScreen

    screen = JsonScreen() if arguments.json else RichScreen()
    with MockInterview() as mock:
        source = choose_source(arguments.answers, as_json=arguments.json)
        conversation = Conversation(mock, source, screen)
        code = conversation.hold(mock.retake(arguments.id, arguments.n))
    before, now = (conversation.last.get(side) for side in ("before", "now"))
    if isinstance(screen, RichScreen) and before and now:
        screen.console.print(render_comparison(before[-1], now[-1]))
    return code
