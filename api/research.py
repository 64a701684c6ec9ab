"""What can be found out about a company, for programs and front ends."""

from __future__ import annotations

import functools
import hashlib
import re
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from langsmith import tracing_context

from api.jobs import JobReader
from domain import BadInput, Brief, Event, Job

if TYPE_CHECKING:
    from agents.crew import Crew
    from graphs.research_state import Desk
    from tools.web import Web

_DOMAIN = re.compile(r"(?:[^\W_](?:[^\W_]|-){0,62}\.)+[^\W\d_](?:[^\W_]|-){1,62}")
_STEPS = 60
_LONGEST_NAME = 120


class CompanyResearcher(JobReader):
    """Briefs on companies: every fact with the page that says it."""

    def research_company(self, company_name: str) -> dict[str, Any]:
        """A brief: company_info, recent_news, culture_insights, interview_tips, questions_to_ask,
        red_flags, and the keys `research` gives; one made before is given again."""
        kept = self.kept(company_name)
        return kept if kept is not None else _last(self.research(company_name))

    def get_company_questions(self, company_name: str, role: str) -> list[dict[str, Any]]:
        """Questions to ask at a company: {question, claim_ids, generic}."""
        brief = self.kept(company_name) or _last(self.research(company_name, role=role))
        return cast(list[dict[str, Any]], brief["questions_to_ask"])

    def analyze_company_culture(self, company_name: str) -> dict[str, Any]:
        """What its pages tell of its culture: culture_type, values, work_style, team_dynamics,
        growth_opportunities, and more."""
        return cast(dict[str, Any], self.research_company(company_name)["culture_insights"])

    def get_industry_context(self, company_name: str) -> dict[str, Any]:
        """The industry around it: industry, market_position, competitors, industry_trends,
        growth_prospects, and `look_up`, which is generic."""
        return cast(dict[str, Any], self.research_company(company_name)["industry_context"])

    @property
    def searches(self) -> str:
        """The search engines asked, in order; empty where nothing is searched for."""
        from tools.web.searching import build_search

        search = build_search(self._stage.settings)
        return search.name if search else ""

    @property
    def reaches_loopback(self) -> bool:
        """Whether pages of this machine may be read: for tests only."""
        return self._stage.settings.test_allow_loopback

    @functools.cached_property
    def _over(self) -> threading.Event:
        return threading.Event()

    def break_off(self) -> None:
        """Has research under way wait for nothing it has begun: what was found is kept. May be
        called from a signal handler."""
        self._over.set()
        self._stage.give_up_waiting()

    def kept(self, company_name: str) -> dict[str, Any] | None:
        """The brief made of this company before, None when there is none."""
        stage = self._stage
        found = stage.crew.briefs.of(company_name, stage.user, stage.now())
        return laid_out(found) if found else None

    def research(
        self,
        company: str,
        *,
        role: str | None = None,
        domain: str | None = None,
        given: Sequence[str] = (),
        job: Job | None = None,
        refresh: bool = False,
    ) -> Iterator[Event]:
        """Events while a brief is made: `searched` {query, hits}, `page` {source, found, dropped},
        `notice` {text}, and at last `brief`, with the keys of `research --json`.

        `given` are addresses or files to use besides; with `refresh` nothing kept before it is
        used. Broken off, it goes on from there when called again with the same on the same day
        (UTC). Raises BadInput for an unusable name or file.
        """
        company = " ".join(company.split())
        if not any(c.isalnum() for c in company) or len(company) > _LONGEST_NAME:
            raise BadInput("name the company to look up, in at most 120 characters")
        _check_files(given)
        state = {
            "company": company,
            "role": role,
            "domain": _domain(domain),
            "given": list(given),
            "ad": job.text if job else "",
            "attributes": [],
        }
        yield from self._run(state, refresh=refresh)

    def _run(self, state: dict[str, Any], *, refresh: bool) -> Iterator[Event]:
        from graphs.research import build_research_graph

        stage = self._stage
        saver = stage.store.checkpointer()
        graph = build_research_graph(checkpointer=saver)
        crew = stage.crew.in_session()
        thread = f"research-{_digest(f'{stage.now():%Y-%m-%d}', *map(str, state.values()))}"
        config: Any = {
            "configurable": {"thread_id": f"{thread}-anew" if refresh else thread},
            "recursion_limit": _STEPS,
        }
        begun = graph.get_state(config).values
        first = {**state, "began_at": stage.now().isoformat()}
        if begun:
            count = len(begun.get("readings", ()))
            told = f"Going on where it was broken off; pages read by then: {count}."
            yield {"event": "notice", "text": told}
        # What a broken-off renewal has fetched is as new as the renewal is.
        since = datetime.fromisoformat((begun or first)["began_at"]) if refresh else None
        with self._web(since) as web, tracing_context(enabled=False):
            for event in graph.stream(
                None if begun else cast(Any, first),
                config,
                context=self._desk(crew, web),
                stream_mode="custom",
                durability="sync",
            ):
                yield dict(cast(Event, event))
                yield from _trouble(crew)
        brief = Brief.model_validate(graph.get_state(config).values["brief"])
        saver.delete_thread(config["configurable"]["thread_id"])
        yield from _trouble(crew)
        if brief.claims:
            stage.crew.briefs.keep(state["company"], stage.user, brief, stage.now())
        yield {"event": "brief", **laid_out(brief)}

    def _desk(self, crew: Crew, web: Web) -> Desk:
        from graphs.research_state import SECONDS, Desk

        return Desk(
            researcher=crew.researcher,
            web=web,
            clock=time.monotonic,
            now=self._stage.now,
            deadline=time.monotonic() + SECONDS,
            over=self._over,
        )

    def _web(self, since: datetime | None) -> Web:
        from tools.web import Web
        from tools.web.searching import build_search

        settings = self._stage.settings
        return Web(
            self._stage.cache,
            self._stage.now,
            search=build_search(settings),
            online=not self._stage.offline,
            since=since,
            loopback=settings.test_allow_loopback,
        )


def _check_files(given: Sequence[str]) -> None:
    """Raises BadInput for what is neither an address of the web nor a file."""
    for one in given:
        if one.startswith(("http://", "https://")):
            continue
        try:
            path = Path(one).expanduser()
            if path.is_file():
                continue
            is_folder = bool(one) and path.is_dir()
        except (OSError, RuntimeError, ValueError):
            is_folder = False
        why = "it is a folder" if is_folder else "there is no such file"
        raise BadInput(f"cannot read {one[:200]}: {why}, and it is no web address")


def laid_out(brief: Brief) -> dict[str, Any]:
    """A brief as SPEC.md shapes it for programs."""
    from agents.researcher.concluding import culture_type, market_position
    from knowledge.slots import load_slots

    def told(*slots: str) -> list[dict[str, Any]]:
        return [claim.model_dump(mode="json") for claim in brief.of(*slots)]

    slots = load_slots()
    culture, position = culture_type(brief.claims), market_position(brief.claims)
    facts = [slot.id for slot in slots.slots if slot.group == "company_info"]
    flags = ("layoffs", "litigation", "controversy")
    asked = [
        {"question": one.text, "claim_ids": list(one.claim_ids), "generic": not one.claim_ids}
        for one in brief.questions
    ]
    return {
        "company": brief.company,
        "domain": brief.domain,
        "role": brief.role,
        "made_at": brief.made_at,
        "mode": brief.mode,
        "company_info": {slot: told(slot) for slot in facts},
        "recent_news": told("news"),
        "culture_insights": {
            "culture_type": culture.model_dump(mode="json") if culture else None,
            "values": told("values"),
            "work_style": told("work_style"),
            "team_dynamics": told("team"),
            "growth_opportunities": told("growth"),
            "benefits": told("benefits"),
            "hiring_process": told("hiring"),
        },
        "industry_context": {
            "industry": told("industry"),
            "industry_guess": brief.industry,
            "market_position": position.model_dump(mode="json") if position else None,
            "position": told("position"),
            "competitors": told("competitors"),
            "industry_trends": told("trends"),
            "growth_prospects": told("prospects"),
            "look_up": list(slots.industries.get(brief.industry or "", ())),
        },
        "interview_tips": [
            {"tip": one.text, "claim_ids": list(one.claim_ids), "generic": not one.claim_ids}
            for one in brief.tips
        ],
        "questions_to_ask": asked,
        "red_flags": told(*flags),
        "claims": [claim.model_dump(mode="json") for claim in brief.claims],
        "sources": [source.model_dump(mode="json") for source in brief.sources],
        "namesakes": [source.model_dump(mode="json") for source in brief.namesakes],
        "candidates": list(brief.candidates),
        "not_found": list(brief.not_found),
        "dropped": [one.model_dump(mode="json") for one in brief.dropped],
        "notes": list(brief.notes),
    }


def _trouble(crew: Crew) -> Iterator[Event]:
    for text in crew.troubles():
        yield {"event": "notice", "text": text}


def _last(events: Iterator[Event]) -> dict[str, Any]:
    *_, brief = events
    return {key: value for key, value in brief.items() if key != "event"}


def _domain(domain: str | None) -> str | None:
    """A domain as it is compared: without scheme, www and path. Raises BadInput when it is none."""
    if domain is None:
        return None
    bare = domain.strip().lower().split("//")[-1].split("/")[0].removeprefix("www.")
    if not _DOMAIN.fullmatch(bare):
        raise BadInput(f"{domain} is no domain; it has the form acme.com")
    return bare


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:24]
