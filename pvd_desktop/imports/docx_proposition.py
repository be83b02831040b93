"""From a Word document to a proposition: its fiches found, read, compared with the project; nothing is written."""

from pathlib import Path
from typing import Final

from models.domain.importation.analyse import proposer_actions
from models.domain.importation.connaissances import Connaissances
from models.domain.importation.feuille import Lieu
from models.domain.importation.financeurs_lus import LecteurFinanceurs
from models.domain.importation.organismes import Annuaire
from models.domain.importation.proposition import Nature, Proposition, RemarqueImport, Retouches
from models.domain.importation.proximite import cle
from models.domain.projet import Projet
from pvd_desktop.imports.docx_blocs import DocumentLu, Tableau, en_texte, notes_de, paragraphes
from pvd_desktop.imports.docx_corps import read_corps
from pvd_desktop.imports.docx_decoupage import Decoupage
from pvd_desktop.imports.docx_fiches import LecteurFiche
from pvd_desktop.imports.docx_paquet import Avancer, open_docx
from pvd_desktop.imports.docx_tableaux import GenreTableau, genre_du_tableau
from pvd_desktop.imports.source import SourceError

_NOM_MAX: Final = 120
"""Characters of the name of an organisme; more is a sentence."""


def _silent(_fait: int, _total: int, _texte: str) -> None:
    """Nobody follows."""


def read_docx(path: Path, avancer: Avancer = _silent) -> DocumentLu:
    """The blocks of a Word document.

    Args:
        path: the file.
        avancer: told as blocks are read; what it raises stops the reading.

    Raises:
        SourceError: it cannot be read, or should not.
    """
    with open_docx(path) as paquet:
        return read_corps(paquet, avancer)


def proposer_fiches(
    document: DocumentLu, projet: Projet, connaissances: Connaissances, retouches: Retouches | None = None
) -> Proposition:
    """What importing the fiches of ``document`` would do to ``projet``.

    Raises:
        SourceError: no fiche is found in it.
    """
    decoupage = Decoupage()
    decoupage.lire(document.blocs)
    if not decoupage.fiches:
        raise _sans_fiche(document)
    lecteur = LecteurFinanceurs(
        connaissances.financeurs,
        Annuaire(projet.organismes),
        projet.territoire.region,
        projet.territoire.epci.nom,
    )
    noms = {cle(nom) for p in paragraphes(document.blocs) if (nom := _nom_a_virgule(p.texte))}
    actions = [LecteurFiche(fiche, projet, lecteur, noms).lire() for fiche in decoupage.fiches]
    remarques = [_ignore(Lieu(), texte) for texte in document.remarques]
    gardees = " ".join(note for action in actions for note in action.notes)
    remarques += [
        _ignore(
            Lieu(),
            "Cette note de bas de page n’est appelée par aucun champ d’une fiche\u00a0: elle n’est pas importée.",
            note,
        )
        for note in dict.fromkeys(notes_de(document.blocs))
        if note not in gardees
    ]
    if avant := en_texte(decoupage.avant):
        remarques.append(_ignore(decoupage.avant[0].lieu, "Ce qui précède la première fiche n’est pas importé.", avant))
    return proposer_actions(
        document.nom,
        actions,
        projet,
        connaissances,
        retouches=retouches,
        remarques=[*remarques, *decoupage.remarques],
    )


def _nom_a_virgule(texte: str) -> str:
    """The financeur over its dispositif, as our documents write it, when its name has a comma of its own."""
    nom, _, dispositif = texte.partition("\n")
    return nom if dispositif and "," in nom and len(nom) <= _NOM_MAX else ""


def _sans_fiche(document: DocumentLu) -> SourceError:
    if not any(isinstance(b, Tableau) or b.texte for b in document.blocs):
        dit = "ne contient que des images" if document.images else "est vide"
        remede = "Un texte numérisé ne se lit pas ici\u00a0: demandez le fichier Word d’origine, ou recopiez-le."
        return SourceError(f"«\u00a0{document.nom}\u00a0» {dit}\u00a0: aucune fiche-action n’y est écrite.", remede)
    if any(isinstance(b, Tableau) and genre_du_tableau(b) is GenreTableau.LISTE for b in document.blocs):
        return SourceError(
            f"«\u00a0{document.nom}\u00a0» contient une liste d’actions, et aucune fiche.",
            "Copiez ce tableau dans un classeur, enregistrez-le, puis importez le classeur.",
        )
    return SourceError(
        f"Aucune fiche-action n’a été reconnue dans «\u00a0{document.nom}\u00a0».",
        "Une fiche nomme au moins son action\u00a0: «\u00a0Nom de l’action\u00a0» ou «\u00a0Action n°\u00a0» à gauche "
        "d’un tableau, ou un titre «\u00a0Fiche-action 1.1\u00a0: …\u00a0».",
    )


def _ignore(lieu: Lieu, message: str, valeur: str = "") -> RemarqueImport:
    return RemarqueImport(nature=Nature.IGNORE, lieu=lieu, valeur=" ".join(valeur.split())[:80], message=message)
