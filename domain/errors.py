"""What may go wrong, by who has to act."""


class RehearseError(Exception):
    """Something Rehearse could not do; the message says what to do next."""


class BadInput(RehearseError):
    """The caller gave something unusable and has to change it."""


class NotFound(RehearseError):
    """No such interview, question, role or persona; the message lists the nearest ones."""


class Busy(RehearseError):
    """Another process holds the interview; the message says which."""


class StoreUnavailable(RehearseError):
    """The store cannot be opened or written: wrong key, read-only folder, full disk."""


class StoreDamaged(RehearseError):
    """The store's file is there but is not readable as a store; nothing was changed."""


class ModelUnavailable(RehearseError):
    """The language model gave nothing usable; the built-in agent takes the turn."""


class WebUnavailable(RehearseError):
    """The page or the search could not be had."""
