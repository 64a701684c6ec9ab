"""The page is one file with nothing to fetch, holds what a coach wants, and runs nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree, html
from markdown_it import MarkdownIt

from api import Backstage, ProgressExporter
from api.export import laid_out
from domain import Criterion, Interview, Job
from tests.api.reports.conftest import ANALYTICS, PLAN

Keep = Callable[..., Interview]
Exported = Callable[..., bytes]

ATTACKS = (
    "<script>parent.pwned=1</script>",
    "</style><script>pwned=1</script>",
    "</title><img src=x onerror=pwned=1>",
    '"><svg onload=pwned=1>',
    "' onmouseover='pwned=1",
    "--><script>pwned=1</script>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:pwned=1",
    "&lt;script&gt;",
    "\x1b[31mred\x00\u202eturned",
)


def _page(raw: bytes) -> Any:
    return html.document_fromstring(raw.decode("utf-8"))


def _words(node: Any) -> str:
    return " ".join(" ".join(node.itertext()).split())


def _with_figures(stage: Backstage, form: str) -> str:
    document = ProgressExporter(backstage=stage).document()
    told = document.model_copy(update={"analytics": ANALYTICS, "plan": PLAN})
    return laid_out(told, form).decode()


def test_the_page_holds_what_a_coach_wants(keep: Keep, stage: Backstage) -> None:
    keep("0301-aaaa", days_ago=19, turns=[{"score": 40.0}])
    keep("0311-bbbb", outcome="offer", turns=[{"score": 70.0}, {"score": None}])
    page = html.document_fromstring(_with_figures(stage, "html"))
    heads = [_words(head) for head in page.iter("h2")]
    assert heads[:8] == [
        "Summary",
        "Score over time",
        "By competency and subject",
        "What keeps coming up",
        "How well you judge yourself",
        "Time per question",
        "Practice plan",
        "Sessions",
    ]
    assert heads[8:] == ["Mock interview: Staff Nurse at Fjord Health"] * 2
    said = _words(page)
    for told in (
        "2 mock interviews",
        "2 scored, 1 could not be scored",
        "54 of 100 on a question of medium difficulty (90% interval 48 to 60)",
        "Rising by 2.5 points a week.",
        "Result was low in 4 of 5 sessions.",
        "You rate yourself 14 points high.",
        "10–41",
        "too few",
        "A mock interview (done) Lowest of all",
        "22 March 2026",
        "Rest.",
        "the first 40, the last 70",
        "an offer",
        "not scored: it is too short",
        "Result 2 of 4, fair I moved berth 1 by hand.",
        "I moved berth 1 by hand. Better.",
    ):
        assert told in said, told


def test_the_marks_of_the_charts_stand_where_the_figures_are(keep: Keep, stage: Backstage) -> None:
    keep("0301-aaaa", days_ago=19, turns=[{"score": 0.0}])
    keep("0311-bbbb", days_ago=9, turns=[{"score": 100.0}])
    page = html.document_fromstring(_with_figures(stage, "html"))
    points = page.xpath("//svg[@role='img']/circle")
    rules = page.xpath("//svg[@role='img']/line[@class='rule']")
    assert [float(point.get("cy")) for point in points] == [
        float(rules[0].get("y1")),
        float(rules[-1].get("y1")),
    ]
    assert float(points[0].get("cx")) < float(points[1].get("cx"))
    bars = page.xpath("//rect[@class='fill']/@width")
    assert bars[:2] == ["24.0", "41.0"]
    assert page.xpath("//line[@class='trend']")


def test_without_a_trend_no_line_is_drawn_and_one_session_has_no_chart(
    keep: Keep, stage: Backstage, exported: Exported
) -> None:
    keep("0301-aaaa", days_ago=19)
    assert not _page(exported("html")).xpath("//svg[@role='img']")
    keep("0311-bbbb")
    assert not _page(exported("html")).xpath("//line[@class='trend']")


def test_nothing_in_the_page_is_fetched_or_run(keep: Keep, stage: Backstage) -> None:
    keep()
    keep("0312-bbbb", days_ago=8)
    page = html.document_fromstring(_with_figures(stage, "html"))
    assert {node.tag for node in page.iter()} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
    } == set()
    addresses = page.xpath("//@href | //@src | //@action | //@data | //@srcset")
    assert all(address.startswith("#session-") for address in addresses)
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    style = "".join(page.xpath("//style/text()"))
    assert "url(" not in style
    assert "@import" not in style
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize("attack", ATTACKS, ids=repr)
def test_whatever_is_typed_stays_text(attack: str, keep: Keep, exported: Exported) -> None:
    told = Criterion(criterion=attack, level="partly", weight=1.0, quotes=(attack,), note=attack)
    turn = {"said": attack, "text": attack, "category": attack, "criteria": (told,)}
    keep(
        user="eve",
        job=Job(role="nurse", title=attack, company=attack),
        turns=[turn, turn],
        report={"detailed_feedback": attack, "strengths": (attack,)},
    )
    raw = exported("html", "eve")
    page = _page(raw)
    assert not page.xpath("//script | //img | //*[@onload or @onerror or @onmouseover]")
    shown = "".join(c for c in attack if c not in "\x1b\x00\u202e")
    assert shown in _words(page)
    assert not set("\x1b\x00\u202e") & set(raw.decode())
    # An XML reader, which forgives nothing, finds every element closed.
    body = raw.decode().split("<body>")[1].split("</body>")[0]
    etree.fromstring(f"<body>{body}</body>")


@pytest.mark.parametrize("attack", ATTACKS, ids=repr)
def test_whatever_is_typed_stays_text_in_markdown(
    attack: str, keep: Keep, exported: Exported
) -> None:
    keep(
        user="eve",
        job=Job(role="nurse", title=attack, company=attack),
        turns=[{"said": f"{attack}\n# No heading\n- no list\n| no | table |", "text": attack}],
    )
    rendered = (
        MarkdownIt("commonmark", {"html": True})
        .enable("table")
        .render(exported("md", "eve").decode())
    )
    page = html.document_fromstring(rendered)
    assert not page.xpath("//script | //img | //svg | //a | //*[@onerror]")
    assert [_words(head) for head in page.iter("h1")] == ["Interview practice: progress of eve"]
    assert "# No heading - no list | no | table |" in _words(page)


def test_markdown_says_the_same_as_the_page(keep: Keep, stage: Backstage) -> None:
    keep("0301-aaaa", days_ago=19)
    keep("0311-bbbb")
    rendered = MarkdownIt("commonmark").enable("table").render(_with_figures(stage, "md"))
    markdown = html.document_fromstring(rendered)
    page = html.document_fromstring(_with_figures(stage, "html"))
    heads = {_words(head) for head in page.iter("h2")} - {"Sessions"}
    assert heads == {_words(head) for head in markdown.iter("h2")}
    assert len(list(markdown.iter("table"))) == 6
    for told in ("Rising by 2.5 points a week.", "Lowest of all", "I moved berth 2 by hand."):
        assert told in _words(markdown)


def test_a_thousand_answers_make_a_page_of_bounded_size(keep: Keep, exported: Exported) -> None:
    answer = " ".join(["I moved the second job by twenty minutes."] * 20)
    for day in range(50):
        keep(f"03-{day:03}", days_ago=50 - day, turns=[{"said": answer}] * 20)
    sizes = {form: len(exported(form)) for form in ("html", "md", "json", "csv")}
    # 800 letters an answer, which stands in the page six times: said, quoted, bettered.
    assert sizes["html"] < 8_000_000
    assert sizes["md"] < 8_000_000
    assert sizes["json"] < 12_000_000
    assert sizes["csv"] < 1_500_000
    assert len(_page(exported("html")).xpath("//circle")) == 50


def test_monthly_sums_alone_make_a_report(stage: Backstage, exported: Exported) -> None:
    from sqlalchemy import insert

    from memory import schema

    with stage.store.engine.begin() as connection:
        row = {"user": "default", "month": "2025-11", "mode": "mock", "kind": "behavioral"}
        sums = {"sessions": 1, "answers": 2, "score_sum": 90.0, "score_squares": 1.0, "seconds": 9}
        connection.execute(
            insert(schema.months), {**row, **sums, "category": "c", "difficulty": "easy"}
        )
    assert "earlier ones as monthly sums" in exported("html").decode()
