"""The operating system's keyring as a place for a store's key, when there is one that works."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable

SERVICE = "rehearse"
PROBE_SECONDS = 3.0
# The owner may have to unlock the keyring by hand when the key is known to be there.
UNLOCK_SECONDS = 60.0


def recall(store: str, *, expected: bool) -> str | None:
    """The entry of a store; None when the keyring has none, fails, or does not answer.

    Waits for the owner to unlock it when the entry is `expected` there.
    """
    return _ask(lambda: _entry(store), UNLOCK_SECONDS if expected else PROBE_SECONDS)


def keep(store: str, secret: str) -> bool:
    """Whether the keyring took the secret and gives it back, which the null one does not."""

    def there_and_back() -> str | None:
        import keyring

        keyring.set_password(SERVICE, store, secret)
        return _entry(store)

    return _ask(there_and_back, PROBE_SECONDS) == secret


def forget(store: str) -> None:
    """Removes the entry of a store, where there is one and the keyring answers."""

    def remove() -> str | None:
        import keyring

        keyring.delete_password(SERVICE, store)
        return None

    _ask(remove, PROBE_SECONDS)


def _entry(store: str) -> str | None:
    import keyring

    return keyring.get_password(SERVICE, store)


def _ask(call: Callable[[], str | None], seconds: float) -> str | None:
    """What the keyring answers within `seconds`; None when it fails, hangs or has nothing.

    Backends are other people's: they raise what they like, log to the terminal when no
    handler is set, and wait for ever on a locked session bus. So: a thread that may be left
    behind, a handler that swallows, and every exception the same as no answer.
    """
    logging.getLogger("keyring").addHandler(logging.NullHandler())
    answers: list[str | None] = []

    def ask() -> None:
        with contextlib.suppress(Exception):
            answers.append(call())

    thread = threading.Thread(target=ask, daemon=True, name="keyring")
    thread.start()
    thread.join(seconds)
    return answers[0] if answers else None
