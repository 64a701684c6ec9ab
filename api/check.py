"""Checks of the installation, for `doctor`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

from api.backstage import Api
from domain import ModelUnavailable, RehearseError, StoreDamaged

# The cosine of two phrases about nursing; sound vectors give .7.
_NEAR = 0.3


_INSTEAD = "the built-in agents are used instead"
_FORMS = {
    "json_schema": "JSON schema",
    "json_object": "JSON mode, with the schema in the prompt",
    "prompt": "a schema in the prompt",
}


class Doctor(Api):
    """Looks at each part in turn; one part failing does not hide the next."""

    def checks(self) -> Iterator[dict[str, Any]]:
        """For each part {part, ok, found}: what was found, or what is wrong and what to do."""
        parts: tuple[tuple[str, Callable[[], str]], ...] = (
            ("python", self._python),
            ("store", self._store),
            ("questions", self._questions),
            ("embedding", self._embedding),
            ("index", self._index),
            ("model", self._model),
            ("search", self._search),
        )
        for part, check in parts:
            try:
                yield {"part": part, "ok": True, "found": check()}
            except RehearseError as error:
                yield {"part": part, "ok": False, "found": str(error)}
            except Exception as error:  # noqa: BLE001 - one part's failure must not hide the next
                yield {"part": part, "ok": False, "found": f"{type(error).__name__}: {error}"}

    def _python(self) -> str:
        return f"Python {sys.version.split()[0]} on {sys.platform}"

    def _store(self) -> str:
        store = self._stage.store
        count = len(self._stage.interviews.list())
        kept = f"{count} interview" + "s" * (count != 1)
        return f"{store.folder}, encrypted, key from the {store.key_source}, {kept}"

    def _questions(self) -> str:
        from knowledge.bank import load_bank

        bank = load_bank()
        return f"{len(bank.questions)} questions, technical ones for {len(bank.roles)} roles"

    def _embedding(self) -> str:
        from knowledge.embedder import load_embedder

        embedder = load_embedder()
        near = float(embedder.encode(["a nurse on a ward"])[0] @ embedder.encode(["nursing"])[0])
        if near < _NEAR:
            raise StoreDamaged(
                "the word vectors in knowledge/embedding are not sound; install Rehearse anew"
            )
        return f"{embedder.dimensions} dimensions, sound"

    def _index(self) -> str:
        found = self._stage.finder().find("a conflict in the team", count=1)
        index = self._stage.finder().index
        how = f"{index.state}: {index.reason}" if index.reason else index.state
        return f"{how}; nearest to a test query: {found[0].question.id}"

    def _model(self) -> str:
        """Tries the endpoint out, whatever of it works being told before what does not."""
        model = self._stage.model
        if model is None:
            return "none is set: the built-in agents hold every session (OPENAI_BASE_URL sets one)"
        from agents.model.probing import try_out

        tried = try_out(model)
        if not tried.whole:
            raise ModelUnavailable(f"{model.name}: {tried.trouble[0]}; {_INSTEAD}")
        talk = f"{model.name} talks: first words after {tried.first:.1f} s, all {tried.whole:.1f} s"
        streamed = "streamed" if tried.pieces > 1 else "not streamed: its replies come whole"
        if not tried.form:
            raise ModelUnavailable(
                f"{talk}, {streamed}; structured replies fail ({tried.trouble[0]}): built-in "
                "agents judge, and the model only talks"
            )
        use = tried.use
        cost = f"{use.calls} calls, {use.tokens} tokens, {use.seconds:.1f} s"
        return f"{talk}, {streamed}; structured replies by {_FORMS[tried.form]}; tried with {cost}"

    def _search(self) -> str:
        """Which engines would be asked; none is, for a query tells somebody what one looks for."""
        from tools.web.searching import build_search

        search = build_search(self._stage.settings)
        if search is None:
            return "none is set: research reads the pages you name (REHEARSE_SEARCH sets one)"
        return f"research asks {search.name}; not tried here, no query is sent"
