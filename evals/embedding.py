"""How well the static vectors find a job's family, and what storing them smaller costs.

    python -m evals.embedding JOBS.jsonl [FOLDER ...]

JOBS.jsonl has one ad a line with `title`, `text` and `family`. Each FOLDER holds weights as
`knowledge/embedding/distill.py --precision P --into FOLDER` writes them; without one, the shipped
weights are measured. Four retrievals, each as percent hit@1 and hit@3:

- family name: the title's nearest family names, out of all of them;
- other ad: the families of the title's nearest other ads, where the family has another;
- ad passage, family: as the first, for every passage of an ad's body (words 1-60, 61-120, ...);
- ad passage, title: the passage's own ad among all titles.

The passages are there for their number: with a hundred titles one title is a whole point, so half
a point between two precisions can only be seen on many hundred queries. On 111 public job ads (726
passages) int8 with a scale per row gives what float32 gives within 0.5 of a point on each of the
eight numbers, never below it, so int8 is what is shipped.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.embedder import FOLDER, Embedder

PASSAGE_WORDS = 60
Floats = NDArray[np.float32]


def passages(text: str) -> list[str]:
    """The body cut into runs of 60 words; a last run under 15 words is dropped."""
    words = text.split()
    runs = [words[i : i + PASSAGE_WORDS] for i in range(0, len(words), PASSAGE_WORDS)]
    return [" ".join(run) for run in runs if len(run) >= 15]


def hits(similarity: Floats, labels: list[str], truth: list[str]) -> tuple[float, float]:
    """Percent of rows whose true label is the best, and among the best three, columns."""
    order = np.argsort(-similarity, axis=1, kind="stable")[:, :3]
    found = np.array(
        [
            [labels[column] == right for column in row]
            for row, right in zip(order, truth, strict=True)
        ]
    )
    return 100 * float(found[:, 0].mean()), 100 * float(found.any(axis=1).mean())


def measure(embedder: Embedder, ads: list[dict[str, str]]) -> dict[str, tuple[float, float]]:
    """The four retrievals for one set of weights, by name."""
    families = sorted({ad["family"] for ad in ads})
    truth = [ad["family"] for ad in ads]
    titles = embedder.encode([ad["title"] for ad in ads])
    names = embedder.encode([family.replace("/", " ") for family in families])

    between = titles @ titles.T
    np.fill_diagonal(between, -2.0)
    shared = [i for i, family in enumerate(truth) if truth.count(family) > 1]

    cut = [(number, run) for number, ad in enumerate(ads) for run in passages(ad["text"])]
    bodies = embedder.encode([run for _, run in cut])
    ids = [str(number) for number in range(len(ads))]
    return {
        f"family name ({len(ads)})": hits(titles @ names.T, families, truth),
        f"other ad ({len(shared)})": hits(between[shared], truth, [truth[i] for i in shared]),
        f"ad passage, family ({len(cut)})": hits(
            bodies @ names.T, families, [truth[number] for number, _ in cut]
        ),
        f"ad passage, title ({len(cut)})": hits(
            bodies @ titles.T, ids, [str(number) for number, _ in cut]
        ),
    }


def main() -> None:
    """Prints one block per folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("jobs", type=Path)
    parser.add_argument("folders", type=Path, nargs="*", default=[FOLDER])
    options = parser.parse_args()
    ads = [json.loads(line) for line in options.jobs.read_text(encoding="utf-8").splitlines()]
    for folder in options.folders:
        megabytes = (folder / "model.safetensors").stat().st_size / 1e6
        print(f"{folder.name} ({megabytes:.1f} MB)")
        for name, (first, third) in measure(Embedder(folder), ads).items():
            print(f"  {name:<28} hit@1 {first:5.1f}  hit@3 {third:5.1f}")


if __name__ == "__main__":
    main()
