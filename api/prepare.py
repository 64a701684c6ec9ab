"""Questions to prepare with, for programs and front ends."""

from __future__ import annotations

import difflib
from typing import Any

from api.backstage import Api
from domain import Job, NotFound, Question


class InterviewPreparer(Api):
    """Questions to prepare with."""

    def get_question_by_category(
        self, category: str, difficulty: str = "medium"
    ) -> list[dict[str, Any]]:
        """All questions of a category (competency, subject, family, theme or group) and
        difficulty. NotFound lists the categories, nearest first."""
        return self.find_questions(category=category, difficulty=difficulty, count=1000)

    def find_questions(self, job: Job | None = None, **filters: Any) -> list[dict[str, Any]]:
        """Questions by kind, role, category, difficulty, seniority, industry and count, closest
        to the job first; each with `kind` and `why`."""
        from knowledge.naming import fill_names, search_words
        from knowledge.taxonomy import load_taxonomy

        if filters.get("industry") is not None:
            load_taxonomy().industry(filters["industry"])
        category = filters.get("category")
        bank = self._stage.crew.bank
        if category is not None:
            filters["category"] = _nearest(category, {q.category for q in bank.questions})
        query = search_words(job) if job else (category or filters.get("role") or "interview")
        found = self._stage.finder().find(query, firm=True, **filters)
        return [
            {**_item(fill_names(hit.question, job)), "kind": hit.question.kind, "why": hit.why}
            for hit in found
        ]


def _item(question: Question) -> dict[str, Any]:
    """A question as SPEC.md shapes it for programs: without the fields foreign to its kind."""
    item = {k: v for k, v in question.model_dump(mode="json").items() if v not in (None, "")}
    if question.expected_approach:
        item["expected_answer"] = question.expected_approach
    return item


def _nearest(name: str, known: set[str]) -> str:
    wanted = name.strip().lower().replace(" ", "_").replace("-", "_")
    if wanted in known:
        return wanted
    near = difflib.get_close_matches(wanted, sorted(known), n=8, cutoff=0.0)
    raise NotFound(f"there is no category {name!r}; the nearest are {', '.join(near)}")
