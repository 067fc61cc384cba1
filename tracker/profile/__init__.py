"""What differs from place to place, as data: meanings of classes, lights, time limits; no rule of the program."""

from tracker.profile.catalogue import DEFAULT, find_key, list_profiles, load_known, read_profile
from tracker.profile.lights import (
    FINISHED,
    NOTHING_BEGUN,
    Light,
    expected_progress,
    find_default_due,
    find_lag,
    find_last_word,
    find_light,
    find_progress,
    find_silence_start,
    find_start,
    is_behind,
    is_due_soon,
    is_silent,
)
from tracker.profile.profile import Profile, load_profile, parse_profile, read_default

__all__ = [
    "DEFAULT",
    "FINISHED",
    "NOTHING_BEGUN",
    "Light",
    "Profile",
    "expected_progress",
    "find_default_due",
    "find_key",
    "find_lag",
    "find_last_word",
    "find_light",
    "find_progress",
    "find_silence_start",
    "find_start",
    "is_behind",
    "is_due_soon",
    "is_silent",
    "list_profiles",
    "load_known",
    "load_profile",
    "parse_profile",
    "read_default",
    "read_profile",
]
