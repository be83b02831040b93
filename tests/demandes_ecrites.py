"""A demande of DETR whose plan has cents on both sides, for the tests of its documents."""

from dataclasses import replace
from typing import Any

from factories import make_depense, make_fiche, make_financement, make_operation, make_organisme, make_projet, uid

from models.domain.demande import Demande, LigneDemande
from models.domain.organisme import Contact
from models.domain.projet import Projet
from models.domain.vocabulaire import NatureFinancement, PosteDepense, TypeOrganisme

DETR = make_financement("40000.55")
REGION = make_financement("20000.99", dispositif="", financeur=uid("Région"))
MECENAT = make_financement("5000", dispositif="", financeur=uid("Fondation"), nature=NatureFinancement.PRIVE)
PRET = make_financement("10000", dispositif="", financeur=uid("Banque"), nature=NatureFinancement.PRET)
DEMANDE = Demande(
    uid=uid("demande"),
    dispositif="detr",
    annee=2027,
    lignes=(LigneDemande(operation=uid("operation"), financement=DETR.uid),),
)


def projet(demande: Demande | None = None, **operation: Any) -> Projet:
    """A town that asks for the DETR."""
    defauts: dict[str, Any] = {
        "depenses": (
            make_depense("100000.40", annee=2027),
            make_depense("11110.71", poste=PosteDepense.ETUDES, annee=2026),
        ),
        "financements": (DETR, REGION, MECENAT, PRET),
    }
    fiche = make_fiche(operations=(make_operation(**defauts | operation),), description="Des **pavés** clairs.")
    maire = Contact(civilite="Mme", nom="Duval", prenom="Anne", fonction="Maire", representant=True)
    base = make_projet(fiche)
    organismes = (
        *(replace(o, contacts=(maire,)) if o.nom == "Commune de Valbrune" else o for o in base.organismes),
        *(make_organisme(nom, type=TypeOrganisme.AUTRE) for nom in ("Région", "Fondation", "Banque")),
    )
    return replace(base, organismes=organismes, demandes=(demande or DEMANDE,))
