"""How good briefs on companies are, on a folder of real pages with known facts:
`python -m evals.research FOLDER`.

The folder is served from loopback and read as any site would be, without a model. Printed are the
share of known facts that are found; whether every quote stands on its page, checked on a text made
another way; whether claims belong in their slots, by verdicts of a reader kept in
`data/claim_verdicts.txt` under a digest of slot and quote; repetitions, time and memory.
"""

from __future__ import annotations

import hashlib
import json
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from api import Backstage, CompanyResearcher
from config import Settings
from knowledge.slots import load_slots

VERDICTS = Path(__file__).parent / "data" / "claim_verdicts.txt"
FIELDS = {
    "name": ("name",),
    "hq": ("headquarters",),
    "hq_state": ("headquarters",),
    "founded": ("founded",),
    "history": ("founded",),
    "employees": ("size",),
    "product": ("products",),
    "products": ("products",),
    "customers": ("customers",),
    "scale": ("customers", "size", "products"),
    "partners": ("customers", "products", "position"),
    "financials": ("financials",),
    "leadership": ("leadership",),
    "ticker": ("ownership",),
    "mission": ("values",),
    "industry": ("industry", "products"),
    "competitor": ("competitors",),
    "competitors": ("competitors",),
    "red_flag": ("layoffs", "litigation", "controversy"),
}
CORE = ("name", "hq", "hq_state", "founded", "history", "employees", "product", "products")
AT_ONCE = 10


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder as a site on loopback, from now on."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def flat(text: str) -> str:
    """As texts are compared: apostrophes, case and white space do not matter."""
    return " ".join(text.replace("’", "'").split()).casefold()


def whole_text(page: Path) -> str:
    """All text of a page, hidden or not, by a way of its own."""
    from trafilatura import html2txt

    return flat(html2txt(page.read_text("utf-8", "replace"), clean=False) or "")


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not Path(arguments[0], "index.json").is_file():
        print("name the folder of pages, with index.json and facts.jsonl", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    pages = json.loads((folder / "index.json").read_text("utf-8"))
    facts = [json.loads(line) for line in (folder / "facts.jsonl").read_text().splitlines()]
    known = dict(line.split()[::-1] for line in VERDICTS.read_text("utf-8").splitlines())
    found: dict[str, list[dict[str, Any]]] = {}
    with tempfile.TemporaryDirectory() as home, served(folder) as base:
        settings = Settings(home=Path(home), search="none", test_allow_loopback=True)
        with CompanyResearcher(backstage=Backstage(settings)) as researcher:
            for page in pages:
                url = f"{base}/{page['page']}"
                *_, brief = researcher.research(page["company"], given=[url], refresh=True)
                old = [
                    {"slot": "news", "text": one["text"], "quote": one["text"], "value": ""}
                    for one in brief["dropped"]
                    if "recent" in one["reason"]
                ]
                found[page["page"]] = [*brief["claims"], *old]
            ten = [f"{base}/{page['page']}" for page in pages[:AT_ONCE]]
            started = time.perf_counter()
            list(researcher.research(pages[0]["company"], given=ten, refresh=True))
            took = time.perf_counter() - started
    _recall(found, facts)
    _precision(found, folder, known)
    print(f"\n{AT_ONCE} pages from fetching to brief: {took:.1f} s")
    for who in ("SELF", "CHILDREN"):
        most = resource.getrusage(getattr(resource, f"RUSAGE_{who}")).ru_maxrss
        print(f"largest memory, {who.lower()}: {most / 1024:.0f} MB")
    return 0


def _recall(found: dict[str, list[dict[str, Any]]], facts: list[dict[str, Any]]) -> None:
    hits: dict[str, list[bool]] = defaultdict(list)
    missed = []
    for fact in facts:
        said = [
            flat(f"{one['text']} {one['value']} {one['quote']}")
            for one in found[fact["page"]]
            if one["slot"] in FIELDS[fact["field"]]
        ]
        hit = any(flat(match) in text for match in fact["match"] for text in said)
        hits[fact["field"]].append(hit)
        if not hit:
            missed.append(f"{fact['page']} {fact['field']}: {fact['value']}")
    print("known facts found, by field")
    for field, told in sorted(hits.items()):
        print(f"  {field:<12} {sum(told)} of {len(told)}")
    core = [hit for field in CORE for hit in hits[field]]
    every = [hit for told in hits.values() for hit in told]
    print(f"  name, headquarters, founded, size, products: {sum(core)} of {len(core)}")
    print(f"  all: {sum(every)} of {len(every)}")
    print("missed", *missed, sep="\n  ")


def _precision(found: dict[str, list[dict[str, Any]]], folder: Path, known: dict[str, str]) -> None:
    standing = total = repeated = 0
    verdicts: dict[str, list[bool]] = defaultdict(list)
    unread = []
    for page, claims in found.items():
        text = whole_text(folder / page)
        seen = set()
        for one in claims:
            total += 1
            standing += flat(one["quote"]) in text
            repeated += (one["slot"], flat(one["text"])) in seen
            seen.add((one["slot"], flat(one["text"])))
            verdict = known.get(digest(one))
            if verdict is None:
                unread.append(f"{digest(one)} [{one['slot']}] {page}: {one['text'][:300]}")
            else:
                verdicts[one["slot"]].append(verdict == "right")
    print(f"\nquotes that stand on their page: {standing} of {total}; repeated: {repeated}")
    print("claims a reader found to belong in their slot")
    for slot in load_slots().ids:
        if verdicts[slot]:
            print(f"  {slot:<14} {sum(verdicts[slot])} of {len(verdicts[slot])}")
    read = [right for told in verdicts.values() for right in told]
    if read:
        print(f"  all: {sum(read)} of {len(read)}, {sum(read) / len(read):.3f}")
    print(f"not yet read: {len(unread)}", *unread, sep="\n  ")


def digest(claim: dict[str, Any]) -> str:
    """What a verdict on a claim is kept under."""
    told = f"{claim['slot']}\n{flat(claim['quote'])}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
