"""Count neighboring word classes in the question bank, for `agents/evaluator/order.py`.

Run `python -m evals.train_order`; the same bank gives the same numbers.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

from agents.evaluator.order import pairs
from agents.evaluator.text import read

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "agents" / "evaluator" / "order_pairs.json"
SMOOTHING = 0.5
KEPT = 0.2


def texts(node: Any) -> list[str]:
    """Every string of three words or more in a JSON document."""
    if isinstance(node, str):
        return [node] if len(node.split()) > 2 else []
    if isinstance(node, dict):
        return [t for v in node.values() for t in texts(v)]
    if isinstance(node, list):
        return [t for v in node for t in texts(v)]
    return []


def main() -> None:
    """Write the gain of each pair over chance, in nats."""
    seen: Counter[tuple[str, str]] = Counter()
    for path in sorted((ROOT / "knowledge" / "questions").glob("*.json")):
        if path.stem in ("schema", "taxonomy"):
            continue
        for text in texts(json.loads(path.read_text(encoding="utf-8"))):
            for sentence in read(text).sentences:
                seen.update(pairs(sentence.words))
    total = sum(seen.values())
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for (a, b), n in seen.items():
        left[a] += n
        right[b] += n
    gains: dict[str, dict[str, float]] = {}
    for a in sorted(left):
        for b in sorted(right):
            expected = left[a] * right[b] / total
            gain = math.log((seen[a, b] + SMOOTHING) / (expected + SMOOTHING))
            if abs(gain) > KEPT:
                gains.setdefault(a, {})[b] = round(gain, 1)
    stored = {"source": f"evals/train_order.py, {total} pairs of the bank"}
    TARGET.write_text(
        json.dumps({**stored, "gains": gains}, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    print(f"{total} pairs, {sum(map(len, gains.values()))} gains kept")


if __name__ == "__main__":
    main()
