"""Rules of the ORT on its perimeter: the main town, the exception of L303-3, the secteurs (ORT-02 to ORT-04)."""

from collections.abc import Iterator

from models.domain.grammaire import enumerer
from models.domain.regles import Constat
from models.domain.regles.ort_contexte import L303_2, L303_3, ContexteOrt
from models.domain.vocabulaire import Gravite, Jalon, RoleCommune, TypeSecteur

_VILLES_PRINCIPALES = frozenset({RoleCommune.BENEFICIAIRE_VILLE_PRINCIPALE, RoleCommune.VILLE_PRINCIPALE_EPCI})


def centre_de_la_ville_principale(contexte: ContexteOrt) -> Iterator[Constat]:
    """ORT-02: the secteurs include the centre of the main town of the EPCI, whatever the other towns."""
    territoire = contexte.territoire
    if not contexte.preparee and not territoire.secteurs:
        return
    principales = [commune for commune in territoire.communes if commune.role in _VILLES_PRINCIPALES]
    centres = {secteur.commune for secteur in territoire.secteurs if secteur.type is TypeSecteur.CENTRE_VILLE}
    if any(commune.uid in centres for commune in principales):
        return
    derogation = "choisir le régime de la dérogation si le préfet l’a accordée"
    if principales:
        villes = enumerer([commune.nom or "la ville principale" for commune in principales])
        message = (
            f"Le centre-ville de {villes} n’est pas parmi les secteurs d’intervention "
            f"({len(territoire.secteurs) or 'aucun'} décrit{'s' if len(territoire.secteurs) > 1 else ''})."
        )
        remede = f"Décrire ce secteur, de type «\u00a0Centre-ville\u00a0», ou {derogation}."
        objet, champ = contexte.sur_secteurs(), "secteurs"
    else:
        message = (
            "Les secteurs d’intervention doivent comprendre le centre de la ville principale de "
            "l’intercommunalité\u00a0: aucune commune n’a ce rôle."
        )
        remede = f"Le donner à la commune concernée, ou {derogation}."
        objet, champ = contexte.sur_territoire(), "communes"
    yield Constat(
        code="ORT-02",
        gravite=contexte.gravite,
        jalon=Jalon.SIGNATURE,
        message=message,
        remede=remede,
        objet=objet,
        champ=champ,
        source=f"{L303_2}, II",
    )


def derogation_jointe(contexte: ContexteOrt) -> Iterator[Constat]:
    """ORT-03: the exception is a decision of the préfet: its date is known and the decision is joined."""
    jointe = any(
        "derogation" in _sans_accent(f"{piece.type} {piece.intitule}") for piece in contexte.projet.convention.pieces
    )
    datee = contexte.territoire.ort.date_derogation is not None
    if datee and jointe:
        return
    manque = enumerer([mot for mot, present in (("sa date", datee), ("la décision jointe", jointe)) if not present])
    yield Constat(
        code="ORT-03",
        gravite=Gravite.AVERTISSEMENT,
        jalon=Jalon.SIGNATURE,
        message=f"La convention se passe de la ville principale par dérogation du préfet\u00a0: il manque {manque}.",
        remede=(
            "Noter la date de la décision, et la joindre aux pièces de la convention, de type «\u00a0Dérogation\u00a0»."
        ),
        objet=contexte.sur_territoire(),
        champ="ort_date_derogation",
        source=f"{L303_3} (discontinuité ou éloignement, fonctions de centralité)",
    )


def secteurs_delimites(contexte: ContexteOrt) -> Iterator[Constat]:
    """ORT-04: each secteur is the centre or an urbanised part of a commune, and its limits are given."""
    for secteur in contexte.territoire.secteurs:
        nom = f"«\u00a0{secteur.nom}\u00a0»" if secteur.nom else "sans nom"
        manques: list[tuple[str, str, str]] = []
        if secteur.commune is None:
            manques.append(("n’est rattaché à aucune commune", "Choisir sa commune", "commune"))
        if not secteur.parcelles.strip() and not secteur.plans:
            manques.append(("n’est pas délimité", "Écrire ses parcelles ou joindre son plan", "parcelles"))
        if manques:
            yield Constat(
                code="ORT-04",
                gravite=Gravite.AVERTISSEMENT,
                jalon=Jalon.SIGNATURE,
                message=f"Le secteur {nom} {enumerer([message for message, _, _ in manques])}.",
                remede=f"{'. '.join(remede for _, remede, _ in manques)}.",
                objet=contexte.sur_secteur(secteur),
                champ=manques[0][2],
                source=f"{L303_2}, II\u00a0: centres-villes ou parties déjà urbanisées de communes membres",
            )


def _sans_accent(texte: str) -> str:
    return texte.casefold().replace("é", "e")
