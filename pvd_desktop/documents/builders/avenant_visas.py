"""What an avenant rests on: the law, the conventions and avenants before it, the opinion of the COPIL, the acts."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from models.domain.avenant import Avenant, avis_du_comite
from models.domain.formats import format_date_longue
from models.domain.grammaire import avec_article
from models.domain.projet import Projet
from models.domain.remplissage import a_completer
from models.domain.vocabulaire import RegimeOrt, TypeActe
from pvd_desktop.documents.builders.convention import titre_convention
from pvd_desktop.documents.builders.demande_organe import de_l_organisme
from pvd_desktop.documents.builders.parties import Comparant, comparants
from pvd_desktop.documents.tree import Paragraph, RichText, Run

_CODE: Final = "Vu le code de la construction et de l’habitation, notamment son article L.\u00a0303-2"
_ACTES: Final = {
    TypeActe.DELIBERATION: "la délibération",
    TypeActe.DECISION: "la décision",
    TypeActe.ARRETE: "l’arrêté",
    TypeActe.DELEGATION: "la délégation de signature",
}


def visas_blocks(
    avenant: Avenant, *, signe: Projet, actuel: Projet, signataire: Projet, aujourd_hui: date
) -> Iterator[Paragraph]:
    """One paragraph each.

    Args:
        avenant: its number, and the avenants before it.
        signe: the project as it was signed.
        actuel: the project as the avenant makes it.
        signataire: the same, its parties without the acts that were for the convention.
        aujourd_hui: the COPIL has met by then.
    """
    visas = list(_visas(avenant, signe, actuel, signataire, aujourd_hui))
    for rang, runs in enumerate(visas, 1):
        yield Paragraph((*runs, Run("." if rang == len(visas) else "\u00a0;")))


def _visas(
    avenant: Avenant, signe: Projet, actuel: Projet, signataire: Projet, aujourd_hui: date
) -> Iterator[RichText]:
    territoire = signe.territoire
    if any(p.territoire.regime_ort is not RegimeOrt.SANS_ORT for p in (signe, actuel)):
        yield (Run(_CODE),)
    if territoire.date_adhesion:
        jour = format_date_longue(territoire.date_adhesion)
        yield (Run(f"Vu la convention d’adhésion au programme Petites Villes de Demain signée le {jour}"),)
    yield (Run(f"Vu {nommer_convention(signe)}, "), *signee(territoire.date_convention, "signée", "convention-cadre"))
    for precedent in avenant.precedents:
        nom = f"avenant n°\u00a0{precedent.numero}"
        yield (Run(f"Vu l’{nom} "), *signee(precedent.jour, "signé", nom))
    avis = avis_du_comite(actuel, depuis=territoire.date_convention, aujourd_hui=aujourd_hui)
    jour_avis = Run(format_date_longue(avis)) if avis else _manque("date du comité de pilotage")
    yield (Run("Vu l’avis du comité de pilotage du "), jour_avis)
    for comparant in comparants(signataire):
        if comparant.doit_un_acte:
            yield _acte(comparant)


def nommer_convention(projet: Projet) -> str:
    """« la convention-cadre Petites Villes de Demain pour… », a title of another kind between quotes."""
    titre = titre_convention(projet)
    if titre.lower().startswith("convention"):
        return f"la {titre[:1].lower()}{titre[1:]}"
    return f"la convention-cadre «\u00a0{titre}\u00a0»"


def signee(jour: date | None, participe: str, objet: str) -> RichText:
    """« signée le 27 janvier 2023 », a blank in place of a day that nobody typed."""
    if jour:
        return (Run(f"{participe} le {format_date_longue(jour)}"),)
    return (Run(f"{participe} le "), _manque(f"date de signature, {objet}"))


def _acte(comparant: Comparant) -> RichText:
    """« Vu la délibération n° 2026-41 du… autorisant Madame Duval, maire, à signer au nom de la commune »."""
    acte = comparant.partie.acte
    # « de la délibération n° 12 »: a visa names the act itself.
    dit: RichText = (Run(comparant.acte.removeprefix("de ")),) if comparant.acte else ()
    runs: RichText = (Run("Vu "), *(dit or (Run(f"{_ACTES[acte]} "), _manque("numéro et date"))))
    verbe = "habilitant" if acte is TypeActe.DELEGATION else "autorisant"
    qui = f" {verbe} {comparant.representant}, à signer le présent avenant"
    if not comparant.representant:
        qui = " autorisant la signature du présent avenant"
    elif not comparant.partie.fonction:
        qui = f" {verbe} {comparant.representant} à signer le présent avenant"
    return (*runs, Run(f"{qui} au nom {de_l_organisme(_nommer(comparant))}"))


def _nommer(comparant: Comparant) -> str:
    """As the convention calls it, if that reads in a sentence: « la Région », « la commune de Valbrune »."""
    designation = comparant.partie.designation.replace("'", "’")
    if designation.startswith(("la ", "le ", "l’")):
        return designation
    return avec_article(comparant.organisme.nom) or f"[{a_completer(comparant.partie.role.libelle)}]"


def _manque(libelle: str) -> Run:
    return Run(a_completer(libelle), missing=True)
