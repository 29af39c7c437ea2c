"""Tell what kind of address a text is, also where it is none at all."""

from __future__ import annotations

from urllib.parse import urlsplit


def scheme_of(address: str) -> str | None:
    """Return an address's scheme in small letters; None where it has none, or is no address."""
    try:
        return urlsplit(address).scheme or None
    except ValueError:  # https://[your-site]/page, which is a form that nobody filled in
        return None


def is_of_the_web(address: str) -> bool:
    """Tell whether an address is one that a browser opens."""
    return scheme_of(address) in ("http", "https")
