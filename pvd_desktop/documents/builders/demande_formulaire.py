"""The form of a demande, filled, in the order of the portal: what one copies field after field."""

from collections.abc import Iterator

from models.domain.demandes.copie import LigneCopie, fiche_de_copie
from models.domain.demandes.formulaire import ChampRempli, SectionRemplie
from models.domain.dispositifs.formulaire import GenreChamp
from models.domain.formats import format_date
from pvd_desktop.documents.builders.demande_dossier import DossierDemande
from pvd_desktop.documents.tree import Block, Field, Fields, Heading, Notice, Paragraph, ParagraphKind, Run, Value

_COMPTES = 80
"""Characters from which an answer is counted, even when the portal gives no limit."""


def formulaire_blocks(dossier: DossierDemande) -> Iterator[Block]:
    """The whole document."""
    rempli, dispositif = dossier.rempli, dossier.situee.dispositif
    yield Heading(1, "Formulaire rempli", overline=dossier.situee.nom, running="Formulaire rempli")
    yield Paragraph((Run(rempli.formulaire.intitule),), ParagraphKind.LEAD)
    if rempli.formulaire.reserve:
        yield Notice((Run(rempli.formulaire.reserve),))
    if dispositif is not None and dispositif.portail:
        yield Paragraph((Run(f"À recopier sur {dispositif.portail}.", link=dispositif.adresse_portail),))
    copies = {ligne.cle: ligne for ligne in fiche_de_copie(rempli)}
    for section in rempli.sections:
        yield Heading(2, f"{section.numero}. {section.intitule}")
        yield _section(section, copies)
    yield Paragraph((Run(f"Réponses au {format_date(dossier.jour)}."),), ParagraphKind.NOTE)


def _section(section: SectionRemplie, copies: dict[str, LigneCopie]) -> Fields:
    rows = tuple(Field(c.champ.libelle, _reponse(c, copies.get(c.champ.cle))) for c in section.champs)
    return Fields(rows, f"Réponses\u00a0: {section.intitule}", worded=True)


def _reponse(rempli: ChampRempli, copie: LigneCopie | None) -> Value:
    """An answer as one reads it, with its count where the portal has a limit; a dash for what may stay empty."""
    if not rempli.est_rempli:
        return "" if rempli.champ.requis and rempli.champ.genre is not GenreChamp.PIECE else None
    if copie is None or copie.est_choix or (copie.limite is None and copie.caracteres < _COMPTES):
        return rempli.lisible
    trop = f", {copie.depasse} de trop" if copie.depasse else ""
    return (Run(rempli.lisible), Run(f"\n{copie.compte}{trop}", secondary=not trop, missing=bool(trop)))
