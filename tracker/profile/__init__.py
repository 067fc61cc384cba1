"""What differs from place to place, as data: meanings of classes, lights, time limits; no rule of the program."""

from tracker.profile.profile import Profile, load_profile

__all__ = ["Profile", "load_profile"]
