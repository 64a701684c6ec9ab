"""Files of every kind become plain text, or one clear sentence says why not."""

from __future__ import annotations

import io
import logging
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from domain import BadInput
from tools.documents import MOST_CHARACTERS, Document, read_document


def written(folder: Path, name: str, data: bytes | str) -> str:
    file = folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(file)


def pdf(line: str | None, *, password: str | None = None, title: str | None = None) -> bytes:
    """A PDF of one page showing a line of text, or nothing."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(300, 300)
    if line is not None:
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 200 Td ({line}) Tj ET".encode())
        page[NameObject("/Contents")] = stream
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def placed(pieces: Iterable[tuple[int, int, str]]) -> bytes:
    """A PDF of one page with each text at its place (points from the lower left), in this order."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(595, 842)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = DictionaryObject({NameObject(k): NameObject(v) for k, v in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): named})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    drawn = (f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET" for x, y, text in pieces)
    stream.set_data("\n".join(drawn).encode())
    page[NameObject("/Contents")] = stream
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


SIDE = ["Skills", "Python", "PostgreSQL", "Docker", "Kafka", "Languages", "German", "English"]
MAIN = [
    "Experience",
    "Backend developer, Parcel Loop",
    "Rewrote the label service, p95 fell to 240 ms",
    "Moved 30 cron jobs to Celery, failures fell by 90%",
    "Junior developer, Stadtwerke Nord",
    "Wrote the first tests of the department",
    "Education",
    "BSc Computer Science",
]
HEAD = (40, 800, "JONAS WEBER, a backend developer who likes boring systems that stay up")


@pytest.mark.parametrize("leading", [18, 15], ids=["same lines", "lines of another height"])
def test_two_columns_mixed_line_by_line_are_read_one_after_the_other(
    tmp_path: Path, leading: int
) -> None:
    left = [(40, 760 - 18 * n, text) for n, text in enumerate(SIDE)]
    right = [(220, 760 - leading * n, text) for n, text in enumerate(MAIN)]
    mixed = sorted([*left, *right], key=lambda piece: -piece[1])
    text = read_document(written(tmp_path, "cv.pdf", placed([HEAD, *mixed]))).text
    assert [line for line in text.splitlines() if line] == [HEAD[2], *SIDE, *MAIN]


def test_a_table_of_dates_keeps_its_rows(tmp_path: Path) -> None:
    rows = [
        piece
        for n, text in enumerate(MAIN)
        for piece in ((40, 760 - 18 * n, f"{2010 + n}"), (220, 760 - 18 * n, text))
    ]
    text = read_document(written(tmp_path, "cv.pdf", placed([HEAD, *rows]))).text
    assert f"2012 {MAIN[2]}" in text


def test_a_word_layout_in_two_cells_is_read_cell_by_cell_and_a_table_by_rows(
    tmp_path: Path,
) -> None:
    def fill(document: Any) -> None:
        layout = document.add_table(rows=1, cols=2)
        for cell, lines in zip(layout.rows[0].cells, (SIDE, MAIN), strict=True):
            cell.text = "\n".join(lines)
            for line in lines:
                cell.add_paragraph(line)
        table = document.add_table(rows=1, cols=2)
        table.rows[0].cells[0].text, table.rows[0].cells[1].text = "2019", "Nurse"

    lines = read_document(written(tmp_path, "cv.docx", word(fill))).text.splitlines()
    assert lines.index("Kafka") < lines.index("English") < lines.index("Experience")
    assert "2019 | Nurse" in lines


def word(build: Any) -> bytes:
    """The bytes of a Word file after `build(document)` filled it."""
    document = docx.Document()
    build(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def archive(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened:
        for name, text in parts.items():
            opened.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return buffer.getvalue()


def refusal(path: str) -> str:
    with pytest.raises(BadInput) as caught:
        read_document(path)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_text_and_markdown_are_read_as_they_are(tmp_path: Path) -> None:
    document = read_document(written(tmp_path, "ad.md", "# Baker\n\nEarly *starts*.\n"))
    assert document == Document("# Baker\n\nEarly *starts*.", None, "ad.md")


def test_a_page_loses_what_a_reader_does_not_see(tmp_path: Path) -> None:
    page = """<!doctype html><html><head><title>Jobs</title><style>p {color: red}</style></head>
    <body><nav>Menu</nav><script>alert(1)</script><h1>Staff <em>Nurse</em></h1>
    <p>Care for&nbsp;patients.</p><div style="display: none">secret</div><p hidden>ghost</p>
    <span style="font-size:0">tiny</span><ul><li>Kind</li><li>Calm</li></ul>
    <table><tr><td>Band</td><td>5</td></tr></table><footer>Legal</footer></body></html>"""
    document = read_document(written(tmp_path, "ad.html", page))
    assert document.title == "Staff Nurse"
    assert "Care for patients." in document.text
    assert "- Kind" in document.text.splitlines()
    assert "Band 5" in document.text
    for unseen in ("Menu", "alert", "color", "secret", "ghost", "tiny", "Legal", "<"):
        assert unseen not in document.text


def test_a_page_without_a_heading_is_called_by_its_title(tmp_path: Path) -> None:
    page = "<html><head><title>Chef wanted</title></head><body><p>Cook.</p></body></html>"
    assert read_document(written(tmp_path, "page.txt", page)).title == "Chef wanted"


def test_a_very_deep_page_is_read(tmp_path: Path) -> None:
    page = "<div>" * 30_000 + "Deep down"
    assert "Deep down" in read_document(written(tmp_path, "deep.html", page)).text


def test_a_pdf_is_read_whatever_its_name(tmp_path: Path) -> None:
    document = read_document(written(tmp_path, "cv.txt", pdf("Led a ward of nine", title="My CV")))
    assert "Led a ward of nine" in document.text
    assert document.title == "My CV"


def test_a_scan_a_locked_and_a_damaged_pdf_each_say_what_is_wrong(tmp_path: Path) -> None:
    whole = pdf("Led a ward")
    assert "scan without text" in refusal(written(tmp_path, "scan.pdf", pdf(None)))
    assert "password" in refusal(written(tmp_path, "locked.pdf", pdf("Led", password="x")))
    assert "damaged PDF" in refusal(written(tmp_path, "cut.pdf", whole[: len(whole) // 3]))


def test_a_word_file_keeps_its_order_lists_and_tables(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        document.core_properties.title = "CV of Ann"
        document.add_heading("Ann Lee")
        table = document.add_table(2, 2)
        for row, column, text in ((0, 0, "2019"), (0, 1, "Acme"), (1, 0, "2021"), (1, 1, "Globex")):
            table.cell(row, column).text = text
        document.add_paragraph("Cut costs by 12%", style="List Bullet")

    document = read_document(written(tmp_path, "cv.docx", word(build)))
    assert document.text.splitlines() == [
        "Ann Lee", "2019 | Acme", "2021 | Globex", "- Cut costs by 12%",
    ]  # fmt: skip
    assert document.title == "CV of Ann"


def test_archives_that_are_no_word_files_are_refused(tmp_path: Path) -> None:
    whole = word(lambda document: document.add_paragraph("Ann"))
    assert "not a Word file" in refusal(written(tmp_path, "a.docx", archive(notes="hello")))
    assert "damaged Word file" in refusal(written(tmp_path, "b.docx", whole[:1500]))
    empty = archive(word__document_xml="<x/>")
    assert "damaged Word file" in refusal(written(tmp_path, "c.docx", empty))


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("word/document.xml", b"0" * 100_000_001)
    assert "more than 100 MB" in refusal(written(tmp_path, "bomb.docx", buffer.getvalue()))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Rôle à pourvoir".encode("cp1252"), "Rôle à pourvoir"),
        ("Rôle à pourvoir".encode("utf-8-sig"), "Rôle à pourvoir"),
        ("Rôle à pourvoir".encode("utf-16"), "Rôle à pourvoir"),
        ("Role to fill".encode("utf-16-le"), "Role to fill"),
        ("Größe, Straße, Mühe".encode()[:-1] + b"\xc3", "Größe, Straße, Müh\ufffd"),
        ("看護師を募集します".encode(), "看護師を募集します"),
    ],
)
def test_the_encoding_is_recognised(tmp_path: Path, data: bytes, text: str) -> None:
    assert read_document(written(tmp_path, "ad.txt", data)).text == text


def test_escapes_controls_and_invisible_marks_are_taken_out(tmp_path: Path) -> None:
    hostile = "\x1b[31mRed\x1b[0m \x1b]0;owned\x07te\u200bxt\u202e\x08\x9b2J\r\nnext\ttab\ue123"
    assert read_document(written(tmp_path, "ad.txt", hostile)).text == "Red text\nnext tab"


def test_a_title_is_cleaned_as_well(tmp_path: Path) -> None:
    page = "<html><body><h1>Nurse\u202e &#27;[31m</h1><p>Care</p></body></html>"
    title = read_document(written(tmp_path, "ad.html", page)).title
    assert title is not None
    assert title.isprintable()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x00\x01\x02" * 500, "not text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(300), "not text"),
        (bytes(range(128, 256)) * 20, "not text"),
        (b"--- *** ---", "no words"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "old Word"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    assert reason in refusal(written(tmp_path, "ad.txt", data))


def test_missing_files_folders_devices_and_impossible_names_are_refused(tmp_path: Path) -> None:
    assert "no file" in refusal(str(tmp_path / "nothing.txt"))
    assert "is a folder" in refusal(str(tmp_path))
    assert "not a file" in refusal("/dev/null")
    assert "cannot be read" in refusal("x" * 5000)
    assert "\x1b" not in refusal("\x1b[31mred.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_the_right_to_read_it_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "ad.txt", "Baker")
    Path(path).chmod(0)
    assert "cannot be read" in refusal(path)


def test_a_file_over_20_mb_is_refused(tmp_path: Path) -> None:
    assert "larger than 20 MB" in refusal(written(tmp_path, "ad.txt", b"a" * 20_000_001))


def test_of_a_5_mb_ad_the_first_part_is_kept_and_this_is_said(tmp_path: Path) -> None:
    document = read_document(written(tmp_path, "ad.txt", "Baker wanted. " * 360_000))
    assert document.truncated
    assert MOST_CHARACTERS - 20 < len(document.text) <= MOST_CHARACTERS
    assert document.text.startswith("Baker wanted.")
    assert not read_document(written(tmp_path, "short.txt", "Baker wanted.")).truncated


def test_a_dash_reads_standard_input_as_bytes_or_text() -> None:
    assert read_document("-", io.BytesIO("Rôle".encode())).text == "Rôle"
    assert read_document("-", io.StringIO("Rôle")).name == "standard input"
    assert "Led" in read_document("-", io.BytesIO(pdf("Led a ward"))).text
    with pytest.raises(BadInput, match="standard input is empty"):
        read_document("-", io.BytesIO(b""))


def test_parsers_say_nothing_themselves(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    whole = pdf("Led a ward")
    with caplog.at_level(logging.DEBUG):
        refusal(written(tmp_path, "cut.pdf", whole[: len(whole) // 3]))
        read_document(written(tmp_path, "odd.pdf", b"%PDF-1.3\n" + whole))
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


STARTS = st.sampled_from(
    [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[", b"<?"]
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(start=STARTS, rest=st.binary(max_size=300), name=st.sampled_from(["a.txt", "a.html"]))
def test_any_bytes_give_a_clean_document_or_a_refusal(
    tmp_path: Path, start: bytes, rest: bytes, name: str
) -> None:
    try:
        document = read_document(written(tmp_path, name, start + rest))
    except BadInput:
        return
    assert document.text.strip() == document.text != ""
    assert all(character.isprintable() or character == "\n" for character in document.text)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    kind=st.sampled_from(["pdf", "docx"]),
    place=st.floats(0, 1),
    noise=st.binary(min_size=1, max_size=40),
)
def test_damage_anywhere_in_a_file_gives_a_document_or_a_refusal(
    tmp_path: Path, kind: str, place: float, noise: bytes
) -> None:
    whole = pdf("Led a ward") if kind == "pdf" else word(lambda made: made.add_paragraph("Ann"))
    start = int(place * len(whole))
    damaged = whole[:start] + noise + whole[start + len(noise) :]
    path = written(tmp_path, f"cv.{kind}", damaged)
    try:
        document = read_document(path)
    except BadInput:
        return
    assert document.text


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=200))
def test_any_typed_text_survives_apart_from_what_cannot_be_shown(text: str) -> None:
    data = f"Baker {text}".encode("utf-8", "replace")
    try:
        document = read_document("-", io.BytesIO(data))
    except BadInput as error:
        raise AssertionError(f"refused: {error}") from None
    for word_ in text.split():
        if text.isprintable() and word_.isascii():
            assert word_ in document.text
