"""Lays a preparation pack out: for the terminal, as Markdown, as a page to print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.markdown import Markdown

from api import spoken
from cli.brief import brief_lines
from cli.markdown import escape

Pack = dict[str, Any]

_KINDS = {
    "behavioral": "Behavioral questions",
    "technical": "Technical questions",
    "situational": "Situational questions",
    "company": "Questions about the company",
    "ask": "Questions to ask them",
}
_NEEDS = {"must": "Must", "nice": "Wish", "duty": "Duty"}
_SHOWN = {"shown": "shown", "partly": "in part", "none": "no evidence in the CV"}


def render_pack(pack: Pack) -> RenderableType:
    """The pack for a terminal."""
    return Group(Markdown(pack_text(pack)))


def pack_text(pack: Pack) -> str:
    """The pack as a Markdown document."""
    return "\n".join(_lines(pack)) + "\n"


def _lines(pack: Pack) -> Iterator[str]:
    yield from _head(pack)
    if pack["preparation_tips"]:
        yield from ("", "## What to prepare first", "")
        yield from (f"{n}. {_text(tip)}" for n, tip in enumerate(pack["preparation_tips"], 1))
    if pack["matches"]:
        yield from ("", "## The ad beside your CV" if pack["has_cv"] else "## What the ad asks for")
        yield from _matches(pack)
    if pack["stories"]:
        yield from ("", "## Stories worth telling")
        yield from _stories(pack)
    yield from _company(pack)
    for kind, questions in pack["questions"].items():
        if questions:
            yield from ("", f"## {_KINDS[kind]}")
            for number, question in enumerate(questions, 1):
                yield from _question(number, question)


def _head(pack: Pack) -> Iterator[str]:
    job = pack["job"]
    title = job["title"] or _capital(spoken(job["role"]))
    yield f"# {_text(title)} at {_text(job['company'])}" if job["company"] else f"# {_text(title)}"
    yield ""
    role = spoken(job["role"])
    if job["roles"] and job["roles"][0]["confidence"]:
        role += f" ({job['roles'][0]['confidence']:.0%} sure)"
    if pack["role_doubt"]:
        role += f"; {pack['role_doubt']}: --role to choose"
    facts = [f"Read as: {role}", f"level {job['seniority']}"]
    if job["industry"]:
        facts.append(f"industry {job['industry'].replace('_', ' ')}")
    if pack["years"] is not None:
        facts.append(f"the CV's jobs cover {pack['years']:g} years")
    yield _text(", ".join(facts) + ".")
    if job["skills"]:
        yield ""
        yield _text(f"Skills the ad names: {', '.join(job['skills'])}.")


def _matches(pack: Pack) -> Iterator[str]:
    for need, name in _NEEDS.items():
        found = [m for m in pack["matches"] if m["requirement"]["need"] == need]
        if found:
            yield from ("", f"### {name}", "")
        for match in found:
            missing = match["missing"] if match["shown"] == "partly" else ()
            note = "; ".join(filter(None, (", ".join(f"no {s}" for s in missing), match["note"])))
            state = f"{_SHOWN[match['shown']]}{'; ' + note if note else ''}"
            said = _text(match["requirement"]["text"])
            yield f"- {said} ({_text(state)})" if pack["has_cv"] else f"- {said}"
            if match["quote"]:
                yield f"  > {_text(match['quote'])}"
                yield ""


def _stories(pack: Pack) -> Iterator[str]:
    for story in pack["stories"]:
        told = " and ".join(map(spoken, story["competencies"]))
        yield from ("", f"- For {told}:", f"  > {_text(story['quote'])}", "")
        if story["lacks"]:
            yield f"  Still to add: {', '.join(story['lacks'])}."
    for name in pack["without_story"]:
        yield from ("", f"- No story yet for {spoken(name)}, which the ad calls for.")


def _company(pack: Pack) -> Iterator[str]:
    company = pack["job"]["company"]
    yield from ("", "## The company", "")
    if pack["company_research"]:
        yield from brief_lines(pack["company_research"])
        return
    if company:
        yield _text(
            f"Nothing about {company} has been looked up yet: run.py research does. Read its own "
            "pages, its last report and this year's news before the interview; the questions below "
            "say what to look for."
        )
    else:
        yield "The ad does not say plainly who is hiring; --company NAME tells."


def _question(number: int, question: dict[str, Any]) -> Iterator[str]:
    asked = " ".join(filter(None, (question.get("scenario"), question["question"])))
    yield from ("", f"{number}. **{_text(asked)}**", "")
    about = f"{spoken(question['category'])}, {question['difficulty']}"
    yield f"   {_text(about)}; {_text(question['why'])}"
    guide = question.get("star_guidance") or question.get("research_notes")
    if guide:
        yield from ("", f"   {_text(guide)}")
    for point in (*question.get("key_points", ()), *question.get("evaluation_criteria", ())):
        yield f"   - {_text(point)}"


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _text(text: str) -> str:
    return escape(" ".join(text.split()))
