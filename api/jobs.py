"""The job an interview is for, read from an ad."""

from __future__ import annotations

from typing import Any, BinaryIO

from api.backstage import Api
from domain import Job


class JobReader(Api):
    """Reads ads and role names; needs no store."""

    def read_ad(self, path: str, stdin: BinaryIO | None = None, **given: Any) -> tuple[Job, bool]:
        """The job of an ad's file (`-` for `stdin`), and whether the file was too long to be
        read whole. Keywords as for `read_job`; BadInput says what is wrong with the file."""
        from tools.documents import read_document

        document = read_document(path, stdin=stdin)
        job = self.read_job(document.text, heading=document.title, file_name=document.name, **given)
        return job, document.truncated

    def read_cv(self, path: str, stdin: BinaryIO | None = None) -> tuple[str, bool]:
        """The text of a CV's file (`-` for `stdin`), and whether it was too long to be read
        whole. BadInput says what is wrong with the file."""
        from tools.documents import read_document

        document = read_document(path, stdin=stdin)
        return document.text, document.truncated

    def latest_title(self, resume: str) -> str | None:
        """The title of the latest job in a CV's text; None when none of a known role is found."""
        from knowledge.job_history import latest_title
        from knowledge.resume import read_resume

        return latest_title(read_resume(resume, self._stage.now().date()))

    def role_is_sure(self, job: Job) -> bool:
        """Whether the role was given, or inferred with enough confidence to go by."""
        return self.role_doubt(job) is None

    def role_doubt(self, job: Job) -> str | None:
        """Why the role is not sure, in words that go after its name ("the nearest role in the
        bank"); None when it is sure."""
        from knowledge.role_doubt import role_doubt

        return role_doubt(job)

    def is_outside(self, title: str) -> bool:
        """Whether a title names a job that no question of the bank is about."""
        from knowledge.taxonomy import load_taxonomy

        return load_taxonomy().is_outside(title)

    def title_named(self, said: str) -> str | None:
        """The job's title in what a person called a role by; None when that is the role's own
        name ("nurse", "skilled_trades") or no title of the taxonomy."""
        from knowledge.taxonomy import load_taxonomy, words_of

        taxonomy = load_taxonomy()
        words = words_of(said.replace("_", " "))
        names = [name for r in taxonomy.roles.values() for name in (r.id, r.name, r.short)]
        if words in {words_of(name.replace("_", " ")) for name in names}:
            return None
        return said.strip() if taxonomy.titles_in(said) else None

    def read_job(self, text: str, **given: Any) -> Job:
        """Reads an ad: title, company, role, seniority, industry, skills.

        What is given by keyword (title, role, company, seniority, industry) is taken as it is;
        `heading` and `file_name` of the ad's file help to find the title.
        """
        from knowledge.roles import read_job

        # Bytes that are no text arrive from a command line as lone surrogates.
        told = {
            name: value.encode("utf-8", "replace").decode("utf-8")
            for name, value in given.items()
            if value is not None
        }
        return read_job(text, **told)

    def check_industry(self, name: str) -> None:
        """Raises NotFound, listing the industries, when there is none of that id."""
        from knowledge.taxonomy import load_taxonomy

        load_taxonomy().industry(name)

    def find_role(self, name: str) -> str:
        """The role id for what a person calls their job; NotFound lists the nearest ids."""
        from knowledge.taxonomy import load_taxonomy

        return load_taxonomy().find_role(name)
