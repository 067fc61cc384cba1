"""Organs behind printed names: the jurisdiction of a reply, the first-named owner, and the unit that it stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tracker.model import Header

Naming = Mapping[tuple[str, str], str]
"""(place, printed name) → the unit it stands for; the place is empty where it is not known."""

_PLACE = re.compile(
    r"(?:[^省市州盟区县旗]{2,8}省|[^省市州盟区县旗]{2,8}自治区)?(?:[^省市州盟区县旗]{1,8}[市州盟])?(?:[^省市州盟区县旗]{1,6}[区县旗市])?"
)
_JOINT = re.compile(r"[、，,；;/\s]+")


def find_place(header: Header) -> str | None:
    """The jurisdiction of the organ that replies, as its name begins.

    >>> find_place(Header(issuer="云溪市住房和城乡建设局")), find_place(Header(issuer="市财政局"))
    ('云溪市', None)
    """
    found = _PLACE.match(header.issuer or "")
    return found[0] or None if found else None


def find_lead(owner: str | None) -> str | None:
    """The first of joint owners, which leads; the others are 配合单位.

    >>> find_lead("市发改委、市财政局")
    '市发改委'
    """
    return _JOINT.split(owner.strip())[0] or None if owner else None


def name_unit(place: str | None, lead: str | None, naming: Naming) -> str | None:
    """The unit that a printed name stands for: what a person said, else the name itself."""
    return None if lead is None else naming.get((place or "", lead), lead)
