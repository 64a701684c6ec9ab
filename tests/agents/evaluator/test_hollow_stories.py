"""Slogans with figures are no story; business language with people and things in it is one."""

from __future__ import annotations

from functools import cache

import pytest

from agents.evaluator import build
from domain import Answer, Assessment, Question

SLOGANS = (
    "The situation was challenging. My task was to deliver. I leveraged synergies, drove "
    "alignment, and championed a culture of excellence. I proactively engaged key stakeholders and "
    "optimised the process end to end. As a result efficiency rose 45 %, satisfaction rose 60 % "
    "and costs fell by 30 %.",
    "At my previous company I encountered a difficult situation that required innovative thinking. "
    "I brainstormed solutions, evaluated the options and selected the most effective approach. I "
    "then implemented it with passion and dedication. Efficiency doubled, errors fell 70% and "
    "everyone was happy with the outcome.",
    "I faced a critical problem that affected the business. I conducted a thorough analysis, "
    "gathered the relevant information and developed an effective solution. I coordinated with all "
    "relevant parties and monitored progress closely. This led to an improvement of 65% in "
    "performance and a satisfaction rate of 98%.",
)
DRY = (
    "Our monthly close took eleven working days. As group accountant I was asked to bring it to "
    "six. I listed every journal entry of the March close with its owner and the day it was posted "
    "and saw that 60 % of the delay came from intercompany invoices. I moved the cut-off to the "
    "25th and wrote a matching report in SQL. Two subsidiaries resisted, so I ran the report for "
    "them for two months. By September we closed on day six.",
    "The customs broker rejected eleven of our shipments to Norway in January because the "
    "commodity codes were incomplete. I coordinate exports. I went through the item master with "
    "the product manager, completed 260 codes, and set a mandatory field so that no new item could "
    "be saved without one. The engineers complained about the extra step, so I prepared a list of "
    "the 30 most frequent codes. Since February no shipment has been rejected.",
)
FELT = (
    "In my first management role I avoided giving negative feedback. An analyst failed her "
    "probation without a warning from me. I regret it. I now speak about performance in the first "
    "month, and the next two people I hired improved because of it.",
    "We disagreed about the priority of security against features. I argued for security, lost the "
    "vote and supported the decision anyway. When the vulnerability was found four months later, I "
    "did not say I had told them. I offered a plan, and the director adopted it the same day.",
)


@cache
def _assessed(text: str) -> Assessment:
    asked = Question(
        id="own",
        kind="behavioral",
        category="problem_solving",
        competency="problem_solving",
        question="Tell me about a time you solved a problem.",
    )
    return build().assess(asked, Answer(text=text))


@pytest.mark.parametrize("text", SLOGANS)
def test_slogans_with_invented_figures_are_worth_little_and_praised_for_nothing(text: str) -> None:
    found = _assessed(text)
    assert "hollow" in found.flags
    assert (found.score or 0.0) <= 30
    assert found.strengths == ()


def test_a_thankful_boss_at_the_end_makes_no_story_of_slogans() -> None:
    assert "hollow" in _assessed(f"{SLOGANS[0]} My boss thanked me.").flags


@pytest.mark.parametrize("text", DRY)
def test_dry_business_language_with_real_content_keeps_its_score(text: str) -> None:
    found = _assessed(text)
    assert not {"hollow", "other_story"} & set(found.flags)
    assert (found.score or 0.0) >= 65


@pytest.mark.parametrize("text", FELT)
def test_a_story_of_what_was_felt_and_decided_is_not_hollow(text: str) -> None:
    assert "hollow" not in _assessed(text).flags
