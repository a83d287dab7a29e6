"""Turns the environment into one hypothesis profile: the same examples on every run under CI, fresh ones elsewhere."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# No deadline: workers share two cores, so a slow example says nothing. No database: workers would write to one file,
# and a failure is printed with the line that repeats it.
settings.register_profile("here", deadline=None, database=None, print_blob=True)
settings.register_profile(
    "ci",
    parent=settings.get_profile("here"),
    derandomize=True,
    # A machine that is busy with the other workers is not a fault of the strategy.
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci" if os.environ.get("CI") else "here")
