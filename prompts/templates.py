"""What a model is told: Markdown templates with named variables, composed into prompts of bounded
size.

A template has three parts between lines of `---`: its sizes, the system's part, the user's part.
A line of the sizes is a name and a number: `reply` is the most tokens a reply needs, every other
name is a variable with the most characters that are sent of it.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
CHARACTERS_A_TOKEN = 4
"""OpenAI's rule of thumb for English: a token is about four characters."""

_VARIABLE = re.compile(r"\{\{(\w+)\}\}")
_TAG = re.compile(r"<(?=[/!?|\w])")
_PARTED = re.compile(r"^---\s*$", re.M)
_LEFT_OUT = " […] "


@dataclass(frozen=True)
class Prompt:
    """What is sent: the system's and the user's part, and the most tokens the reply may have."""

    name: str
    system: str
    user: str
    reply: int

    @property
    def tokens(self) -> int:
        """Its size in tokens, estimated from its length."""
        return -(-(len(self.system) + len(self.user)) // CHARACTERS_A_TOKEN)


@dataclass(frozen=True)
class Template:
    """A prompt with gaps; `most` are the characters sent of each variable."""

    name: str
    system: str
    user: str
    reply: int
    most: dict[str, int]

    @property
    def tokens(self) -> int:
        """The size no prompt of this template is above, in tokens."""
        bare = len(_VARIABLE.sub("", self.system + self.user))
        used = _VARIABLE.findall(self.system + self.user)
        return -(-(bare + sum(self.most[name] for name in used)) // CHARACTERS_A_TOKEN)

    def fill(self, /, **values: str) -> Prompt:
        """The prompt with `values` in its gaps, each bounded and unable to close the tags it
        stands between. Raises ValueError when one is missing or foreign to the template."""
        if values.keys() != self.most.keys():
            odd = sorted(values.keys() ^ self.most.keys())
            raise ValueError(f"the prompt {self.name} wants other variables: {', '.join(odd)}")
        data = {name: _bounded(_harmless(values[name]), self.most[name]) for name in values}

        def fill_in(text: str) -> str:
            return _VARIABLE.sub(lambda gap: data[gap[1]], text).strip()

        return Prompt(self.name, fill_in(self.system), fill_in(self.user), self.reply)


@functools.cache
def load_template(name: str) -> Template:
    """The template of that name. Raises ValueError when it is not made as it should be."""
    return read_template(name, (FOLDER / f"{name}.md").read_text(encoding="utf-8"))


def read_template(name: str, text: str) -> Template:
    """A template from its text."""
    parts = _PARTED.split(text)
    if len(parts) != 3:
        raise ValueError(f"the prompt {name} has {len(parts)} parts, not 3")
    sizes = {key: int(value) for key, value in map(str.split, parts[0].split("\n")[:-1])}
    reply = sizes.pop("reply")
    if set(_VARIABLE.findall(parts[1] + parts[2])) != sizes.keys():
        raise ValueError(f"the prompt {name} and its sizes name different variables")
    return Template(name, parts[1], parts[2], reply, sizes)


def names() -> list[str]:
    """The templates there are."""
    return sorted(path.stem for path in FOLDER.glob("*.md"))


def compose(name: str, /, **values: str) -> Prompt:
    """The prompt of a template; see `Template.fill`."""
    return load_template(name).fill(**values)


def _harmless(text: str) -> str:
    """Without what is not seen, and without tags: data cannot end the place it stands in."""
    seen = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cf", "Cc"))
    return _TAG.sub("‹", seen)


def _bounded(text: str, most: int) -> str:
    """At most so many characters: of a longer text two thirds from its beginning and the rest
    from its end."""
    if len(text) <= most:
        return text
    kept = max(most - len(_LEFT_OUT), 0)
    tail = kept // 3
    return text[: kept - tail] + _LEFT_OUT[:most] + text[len(text) - tail :]
