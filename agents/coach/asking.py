"""What kind of thing a requirement asks for: something held, something agreed to, or a deed."""

from __future__ import annotations

import re

CREDENTIAL = re.compile(
    r"\b(?:registration|registered|licen[cs]ed?|certificates?|certification|certified|degree|qualifi\w+|diplomas?"
    r"|NVQ|BTEC|GCSEs?|PGCE|QTS|card|ticket|accredit\w+|chartered|clearance|DBS|apprenticeship"
    r"|right to work|work permit|visa|(?:IPAF|PASMA|CSCS|SMSTS|NEBOSH|IOSH|PRINCE2|ACCA|CIMA|CIPD)"
    r"|Level \d)\b",
    re.IGNORECASE,
)
"""What one holds rather than does."""

AVAILABILITY = re.compile(
    r"\b(?:weekends?|evenings?|nights?|night shifts?|bank holidays?|shift work|shifts?|rotas?"
    r"|on[- ]call|overtime|unsocial hours|(?:flexible|working) hours|full[- ]time|part[- ]time"
    r"|relocat\w+"
    r"|(?:able|willing|willingness|prepared|required|flexib\w+|ability|happy|free) to travel"
    r"|travel (?:to|between|across|within|as|is|when|up to|nationally|internationally|regularly)"
    r"|\d+ ?% travel|own (?:car|vehicle|transport)|access to (?:a )?(?:car|vehicle)"
    r"|start (?:immediately|in|on|by|from)|notice period|on[- ]site|in the office"
    r"|lift(?:ing)? (?:up to )?\d+"
    r"|stand(?:ing)? for long|work outdoors|in all weathers?)\b",
    re.IGNORECASE,
)
"""What one agrees to rather than shows: hours, places, travel, what the body must bear."""

_MANAGED = re.compile(
    r"\b(?:manag|plan|creat|writ|prepar|organi[sz]|design|coordinat|set(?:ting)? up|schedule"
    r"|scheduling"
    r"|run)\w*\b.{0,30}\b(?:rotas?|shifts?|travel|overtime|weekends?)\b",
    re.IGNORECASE,
)


def is_credential(text: str) -> bool:
    """Whether a requirement asks for a certificate, a licence, a registration or a right."""
    return CREDENTIAL.search(text) is not None


def is_availability(text: str) -> bool:
    """Whether a requirement asks when and where somebody will work; to plan other people's hours
    is a deed."""
    return AVAILABILITY.search(text) is not None and not _MANAGED.search(text)
