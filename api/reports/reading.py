"""Reads a report in JSON back, strictly: all of it can be used, or the reason why not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from api.reports.document import Document, check
from api.reports.writing import VERSION
from domain import BadInput

LARGEST = 200_000_000
"""Bytes. A thousand answers with their judgements take about five million."""


def read_report(file: Path) -> Document:
    """The report in a file. Raises BadInput saying what is wrong with it, and where."""
    try:
        if file.stat().st_size > LARGEST:
            raise BadInput(f"{file} is larger than any report ({LARGEST // 1_000_000} MB)")
        raw = file.read_bytes()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "its name cannot be one of a file"
        raise BadInput(f"cannot read {file}: {str(why).lower()}") from None
    try:
        return document_of(raw)
    except ValueError as error:
        raise BadInput(f"{file} cannot be taken in: {error}; nothing was changed") from None


def document_of(raw: bytes) -> Document:
    """The document in these bytes; ValueError says in a line what is wrong."""
    fields = _parsed(raw)
    if fields.get("format") != "rehearse-export":
        raise ValueError("it is no report of Rehearse's in JSON")
    version = fields.get("version")
    if version != VERSION or isinstance(version, bool):
        newer = isinstance(version, int) and version > VERSION
        told = "a newer Rehearse wrote it" if newer else "its version is unknown"
        raise ValueError(f"{told} (version {str(version)[:20]}, this one reads {VERSION})")
    try:
        document = Document.model_validate_json(json.dumps(fields), strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))[:200]
        raise ValueError(f"{place}: {first['msg'][:200]}") from None
    check(document)
    return document


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
        # What the store could not hold as text: half of a pair of surrogates.
        json.dumps(fields, ensure_ascii=False).encode()
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8 text") from None
    except UnicodeEncodeError:
        raise ValueError("it has characters that are none") from None
    except json.JSONDecodeError as error:
        raise ValueError(
            f"it is not JSON: {error.msg} in line {error.lineno}, column {error.colno}"
        ) from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(fields, dict):
        raise ValueError("it is no report of Rehearse's in JSON")
    return fields


def _no_number(written: str) -> float:
    raise ValueError(f"it is not JSON: {written} is no number")
