"""A progress report as a file of one's own: to keep, to print, to show a coach, to move."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.backstage import DEFAULT_USER, Api
from domain import BadInput

if TYPE_CHECKING:
    from api.reports.document import Document

FORMATS = ("html", "md", "json", "csv")


@dataclass(frozen=True)
class ExportContents:
    """What a report holds, and whether it may take the place of a file that is no report.

    `names` says that names stay; where they go, `known` are names to take out beside those that
    can be found.
    """

    transcripts: bool = True
    names: bool = True
    known: tuple[str, ...] = ()
    force: bool = False


class ProgressExporter(Api):
    """Writes what a person's sessions come to into a file."""

    def export(
        self,
        user_id: str | None = None,
        output_path: str | Path | None = None,
        contents: ExportContents | None = None,
    ) -> Path:
        """Writes the report and gives its file; the ending picks the format (`FORMATS`), and
        without a path it is a page in the current folder, named by the day and the person.

        The file is whole or not there, of mode 0600, and takes the place of an older report but
        of no other file. Raises BadInput where it cannot be written, NotFound when there is
        nothing to report.
        """
        from api.reports.writing import check_place, write_report

        contents = contents or ExportContents()
        file = Path(output_path or self._usual_name(user_id)).expanduser()
        form = export_format(file)
        # Before the work, which may take a while: a place that will not do is said at once.
        check_place(file, force=contents.force)
        document = self.document(user_id, contents)
        return write_report(file, laid_out(document, form), force=contents.force)

    def document(
        self, user_id: str | None = None, contents: ExportContents | None = None
    ) -> Document:
        """The report as data. Raises NotFound when there is nothing to report."""
        from api.reports.gathering import gather, known_names
        from api.reports.leaving_out import (
            without_names,
            without_resumes,
            without_transcripts,
        )
        from api.track import InterviewTracker
        from knowledge.bank import load_bank
        from memory.transfer import Transfer

        contents = contents or ExportContents()
        user = self._who(user_id)
        progress = InterviewTracker(backstage=self._stage).get_progress(user)
        document = gather(
            Transfer(self._stage.store),
            user,
            self._stage.now(),
            progress["summary"],
            progress["analytics"],
            self._plan(user),
            len(self._stage.interviews.list(user, "running")),
        )
        if not contents.transcripts:
            document = without_transcripts(document, load_bank())
        if not contents.names:
            stories = self._stage.stories.list(user)
            document = without_names(document, known_names(document, stories, contents.known))
        # The CV says whose it is; after that it has no place in a report.
        return without_resumes(document)

    def _usual_name(self, user_id: str | None) -> str:
        """A page named by the day and the person, so that nobody's takes another's place."""
        user = self._who(user_id)
        whose = "" if user == DEFAULT_USER else "-" + re.sub(r"[^\w-]+", "-", user).strip("-")
        return f"rehearse-progress{whose}-{self._stage.now().astimezone():%Y-%m-%d}.html"

    def _plan(self, user: str) -> dict[str, Any] | None:
        """The practice plan as `plan --json` gives it: as of today, of another person than this
        is for as it was left. None without one."""
        from api.plan import PracticePlanner, laid_out

        if user == self._stage.user:
            return PracticePlanner(backstage=self._stage).current()
        kept = self._stage.plans.of(user)
        return laid_out(kept) if kept else None


def export_format(file: Path) -> str:
    """The format a file's ending stands for. Raises BadInput for another ending."""
    form = file.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        listed = ", ".join(f".{name}" for name in FORMATS)
        raise BadInput(f"{file} does not end in one of {listed}: the ending picks the format")
    return form


def laid_out(document: Document, form: str) -> bytes:
    """The document in a format."""
    if form == "json":
        from api.reports.document import to_json

        return to_json(document)
    if form == "csv":
        from api.reports.table import to_csv

        return to_csv(document)
    from api.reports.view import view_of

    view = view_of(document)
    if form == "md":
        from api.reports.markdown import to_markdown

        return to_markdown(view).encode()
    from api.reports.page import to_html

    return to_html(view).encode()
