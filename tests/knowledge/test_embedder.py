"""The shipped static vectors: what they are like, and that no text is too odd or too long."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load_file

from knowledge.embedder import FOLDER, Embedder, load_embedder

SENTENCE = "I led the incident response for the payments team and cut the outage to six minutes. "


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder()


def test_one_embedder_is_read_per_process() -> None:
    assert load_embedder() is load_embedder()


def test_every_text_gets_a_row_of_length_one(embedder: Embedder) -> None:
    vectors = embedder.encode(["Staff nurse", "C++ developer", SENTENCE])
    assert vectors.shape == (3, Embedder.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


@pytest.mark.parametrize("text", ["", "   \n", "\x00\x07", "😀", "a" * 5000])
def test_a_text_without_a_known_word_gets_a_row_of_zeros(embedder: Embedder, text: str) -> None:
    assert not embedder.encode([text]).any()
    assert embedder.tokens(text).vectors.shape == (0, Embedder.dimensions)
    assert embedder.tokens(text).spans == []


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.encode([]).shape == (0, Embedder.dimensions)


def test_titles_of_one_trade_are_nearer_than_titles_of_two(embedder: Embedder) -> None:
    nurse, ward_nurse, engineer, developer = embedder.encode(
        ["nurse", "registered nurse", "software engineer", "software developer"]
    )
    assert min(nurse @ ward_nurse, engineer @ developer) > 0.6
    assert max(nurse @ engineer, ward_nurse @ developer) < 0.3


def test_case_and_surrounding_space_do_not_matter(embedder: Embedder) -> None:
    plain, loud = embedder.encode(["patient safety", "  PATIENT Safety\n"])
    assert np.array_equal(plain, loud)


def test_the_end_of_a_long_text_counts_as_much_as_its_start(embedder: Embedder) -> None:
    filler, tail = SENTENCE * 700, "Anaesthesia ventilator intubation. " * 700
    first, last = embedder.encode([filler + tail, tail + filler])
    assert np.allclose(first, last, atol=1e-4)
    assert not np.allclose(first, embedder.encode([filler])[0], atol=0.05)


def test_a_long_text_is_cut_between_words_only(embedder: Embedder) -> None:
    one = embedder.tokens("misunderstanding ").ids.tolist()
    many = embedder.tokens("misunderstanding " * 3000).ids.tolist()
    assert many == one * 3000


def test_spans_point_at_the_words_of_the_text_given(embedder: Embedder) -> None:
    text = "Café 😀 \ud800 naïve, " + "x " * 9000 + "Zürich"
    pieces = [text[start:end] for start, end in embedder.tokens(text).spans]
    assert pieces[0] == "Café"
    assert pieces[-1] == "Zürich"
    assert "naïve" in "".join(pieces)


def test_a_text_is_the_mean_of_its_tokens_stored_vectors(embedder: Embedder) -> None:
    stored = load_file(FOLDER / "model.safetensors")
    ids = embedder.tokens(SENTENCE).ids
    mean = (stored["embeddings"][ids] * stored["weights"][ids, None]).mean(axis=0)
    assert np.allclose(embedder.encode([SENTENCE])[0], mean / np.linalg.norm(mean), atol=1e-5)


@given(st.text(st.characters(), max_size=300))
def test_any_text_has_finite_vectors_and_spans_in_order(text: str) -> None:
    embedder = load_embedder()
    found = embedder.tokens(text)
    assert len(found.spans) == len(found.ids) == len(found.vectors)
    assert all(0 <= start < end <= len(text) for start, end in found.spans)
    assert [start for start, _ in found.spans] == sorted(start for start, _ in found.spans)
    assert np.isfinite(embedder.encode([text])).all()


def test_the_weights_are_what_their_description_says() -> None:
    config = json.loads((FOLDER / "config.json").read_text())
    rows = load_file(FOLDER / "model.safetensors")["embeddings"]
    assert rows.shape == (config["vocabulary"], config["hidden_dim"])
    assert str(rows.dtype) == config["precision"]
    assert config["teacher"] in (FOLDER / "NOTICE").read_text()
    assert config["teacher_sha256"] in (FOLDER / "NOTICE").read_text()


@pytest.mark.parametrize(
    "text",
    [
        "Don't restart the db-server; I'd rather wait 2.5 hours (or so)!",
        "strange_names and C++/C#, all in one: 100% ~ok~\nnext line",
        "b" * 150 + " is too long for a word",
        "[PAD] and [UNK] are special",
        "",
    ],
)
def test_a_plain_text_has_the_tokens_it_has_beside_a_character_that_is_not_plain(text: str) -> None:
    plain, other = load_embedder().tokens(text), load_embedder().tokens(f"{text}\u00a0")
    assert plain.ids.tolist() == other.ids.tolist()
    assert plain.spans == other.spans
    assert plain.vectors.tolist() == other.vectors.tolist()
    assert plain.mean.tolist() == other.mean.tolist()
