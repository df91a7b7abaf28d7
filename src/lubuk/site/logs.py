"""What the log leaves out. Its form and its levels are in settings.py."""

import logging

HEALTH = "/healthz"


def is_news(record: logging.LogRecord) -> bool:
    """Leaves this page out of the log: whoever asks each second gets the answer, and need not be told of
    it.
    """
    return getattr(getattr(record, "request", None), "path", "") != HEALTH
