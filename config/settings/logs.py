"""What is written about what happens: one line for each request, to the standard error, as LOG_LEVEL says.

Lines of Django's and everybody else's loggers and those of structlog go one way and look alike: JSON for machines, else
words for eyes. Both carry what is bound to the request: its id, the user's, where it came from.
"""

from typing import Any

import structlog

QUIET = {
    "weasyprint": "WARNING",  # a line for each step of a PDF
    "fontTools": "WARNING",
    "django.request": "ERROR",  # 404 and the like stand in the request's own line
}
SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso"),
    structlog.processors.StackInfoRenderer(),
]
# Tracebacks without the values of variables: those are passwords and identity numbers too.
FOR_MACHINES: list[Any] = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
FOR_EYES: list[Any] = [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]


def logging(level: str, *, machine: bool) -> dict[str, Any]:
    """Django's LOGGING; structlog is told at once. What is below the level costs nothing but the question."""
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    written = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *(FOR_MACHINES if machine else FOR_EYES)]
    line = {"()": structlog.stdlib.ProcessorFormatter, "foreign_pre_chain": SHARED, "processors": written}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "level": level}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {name: {"level": least} for name, least in QUIET.items()},
    }
