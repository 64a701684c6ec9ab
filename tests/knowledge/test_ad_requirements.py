"""What an ad asks for is told from its form, in its own words."""

from __future__ import annotations

import pytest

from knowledge.ad_requirements import find_requirements

AD = """Senior Staff Nurse - Respiratory High Care
Riverside University Hospitals

About the role
You will coordinate the shift in our 12-bed unit and supervise junior nurses.

Key responsibilities
- Assess, plan and evaluate care for patients on non-invasive ventilation
- Support families through end-of-life decisions

Essential criteria
- NMC registration as an adult nurse
- At least 2 years' experience in acute care
- Excellent communication skills with patients and relatives

Desirable
- Advanced Life Support (ALS)

Benefits
- 27 days' holiday and a free gym on site
"""


def asked(text: str, need: str) -> list[str]:
    return [one.text for one in find_requirements(text, ["nurse"]) if one.need == need]


def test_headings_tell_musts_wishes_and_duties_apart() -> None:
    assert asked(AD, "must") == [
        "NMC registration as an adult nurse",
        "At least 2 years' experience in acute care",
        "Excellent communication skills with patients and relatives",
    ]
    assert asked(AD, "nice") == ["Advanced Life Support (ALS)"]
    duties = asked(AD, "duty")
    assert "Support families through end-of-life decisions" in duties
    assert any(duty.startswith("You will coordinate the shift") for duty in duties)


def test_what_is_offered_is_not_asked_for() -> None:
    assert not any("holiday" in one.text for one in find_requirements(AD))


def test_each_is_a_passage_of_the_ad() -> None:
    assert all(one.text in AD for one in find_requirements(AD))


def test_the_skills_it_names_stand_beside_it() -> None:
    (named,) = [one.skills for one in find_requirements(AD, ["nurse"]) if "NMC" in one.text]
    assert named == ("NMC registration",)


@pytest.mark.parametrize(
    ("sentence", "need"),
    [
        ("We are looking for an experienced plumber who can read drawings.", "must"),
        ("Applicants must hold a full driving licence.", "must"),
        ("A degree in chemistry is desirable.", "nice"),
        ("Experience with Kafka would be an asset.", "nice"),
        ("The post holder will lead a team of six porters.", "duty"),
        ("Do you have experience of caring for older people?", "must"),
    ],
)
def test_prose_without_headings_is_read_sentence_by_sentence(sentence: str, need: str) -> None:
    (found,) = find_requirements(f"Join our team.\n{sentence}\nApply by email.")
    assert (found.text, found.need) == (sentence, need)


@pytest.mark.parametrize(
    "sentence",
    [
        "We have thirty years of experience in logistics.",
        "Our offices are in Leeds.",
        "You will receive 27 days of annual leave.",
        "For details email jobs@example.org.",
        "",
    ],
)
def test_what_an_ad_says_of_itself_is_no_requirement(sentence: str) -> None:
    assert find_requirements(sentence) == ()


def test_the_same_line_twice_counts_once_and_long_lists_are_cut() -> None:
    many = "Requirements\n" + "\n".join(f"- Experience with tool {n}" for n in range(60))
    assert len(find_requirements(many)) == 20
    assert len(find_requirements("Requirements\n- Tact\n- Good manners\n- Good manners\n")) == 1


def test_a_line_that_leads_in_a_list_asks_for_nothing_and_tells_what_the_list_is() -> None:
    ad = (
        "Clerk\n\nThe successful candidate will have experience in the following areas:\n"
        "- Posting supplier invoices\n- Chasing debts\n\n"
        "The duties of this post include, but are not limited to:\n- Keeping the petty cash book\n"
    )
    assert asked(ad, "must") == ["Posting supplier invoices", "Chasing debts"]
    assert asked(ad, "duty") == ["Keeping the petty cash book"]


def test_sentences_after_a_list_are_read_for_themselves() -> None:
    ad = (
        "You will have experience of the following:\n- Tiling\n- Plastering\n\n"
        "The post holder will look after four schools.\n"
    )
    assert asked(ad, "duty") == ["The post holder will look after four schools."]


def test_a_label_tells_what_the_rest_of_its_line_is() -> None:
    ad = "Salary: 30,000 a year\nEssential: a degree in chemistry\nDesirable: HPLC experience.\n"
    assert asked(ad, "must") == ["a degree in chemistry"]
    assert asked(ad, "nice") == ["HPLC experience."]


@pytest.mark.parametrize(
    "line",
    [
        "25 days' holiday plus bank holidays",
        "A workplace pension with 8% from us",
        "Enhanced DBS check for all staff",
        "Pre-employment checks will be carried out",
        "Free parking and a subsidised canteen",
        "All qualified applicants will receive consideration without regard to age",
        "We welcome applications from all sections of the community",
        "Salary of £28,000 to £31,000 a year",
        "Medical insurance and a company car",
    ],
)
@pytest.mark.parametrize("bullet", ["- ", ""])
def test_what_is_offered_checked_or_promised_is_no_duty(line: str, bullet: str) -> None:
    assert asked(f"Responsibilities\n{bullet}{line}\n- Keep the books\n", "duty") == [
        "Keep the books"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Process pension contributions and salaries",
        "Carry out background checks on new starters",
        "Advise staff on benefits and annual leave",
    ],
)
def test_work_on_pay_and_checks_is_a_duty(line: str) -> None:
    assert asked(f"Responsibilities\n- {line}\n", "duty") == [line]


def test_a_bullet_on_a_line_of_its_own_stands_before_the_next() -> None:
    ad = (
        "Key responsibilities include:\n\n-\n Keeping the petty cash book.\n-\n Paying the bills.\n"
    )
    assert asked(ad, "duty") == ["Keeping the petty cash book.", "Paying the bills."]
