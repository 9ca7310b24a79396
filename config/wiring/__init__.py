"""The tables by which lower floors are heard by higher ones without knowing them."""

from config.wiring.consequences import OBJECTIONS, REACTIONS
from config.wiring.counting import MEASURES
from config.wiring.guarding import GUARDS
from config.wiring.locking import LOCKED_FIRST, LOCKED_WITH
from config.wiring.ranking import PREFERRED
from config.wiring.seeing import FILES_SEEN, PUBLIC, VISIBLE, WITHHELD
from config.wiring.sweeping import REMINDED, REMINDER_DAYS, SWEEP
from config.wiring.telling import JOBS, NOTICES

__all__ = [
    "FILES_SEEN",
    "GUARDS",
    "JOBS",
    "LOCKED_FIRST",
    "LOCKED_WITH",
    "MEASURES",
    "NOTICES",
    "OBJECTIONS",
    "PREFERRED",
    "PUBLIC",
    "REACTIONS",
    "REMINDED",
    "REMINDER_DAYS",
    "SWEEP",
    "VISIBLE",
    "WITHHELD",
]
