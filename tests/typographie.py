"""French typography of a text, and the texts people read found in the code that shows them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ESCAPE = "# typo: ok"
INSERTED = "\ufffc"  # stands for the value an f-string inserts

_LETTER = "A-Za-zÀ-ÖØ-öø-ÿŒœÆæ"
_SPACES = "\u00a0\u202f"
# Not prose: addresses, HTML entities, the separator of file filters, hours, places of a log line.
_NOT_PROSE = re.compile(r"\w+://\S+|&#?\w+;|;;|\d:\d\d|%[-\d.]*[sdr]\b")
_FAULTS = {
    "apostrophe droite": re.compile(rf"[{_LETTER}]'(?=[{_LETTER}{INSERTED}])"),
    "trois points": re.compile(r"\.\.\."),
    "espace avant la ponctuation": re.compile(rf"(?<![{_SPACES}?!…(/\n]);|(?<![{_SPACES}?!…(])[?!]"),
    "espace avant les deux-points": re.compile(rf"(?<![{_SPACES}(]):(?=\s|$|{INSERTED})"),
    "espace avant le signe": re.compile(rf"[\d {INSERTED}](?:%(?![A-Za-z(%])|€)"),
    "espace dans les guillemets": re.compile(rf"«(?![{_SPACES}])|(?<![{_SPACES}])»"),
    "guillemets droits": re.compile(rf'(?:^|\s)"[{_LETTER}]'),
    "capitale sans accent": re.compile(
        r"\b(?:Etats?|Etudes?|Etapes?|Ecoles?|Ech[eé]ances?|El[eé]ments?|Ev[eé]nements?|Equipements?|Editer|Edition"
        r"|Evaluation|Evolution|Enonc[eé]|Eco|Etre)\b"
        r"|(?:^|\. )A (?:compléter|définir|faire|partir|préciser|renseigner|trouver|vérifier)\b"
    ),
}
_LOGGING = {"debug", "info", "warning", "error", "exception", "critical", "log"}
_TECHNICAL_CALLS = {"setObjectName", "setStyleSheet", "setProperty", "property", "getLogger", "strftime", "strptime"}
_DEVELOPER_ERRORS = {"AssertionError", "KeyError", "NotImplementedError", "RuntimeError", "TypeError", "ValueError"}


def faults(text: str) -> list[str]:
    """What is wrong in a text; nothing for one that is no French prose (no letter, or neither space nor accent)."""
    prose = _NOT_PROSE.sub("", text)
    is_prose = re.search(rf"[{_LETTER}€]", prose) and re.search(r"[\s\u00a0\u202fÀ-ÿŒœ]", prose)
    if not is_prose or "\\" in text or _is_style_sheet(text):  # a backslash: a pattern
        return []
    return [name for name, pattern in _FAULTS.items() if pattern.search(prose)]


def texts_of(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every string of a module that may be read by people."""
    source = path.read_text("utf-8")
    lines = source.splitlines()
    for node, text in _strings(ast.parse(source)):
        last = node.end_lineno or node.lineno
        if not any(ESCAPE in line for line in lines[node.lineno - 1 : last]):
            yield node.lineno, text


def _strings(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    match node:
        case ast.Constant(value=str() as text):
            yield node, text
        case ast.JoinedStr(values=parts):
            yield node, "".join(str(part.value) if isinstance(part, ast.Constant) else INSERTED for part in parts)
            for part in parts:
                if isinstance(part, ast.FormattedValue):
                    yield from _strings(part.value)
        case _:
            for child in _readable_children(node):
                yield from _strings(child)


def _readable_children(node: ast.AST) -> Iterator[ast.AST]:
    """The children of a node, without docstrings, dictionary keys, annotations, traces and technical names."""
    hidden: list[ast.AST | None] = []
    match node:
        case ast.Expr(value=ast.Constant()):
            hidden = [node.value]
        case ast.Dict(keys=keys):
            hidden = [*keys]
        case ast.Subscript(slice=index):
            hidden = [index]
        case ast.Call(func=function) if _is_technical(function):
            hidden = [*node.args, *node.keywords]
        case ast.Call(func=ast.Name(id="cast"), args=[kind, *_]):
            hidden = [kind]
        case ast.AnnAssign(annotation=annotation) | ast.arg(annotation=annotation):
            hidden = [annotation]
        case ast.FunctionDef(returns=returns) | ast.AsyncFunctionDef(returns=returns):
            hidden = [returns]
        case _:
            pass
    for child in ast.iter_child_nodes(node):
        if not any(child is one for one in hidden):
            yield child


def _is_technical(function: ast.expr) -> bool:
    match function:
        case ast.Attribute(value=owner, attr=name) if name in _LOGGING:
            return "log" in ast.unparse(owner).lower()
        case ast.Attribute(value=ast.Name(id="re")):
            return True
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name in _TECHNICAL_CALLS or name in _DEVELOPER_ERRORS
        case _:
            return False


def _is_style_sheet(text: str) -> bool:
    return (
        re.search(r"\{[^{}]*[\w-]+\s*:[^{}]*[;}]", text) is not None
        or re.search(r"^\s*[\w-]+: [^;]+;\s*$", text) is not None
    )
