"""Why a file cannot be brought in, in words for the person who brought it."""


class Unreadable(ValueError):
    """The message is translated and says what to do."""
