"""How serious a message is: its word, its icon and its colour, always the three together."""

from models.domain.vocabulaire import Gravite, Vocabulaire


class Niveau(Vocabulaire):
    """The value is also the name of the colour token and of the role in the style sheet."""

    SUCCES = "succes", "Succès"
    INFORMATION = "information", "Information"
    ATTENTION = "attention", "Attention"
    ERREUR = "erreur", "Erreur"

    @property
    def icone(self) -> str:
        """Name of its icon."""
        return {"attention": "avertissement", "erreur": "alerte"}.get(self.value, self.value)


def niveau_gravite(gravite: Gravite) -> Niveau:
    """Level a point à vérifier is shown at."""
    return {
        Gravite.GRAVE: Niveau.ERREUR,
        Gravite.AVERTISSEMENT: Niveau.ATTENTION,
        Gravite.INFORMATION: Niveau.INFORMATION,
    }[gravite]
