"""Which job an ad is for: the role with its confidence, and everything else the ad tells.

Words and meaning of the title and the body are scored apart (`role_profiles.py`) and fused by a
weighted sum; a softmax over the roles makes it a confidence.
"""

from __future__ import annotations

from domain import Job, RoleGuess, Seniority
from knowledge.ad_employer import find_company
from knowledge.ad_terms import find_industry, find_skills
from knowledge.job_ad import find_title, title_in
from knowledge.job_level import find_seniority
from knowledge.taxonomy import load_taxonomy, words_of

# Weights of title words, title meaning, body titles, body words, body meaning: the maximum
# likelihood of the 111 development ads, each once with its title (aliases written after seeing
# its title left out) and once without, rounded, and made a tenth softer, as ads of other sources
# are stranger. Five-fold cross-validation moved none of them by more than a fifth.
WEIGHTS = (5.5, 5.5, 6.5, 10.5, 6.5)
# What the confidence in a job that no question is about is multiplied by: the role is read as well
# as ever, but its questions are another job's, and no such job may pass for sure.
_OUTSIDE = 0.45
# Under this confidence the first guess was wrong more often than one time in three.
UNSURE = 0.5
_NOTHING_TO_GO_BY = RoleGuess(id="software_engineer", confidence=0.0)
_MOST_GUESSES = 5
_MOST_CHARACTERS = 40_000
_LONGEST_TITLE = 200


def infer_roles(text: str, title: str | None = None) -> list[RoleGuess]:
    """The roles an ad may be for, best first; empty when there is nothing to go by.

    `text` is the ad, of which the first 40,000 characters are read, of the `title` 200; without a
    `title` the ad's own is looked for. Confidences are 0-1 and sum to at most 1: of the guesses
    with confidence .8, about eight in ten are right (`evals/roles.py` shows the calibration). Of a
    job outside the bank all are below `UNSURE`.
    """
    # numpy and the embedding are loaded here because the command line must start without them.
    from knowledge.role_profiles import load_profiles

    text = text[:_MOST_CHARACTERS]
    title = (title or "").strip()[:_LONGEST_TITLE] or find_title(text) or ""
    guesses = load_profiles().guesses(title, text, WEIGHTS, _MOST_GUESSES)
    if not load_taxonomy().is_outside(title):
        return guesses
    return [
        RoleGuess(id=guess.id, confidence=round(guess.confidence * _OUTSIDE, 3))
        for guess in guesses
    ]


def read_job(
    text: str,
    title: str | None = None,
    *,
    heading: str | None = None,
    file_name: str | None = None,
    role: str | None = None,
    company: str | None = None,
    seniority: Seniority | None = None,
    industry: str | None = None,
) -> Job:
    """What an ad says about its job; what the caller gives is taken as it is.

    Without a `title` the page's `heading` counts if it names a job, else what the ad calls
    itself, else the `file_name`. `role` is an id, a name or a job title; without it the best guess
    counts, and `software_engineer` with confidence 0 when nothing can be guessed; `Job.roles` is
    empty when the role is given. The first guess's confidence says how sure it is: say so below
    `UNSURE` (`role_doubt.py`). Raises NotFound for an unknown role or industry, listing the valid
    ones.
    """
    taxonomy = load_taxonomy()
    known = taxonomy.find_role(role) if role else None
    if industry:
        taxonomy.industry(industry)
    head = text[:_MOST_CHARACTERS]
    own = find_title(head)
    given = (title or "").strip()[:_LONGEST_TITLE]
    title = given or title_in(heading) or own or title_in(file_name)
    # An ad for a "Developer" may open with "Senior Python Developer"; another job's title in it
    # says nothing of the level.
    fuller = own if own and title and words_of(own)[-1:] == words_of(title)[-1:] else None
    guesses = [] if known else infer_roles(head, title) or [_NOTHING_TO_GO_BY]
    chosen = known or guesses[0].id
    company = company or find_company(head, title)
    near = [chosen, *(guess.id for guess in guesses[1:2])]
    return Job(
        title=title,
        company=company,
        role=chosen,
        roles=tuple(guesses),
        seniority=seniority or find_seniority(head, title, fuller),
        industry=industry or find_industry(head, title, company, chosen),
        skills=find_skills(head, near),
        text=text,
    )
