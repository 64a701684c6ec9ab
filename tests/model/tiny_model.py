"""Writes a language model of some 400 kB that knows nothing but can spell: a real server loads it,
answers from it in milliseconds, and is held to a schema by its own grammar."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

SEED = 7
CONTEXT = 16_384
"""Tokens of prompt and reply together; a token here is one character."""

_WIDTH, _LAYERS, _HEADS, _INNER = 64, 2, 4, 128
_STEADY = 8.0
"""What the first place of every token's vector holds. It outweighs the rest, so that place carries
a leaning from the last layer to the output, which this architecture has no bias for."""
_LEANINGS = {'"': 2.5, "}": 2.5, "]": 2.5, ",": 1.5, "</s>": 2.0}
"""Log-odds over another character: a string or a list that is held open by chance alone would run
into every limit; with these it closes after some ten characters."""
_NEVER = -12.0
_SPECIAL = ("<unk>", "<s>", "</s>")
_TEMPLATE = (
    "{% for message in messages %}{{ message['role'] }}: {{ message['content'] }}\n"
    "{% endfor %}assistant: "
)


def write_tiny_model(path: Path, seed: int = SEED) -> Path:
    """Writes a model of the llama architecture with weights drawn from `seed` to `path` (GGUF) and
    gives the path. Its replies are printable ASCII. Raises ImportError without `gguf`."""
    gguf: Any = importlib.import_module("gguf")
    tokens, leanings = _vocabulary()
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name("tiny")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(_WIDTH)
    writer.add_block_count(_LAYERS)
    writer.add_feed_forward_length(_INNER)
    writer.add_head_count(_HEADS)
    writer.add_head_count_kv(_HEADS)
    writer.add_rope_dimension_count(_WIDTH // _HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(len(tokens))
    kinds = gguf.TokenType
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * len(tokens))
    writer.add_token_types(
        [kinds.UNKNOWN, kinds.CONTROL, kinds.CONTROL]
        + [kinds.BYTE] * 256
        + [kinds.NORMAL] * (len(tokens) - 256 - len(_SPECIAL))
    )
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_pad_token_id(2)
    writer.add_add_bos_token(True)
    writer.add_add_eos_token(False)
    writer.add_add_space_prefix(False)
    writer.add_chat_template(_TEMPLATE)
    for name, values in _weights(leanings, np.random.default_rng(seed)).items():
        writer.add_tensor(name, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _vocabulary() -> tuple[list[str], list[float]]:
    """The tokens, and how much each is leaned towards: the special ones, every byte (to read any
    prompt, never written), a space as SentencePiece spells it, and the printable characters."""
    printable = [chr(code) for code in range(0x21, 0x7F)]
    tokens = [*_SPECIAL, *(f"<0x{byte:02X}>" for byte in range(256)), "\u2581", *printable]
    written = {"</s>", "\u2581", *printable}
    return tokens, [_LEANINGS.get(t, 0.0) if t in written else _NEVER for t in tokens]


def _weights(leanings: list[float], draw: np.random.Generator) -> dict[str, NDArray[np.float32]]:
    """Every tensor by its GGUF name, rows being outputs."""

    def noise(rows: int, columns: int, scale: float) -> NDArray[np.float32]:
        return draw.normal(0.0, scale, (rows, columns)).astype(np.float32)

    embedding = noise(len(leanings), _WIDTH, 1.0)
    embedding[:, 0] = _STEADY
    size = np.sqrt((_STEADY**2 + _WIDTH - 1) / _WIDTH)
    output = noise(len(leanings), _WIDTH, 0.1)
    output[:, 0] = np.array(leanings) * size / _STEADY
    ones = np.ones(_WIDTH, dtype=np.float32)
    weights = {"token_embd.weight": embedding, "output.weight": output, "output_norm.weight": ones}
    for layer in range(_LAYERS):
        block = {
            "attn_norm": ones,
            "attn_q": noise(_WIDTH, _WIDTH, 0.1),
            "attn_k": noise(_WIDTH, _WIDTH, 0.1),
            "attn_v": noise(_WIDTH, _WIDTH, 0.02),
            "attn_output": noise(_WIDTH, _WIDTH, 0.02),
            "ffn_norm": ones,
            "ffn_gate": noise(_INNER, _WIDTH, 0.02),
            "ffn_up": noise(_INNER, _WIDTH, 0.02),
            "ffn_down": noise(_WIDTH, _INNER, 0.02),
        }
        weights |= {f"blk.{layer}.{name}.weight": values for name, values in block.items()}
    return weights
