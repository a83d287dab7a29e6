"""What a paper's file says of white: how far the parts of a page stand from each other."""

from __future__ import annotations

from layout.plan.style import Model


class WhiteModel(Model):
    """The distances between heads, pictures, captions, subheads and text."""
