"""Small texts made smaller: deflate primed with what the store's texts have in common.

A kilobyte is too short for deflate to learn its words, so it is given them: field names of
assessments and checkpoints, and the words people answer with. What was written with a primer
is read with the same one: a better primer is a new tag, the old one stays.
"""

from __future__ import annotations

import zlib

# Frequent strings last: deflate spends fewer bits on what lies nearer the end.
_PRIMER = (
    " stakeholder deadline requirement database production incident deployment feature budget"
    " feedback conflict priority quarter revenue release colleague engineer department training"
    " situation responsible decision performance improve reduced increased percent measure plan"
    " customer manager project process problem solution company experience support meeting"
    " service system number learned asked decided helped worked started changed would should"
    " could because however although instead before after during while until without between"
    " really actually basically thing people month week year time first then there their they"
    " what when which where about into from have been were with that this would our my me I was"
    " we had to the team and the customer in the of the on the for the it was so that I as a"
    " langgraph.types Interrupt value id response_schema"
    ' "unscored_reason":null,"flags":[],"quotes":[],"note":"","delivery":{"words":'
    ',"fillers_per_100":0.0,"hedges_per_100":0.0,"longest_sentence":,"words_per_minute":'
    '},"scored_by":"built-in"}"suggested_answer":"","gaps":[{"kind":"own_part","quote":"'
    '","about":"result numbers","strengths":["","improvements":["'
    '{"score":50.0,"criteria":[{"criterion":"relevance","level":2,"weight":0.1,"quotes":["'
    '"],"note":"},{"criterion":"situation task action result specificity","level":3,"weight":0.'
    "behavioral technical situational company question_id interview_id phase kind text seconds"
    " hints heard quoted probed planned policy max_probes probe_below patience retake queue said"
    " v\x04 ts\xd9 2026-11-22T20:14:40+00:00 id channel_values channel_versions __start__"
    " versions_seen __input__ __interrupt__ updated_channels branch:to:listen branch:to:assess"
    " branch:to:ask branch:to:probe branch:to:plan \xd900000000000000000000000000000020.0."
).encode("latin-1")

_RAW, _PRIMED = b"\x00", b"\x01"
# Raw deflate without a header or checksum: the cipher authenticates every page.
_WINDOW = -15


def shrink(raw: bytes) -> bytes:
    """The bytes in less room where possible, never more than one longer."""
    packer = zlib.compressobj(6, zlib.DEFLATED, _WINDOW, 6, zlib.Z_DEFAULT_STRATEGY, _PRIMER)
    small = packer.compress(raw) + packer.flush()
    return _PRIMED + small if len(small) < len(raw) else _RAW + raw


def restore(packed: bytes) -> bytes:
    """What `shrink` was given. Raises ValueError for bytes it did not make."""
    tag, body = packed[:1], packed[1:]
    if tag == _RAW:
        return body
    if tag != _PRIMED:
        raise ValueError(f"bytes packed in a way this version does not know: {tag!r}")
    return zlib.decompressobj(_WINDOW, _PRIMER).decompress(body)
