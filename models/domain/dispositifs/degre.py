"""How far what is written of a dispositif may be trusted."""

from models.domain.vocabulaire import Vocabulaire


class Degre(Vocabulaire):
    """How far a fact may be trusted."""

    LU = "lu", "Source lue"
    EXTRAIT = "extrait", "Source lue en partie, à relire"
    USAGE = "usage", "Usage, à confirmer"
