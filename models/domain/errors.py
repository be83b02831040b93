"""Expected failures: each carries a French message and a way out."""

from typing_extensions import override


class AppError(Exception):
    """An expected failure, shown to the user as it is.

    Attributes:
        message: what happened and what it means, in French.
        remede: what to do about it, in French; may be empty.
    """

    def __init__(self, message: str, remede: str = "") -> None:
        super().__init__(message, remede)
        self.message = message
        self.remede = remede

    @override
    def __str__(self) -> str:
        """Message and remedy in one line, for the terminal and the banner."""
        return f"{self.message} {self.remede}".strip()


class SaisieError(AppError):
    """A typed value that cannot be understood or kept."""
