"""What every command that opens the store works on."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from cli.guard import WrongUsage
from cli.plain import speak_to

if TYPE_CHECKING:
    from api import Backstage


def backstage(arguments: argparse.Namespace) -> Backstage:
    """The store and the agents for the person and the network of the options. Raises WrongUsage
    for a `--user` that is no name."""
    from api import DEFAULT_USER, Backstage, user_name
    from domain import BadInput

    try:
        user = user_name(DEFAULT_USER if arguments.user is None else arguments.user)
    except BadInput as error:
        raise WrongUsage(f"--user: {error}") from None
    speak_to(None if arguments.user is None else user)
    return Backstage(offline=arguments.offline, user=user)
