"""The rules that come with the program: the general ones and some real places."""

from __future__ import annotations

from importlib import resources

from tracker.profile.profile import Profile, parse_profile, read_default

DEFAULT = "default"
"""Key of the general rules."""


def list_profiles() -> tuple[str, ...]:
    """The keys of all rules, the general ones first."""
    files = (file.name for file in resources.files("tracker.profile.places").iterdir())
    return (DEFAULT, *sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml")))


def read_profile(key: str) -> str:
    """The text of the rules with a key of ``list_profiles``."""
    if key == DEFAULT:
        return read_default()
    return resources.files("tracker.profile.places").joinpath(f"{key}.toml").read_text("utf-8")


def load_known(key: str) -> Profile:
    """The rules with a key of ``list_profiles``."""
    return parse_profile(read_profile(key), f"{key}.toml")


def find_key(named: str) -> str | None:
    """The key of the rules that are meant by their key or the name of their place, ``None`` where there are none.

    >>> find_key("default"), find_key("沁阳市"), find_key("云溪市")
    ('default', 'qinyang', None)
    """
    wanted = named.strip()
    if wanted == DEFAULT:
        # Known without looking through the others, which every command would wait for.
        return DEFAULT
    keys = list_profiles()
    return wanted if wanted in keys else next((key for key in keys if load_known(key).name == wanted), None)
