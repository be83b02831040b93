"""Moments as people read them: the file keeps them in universal time."""

from datetime import datetime

from models.domain.formats import format_date


def format_moment(moment: datetime) -> str:
    """« 21/11/2026 à 14:02 », at the hour of this machine; ``moment`` carries its time zone."""
    ici = moment.astimezone()
    return f"{format_date(ici.date())} à {ici:%H:%M}"
