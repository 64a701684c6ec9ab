"""What asking a language model came to: calls, tokens and seconds."""

from __future__ import annotations

from domain.value import Value


class ModelUse(Value):
    """What one interview, or one process, asked of a language model.

    `calls` counts requests sent, `failed` those of them that brought nothing usable; tokens are
    the endpoint's own count where it tells one, else `estimated` from the length of the text.
    `seconds` is the time waited for all replies together. `trouble` says, latest last, why a
    built-in agent took a turn.
    """

    model: str = ""
    calls: int = 0
    failed: int = 0
    tokens_sent: int = 0
    tokens_received: int = 0
    estimated: bool = False
    seconds: float = 0.0
    trouble: tuple[str, ...] = ()

    @property
    def tokens(self) -> int:
        """All tokens, both ways."""
        return self.tokens_sent + self.tokens_received

    def __add__(self, other: ModelUse) -> ModelUse:
        """Both together, under the later model's name."""
        return ModelUse(
            model=other.model or self.model,
            calls=self.calls + other.calls,
            failed=self.failed + other.failed,
            tokens_sent=self.tokens_sent + other.tokens_sent,
            tokens_received=self.tokens_received + other.tokens_received,
            estimated=self.estimated or other.estimated,
            seconds=round(self.seconds + other.seconds, 3),
            trouble=tuple(dict.fromkeys((*self.trouble, *other.trouble))),
        )
