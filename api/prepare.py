"""Questions and packs to prepare with, for programs and front ends."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

from agents.interviewer.planning import DIFFICULTIES, EVEN_MIX, difficulty_shares
from api.jobs import JobReader
from domain import Job, Kind, NotFound, Question

PACK: dict[Kind, int] = {"behavioral": 8, "technical": 8, "situational": 4, "company": 4, "ask": 5}
"""How many questions of each kind a preparation pack holds."""

_DERIVED_SHARE = 0.3
"""The share of technical questions that may be made from the ad itself: most of a set has points to
be scored against."""

_KEPT_SECONDS = 30 * 24 * 3600.0
_USER = "default"


class InterviewPreparer(JobReader):
    """Questions to prepare with, and the pack that lays ad and CV side by side."""

    def generate_behavioral_questions(self, job_desc: str, count: int = 10) -> list[dict[str, Any]]:
        """Behavioral questions for an ad, easier ones first: question, category, difficulty,
        star_guidance, example_answer, and the item's other fields."""
        return self.chosen("behavioral", self.read_job(job_desc), count)

    def generate_technical_questions(
        self, job_desc: str, role: str | None = None, count: int = 10
    ) -> list[dict[str, Any]]:
        """Technical questions for an ad and a role (the one the ad is for when not given):
        question, category, difficulty, expected_answer, follow_up_questions, and more."""
        return self.chosen("technical", self.read_job(job_desc, role=role), count)

    def generate_company_questions(
        self, company: str, job_desc: str, count: int = 5
    ) -> list[dict[str, Any]]:
        """Questions about a company: question, category, research_notes, suggested_answer."""
        return self.chosen("company", self.read_job(job_desc, company=company or None), count)

    def generate_situational_questions(self, job_desc: str, count: int = 5) -> list[dict[str, Any]]:
        """Situational questions for an ad: scenario, question, evaluation_criteria,
        sample_response."""
        return self.chosen("situational", self.read_job(job_desc), count)

    def get_question_by_category(
        self, category: str, difficulty: str = "medium"
    ) -> list[dict[str, Any]]:
        """All questions of a category (competency, subject, family, theme or group) and
        difficulty. NotFound lists the categories, nearest first."""
        return self.find_questions(category=category, difficulty=difficulty, count=1000)

    def find_questions(self, job: Job | None = None, **filters: Any) -> list[dict[str, Any]]:
        """Questions by kind, role, category, difficulty, seniority, industry and count, each with
        `kind` and `why`: closest to the job first, without a job of every kind and category in
        turn. Situations of another trade than the job's are left out. Where a level has none, those
        of the nearest level are given, and `why` says so."""
        from agents.interviewer.choosing import is_for, suits_level
        from knowledge.index import Filters
        from knowledge.naming import fill_names, search_words
        from knowledge.taxonomy import load_taxonomy
        from tools.spread import spread

        if filters.get("industry") is not None:
            load_taxonomy().industry(filters["industry"])
        category = filters.get("category")
        bank = self._stage.crew.bank
        if category is not None:
            filters["category"] = _nearest(category, {q.category for q in bank.questions})
        count, kind = filters.pop("count", 10), filters.get("kind")
        derived: list[dict[str, Any]] = []
        if job and category is None and filters.get("difficulty") is None:
            share = {"technical": _DERIVED_SHARE, None: _DERIVED_SHARE / 3}.get(kind, 0.0)
            derived = self._derived(job, round(count * share), "technical")
        seen = self._stage.crew.scores.asked_lately(_USER)
        level = filters.get("seniority")
        unfit = [
            q.id
            for q in bank.questions
            if (level and not suits_level(q, level))
            or (job and q.kind == "situational" and not is_for(q, job))
        ]
        most = count - len(derived)
        found = (
            self._stage.finder().find(
                search_words(job), firm=True, seen=seen, count=most, exclude=unfit, **filters
            )
            if job
            else spread(bank.questions, Filters(**filters), most, seen=seen, exclude=unfit)
        )
        return [
            *(
                {**_item(fill_names(hit.question, job)), "kind": hit.question.kind, "why": hit.why}
                for hit in found
            ),
            *derived,
        ]

    def prepare(self, job: Job, resume: str = "") -> dict[str, Any]:
        """The preparation pack for a job and the text of a CV (empty for none).

        Keys: job, role_is_sure, role_doubt (why not, or None), has_cv (whether one was given),
        years (the CV's jobs cover, or None), matches ([{requirement, shown, quote, missing,
        note}]), stories ([{quote, job, competencies, lacks}]), without_story, questions (kind to
        questions as `find_questions` gives them), company_research (None where nothing is known of
        the company yet), preparation_tips.
        """
        from knowledge.resume import read_resume

        read = read_resume(resume, self._stage.now().date())
        crew = self._stage.crew
        laid = self._stage.seated.coach.prepare(job, read).model_dump(mode="json")
        tips = laid.pop("tips")
        kept = {name for one in crew.stories.of(_USER) for name in one.competencies}
        laid["without_story"] = [name for name in laid["without_story"] if name not in kept]
        if not resume.strip():
            tips = ["Give your CV with --cv: the pack then shows where it meets the ad.", *tips]
        return {
            "job": job.model_dump(mode="json", exclude={"text"}),
            "role_is_sure": self.role_is_sure(job),
            "role_doubt": self.role_doubt(job),
            "has_cv": bool(resume.strip()),
            "years": read.years,
            **laid,
            "questions": {kind: self.chosen(kind, job, n, resume) for kind, n in PACK.items()},
            "company_research": self._brief(job.company),
            "preparation_tips": tips,
        }

    def _brief(self, company: str | None) -> dict[str, Any] | None:
        """What `research` found about the company, None when nobody has looked it up."""
        from api.research import CompanyResearcher

        return CompanyResearcher(backstage=self._stage).kept(company) if company else None

    def chosen(self, kind: Kind, job: Job, count: int, resume: str = "") -> list[dict[str, Any]]:
        """`count` questions of a kind as the interviewer would choose them for the job and this
        person; kept in the store until the bank, the ad or what they were asked changes."""
        stage, crew = self._stage, self._stage.crew
        weak, seen = crew.scores.weak_areas(_USER), crew.scores.asked_lately(_USER)
        model = crew.model.name if crew.model else ""
        told = (kind, count, job.model_dump_json(), weak, sorted(seen.items()), model, resume)
        key = f"questions:{_digest(crew.bank.content_hash, *map(repr, told))}"
        kept = stage.cache.get(key, stage.now())
        if isinstance(kept, str):
            return cast(list[dict[str, Any]], json.loads(kept))
        chosen = self._choose(kind, job, count, weak, seen, resume)
        stage.cache.put(key, json.dumps(chosen), stage.now(), _KEPT_SECONDS)
        return chosen

    def _choose(
        self,
        kind: Kind,
        job: Job,
        count: int,
        weak: Sequence[str],
        seen: Mapping[str, datetime],
        resume: str,
    ) -> list[dict[str, Any]]:
        from knowledge.naming import fill_names

        crew = self._stage.crew
        mix = difficulty_shares(EVEN_MIX, job.seniority)
        derived = self._derived(job, round(count * _DERIVED_SHARE), kind, resume)
        chosen = crew.interviewer.choose(
            kind, count - len(derived), job, mix=mix, weak=weak, seen=seen
        )
        found = [
            {**_item(fill_names(crew.bank.get(one.question_id), job)), "kind": kind, "why": one.why}
            for one in chosen
        ]
        return sorted([*found, *derived], key=lambda item: DIFFICULTIES.index(item["difficulty"]))

    def _derived(self, job: Job, most: int, kind: Kind, resume: str = "") -> list[dict[str, Any]]:
        """Questions made from the ad, each with the words it comes from in `derived_from`."""
        return [
            {**_item(question), "why": f"made from the ad: “{question.derived_from}”"}
            for question in self._stage.seated.interviewer.derive(
                job, most, kind=kind, resume=resume
            )
        ]


def analyze(
    job_description: str, resume: str, llm_provider: object | None = None
) -> dict[str, Any]:
    """An ad and a CV analyzed: the seam for a larger job-application assistant.

    Keys: job, matches, stories, and `interview_preparation` {behavioral_questions,
    technical_questions, company_questions, company_research, preparation_tips}, which is absent
    when the setting INTERVIEW_PREP_ENABLED is false.
    """
    with InterviewPreparer(llm_provider) as preparer:
        job = preparer.read_job(job_description)
        pack = preparer.prepare(job, resume)
        found = {key: pack[key] for key in ("job", "matches", "stories", "without_story")}
        if preparer._stage.settings.interview_prep_enabled:
            found["interview_preparation"] = {
                **{
                    f"{kind}_questions": pack["questions"][kind]
                    for kind in ("behavioral", "technical", "company")
                },
                "company_research": pack["company_research"],
                "preparation_tips": pack["preparation_tips"],
            }
        return found


def _item(question: Question) -> dict[str, Any]:
    """A question as SPEC.md shapes it for programs: without the fields foreign to its kind."""
    item = {k: v for k, v in question.model_dump(mode="json").items() if v not in (None, "")}
    expected = question.expected_approach or (question.derived_from and question.star_guidance)
    if expected:
        item["expected_answer"] = expected
    return item


def _digest(*parts: str) -> str:
    """A SHA-256 hex digest of what a set of questions depends on, with what the agents read
    beside the bank."""
    return hashlib.sha256("\n".join((*parts, _sources())).encode("utf-8", "replace")).hexdigest()


@cache
def _sources() -> str:
    """A digest of what chooses: the interviewer's and the finder's code, and what they read."""
    import agents.interviewer
    import tools.questions
    from knowledge.bank import QUESTIONS

    code = Path(agents.interviewer.__file__).parent.glob("*.py")
    beside = (QUESTIONS / "derived.json", QUESTIONS / "taxonomy.json")
    files = (*sorted(code), Path(tools.questions.__file__), *beside)
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _nearest(name: str, known: set[str]) -> str:
    wanted = name.strip().lower().replace(" ", "_").replace("-", "_")
    if wanted in known:
        return wanted
    near = difflib.get_close_matches(wanted, sorted(known), n=8, cutoff=0.0)
    raise NotFound(f"there is no category {name!r}; the nearest are {', '.join(near)}")
