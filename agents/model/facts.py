"""What is known of an endpoint: which of the forms of a request its server takes."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

from domain.value import Value

SchemaForm = Literal["json_schema", "json_object", "prompt"]
"""How a server is told the form of a reply, from the strictest: OpenAI's own way; the way
llama-cpp-python takes, with the schema in the prompt as well; in the prompt alone."""

FORMS: tuple[SchemaForm, ...] = ("json_schema", "json_object", "prompt")

THINKING = 2_000
"""Tokens a reply may have beside what is asked for: a reasoning model's thoughts count as reply."""

_NOT_SENT = frozenset(("title", "description", "default", "maxLength", "minLength"))


class Facts(Value):
    """How to ask one model of one server.

    `limit` is the name under which it takes the most tokens of a reply: servers other than
    OpenAI's mind only the older one, OpenAI's newer models only the other.
    """

    schema_form: SchemaForm = "json_schema"
    limit: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    temperature: bool = True
    usage: bool = True

    def options(self, reply: int, schema: type[BaseModel] | None) -> dict[str, Any]:
        """The arguments of a call whose reply has at most `reply` tokens beside its thoughts."""
        options: dict[str, Any] = {
            "extra_body": {self.limit: reply + THINKING},
            "stream_usage": self.usage,
        }
        if schema is None:
            return options
        if self.temperature:
            options["temperature"] = 0
        form = _sent(schema.model_json_schema())
        if self.schema_form == "json_schema":
            named = {"name": schema.__name__, "schema": form, "strict": True}
            options["response_format"] = {"type": "json_schema", "json_schema": named}
        elif self.schema_form == "json_object":
            options["extra_body"]["response_format"] = {"type": "json_object", "schema": form}
        return options

    def simpler(self, about: str, *, with_schema: bool) -> Facts | None:
        """How to ask after a refusal whose words are `about`; None when nothing is left to
        leave out."""
        if "temperature" in about and self.temperature:
            return self.model_copy(update={"temperature": False})
        if "stream_options" in about and self.usage:
            return self.model_copy(update={"usage": False})
        if "max_tokens" in about and "max_completion_tokens" in about:
            other = "max_completion_tokens" if self.limit == "max_tokens" else "max_tokens"
            return self.model_copy(update={"limit": other})
        at = FORMS.index(self.schema_form)
        if with_schema and at + 1 < len(FORMS):
            return self.model_copy(update={"schema_form": FORMS[at + 1]})
        return None


def _sent(form: Any) -> Any:
    """A schema without what strict servers refuse or nobody minds; what is left out is checked on
    the reply."""
    if isinstance(form, dict):
        return {key: _sent(value) for key, value in form.items() if key not in _NOT_SENT}
    return [_sent(item) for item in form] if isinstance(form, list) else form
