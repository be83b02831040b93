"""The lines of the list of copies, and its columns."""

from dataclasses import dataclass
from pathlib import Path

from models.domain.formats import format_euros, format_taille
from models.queries.resume import ResumeProjet
from models.store.copies import Copie
from pvd_desktop.ui.moments import format_moment
from pvd_desktop.ui.widgets.colonne import DROITE, Colonne


@dataclass(frozen=True, slots=True)
class LigneCopie:
    """A copy, and what it holds once it was read."""

    copie: Copie
    resume: ResumeProjet | None = None
    refus: str = ""
    """Why it cannot be read."""

    @property
    def path(self) -> Path:
        """Its file."""
        return self.copie.path


def _summary(ligne: LigneCopie) -> str:
    if ligne.resume is None:
        return ligne.refus or "…"
    nombre = ligne.resume.fiches
    return f"{nombre} action{'s' if nombre > 1 else ''}"


def _cost(ligne: LigneCopie) -> str:
    resume = ligne.resume
    return "" if resume is None or resume.cout is None else f"{format_euros(resume.cout)} {resume.base}"


def build_colonnes(*, projet: bool) -> tuple[Colonne[LigneCopie], ...]:
    """``projet``: the copies are those of several projects."""
    colonnes = (
        Colonne[LigneCopie](
            titre="Date",
            texte=lambda ligne: format_moment(ligne.copie.moment),
            sort_by=lambda ligne: ligne.copie.moment.timestamp(),
            largeur=150,
        ),
        Colonne[LigneCopie](
            titre="Taille",
            texte=lambda ligne: format_taille(ligne.copie.octets),
            sort_by=lambda ligne: ligne.copie.octets,
            align=DROITE,
            largeur=80,
        ),
        Colonne[LigneCopie](
            titre="Contenu",
            texte=_summary,
            token=lambda ligne: "erreur" if ligne.refus else None,
            largeur=100,
        ),
        Colonne[LigneCopie](titre="Coût total", texte=_cost, align=DROITE, largeur=200),
        Colonne[LigneCopie](
            titre="Dernière modification",
            texte=lambda ligne: ligne.resume.dernier_acte if ligne.resume else "",
            largeur=160,
        ),
    )
    nom = Colonne[LigneCopie](
        titre="Projet",
        texte=lambda ligne: (ligne.resume.nom if ligne.resume else "") or ligne.copie.projet,
        largeur=140,
    )
    return (nom, *colonnes) if projet else colonnes
