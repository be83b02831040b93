"""An act that is given up while it is written: nothing of it stays in the file."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

P = ParamSpec("P")
R = TypeVar("R")


def watched(
    command: Callable[Concatenate[Session, P], R], ask: Callable[[], object]
) -> Callable[Concatenate[Session, P], R]:
    """``command``, with ``ask`` called before each statement of its act: what it raises takes everything back.

    The line of the journal is the last of them: once the commit has begun, nobody asks any more.
    """

    def run(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> R:
        watch(session.connection(), ask)
        return command(session, *args, **kwargs)

    return run


def watch(connection: Connection, ask: Callable[[], object]) -> None:
    """Has ``ask`` called before each statement from now on."""

    def before_statement(*_statement: Any) -> None:
        ask()

    event.listen(connection, "before_cursor_execute", before_statement)
