"""French text of the values of a document, shared by every format made of words."""

from datetime import date
from typing import assert_never

from models.domain.formats import NON_RENSEIGNE, format_date, format_euros, format_euros_entiers, format_taux
from models.domain.vocabulaire import Vocabulaire
from pvd_desktop.documents.tree import Bar, Blank, Euros, EurosEntiers, PageOf, RichText, Run, Taux, Value

SANS_OBJET = "—"


def text_of(value: Value) -> str:
    """What people read in the place of ``value``; a dash when it does not apply."""
    match value:
        case None:
            text = SANS_OBJET
        case EurosEntiers(montant):
            text = NON_RENSEIGNE if montant is None else format_euros_entiers(int(montant))
        case Euros(montant):
            text = format_euros(montant)
        case Taux(taux):
            text = format_taux(taux)
        case PageOf() | Blank():
            text = ""
        case date():
            text = format_date(value)
        case int():
            text = str(value)
        # A stored value must never be printed in the place of its label.
        case Vocabulaire():
            text = value.libelle
        case str():
            text = value or NON_RENSEIGNE
        case tuple():
            text = "".join(run.text for run in value) or NON_RENSEIGNE
        case _:
            assert_never(value)
    return text


def is_missing(value: Value) -> bool:
    """Whether the value was expected and is not there."""
    return text_of(value) == NON_RENSEIGNE


def runs_of(value: Value) -> RichText:
    """The value as rich text: emphasis is kept, everything else becomes one run."""
    if isinstance(value, tuple) and value:
        return value
    return (Run(text_of(value)),)


def bar_end(bar: Bar) -> Value:
    """What stands under « Fin »: a milestone has no end, an unknown one is said."""
    if bar.milestone:
        return None
    return bar.end or ""
