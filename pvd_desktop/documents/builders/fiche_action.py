"""The fiche-action in the layout of the model: its fifteen fields, in order, then the territory it concerns."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from models.domain.fiche_action import FicheAction, LienContrat, Piece
from models.domain.formats import format_date
from models.domain.pieces import titre_imprime
from models.domain.plan_financement import ZERO, Operation
from models.domain.projet import Projet
from models.domain.vocabulaire import BaseMontant, Portee, RolePartenaire, TypePhase
from pvd_desktop.documents.builders import plan_financement
from pvd_desktop.documents.builders.indicateurs import indicateurs
from pvd_desktop.documents.builders.plan_financement import missing, note
from pvd_desktop.documents.markdown import blocks_of
from pvd_desktop.documents.textes import text_runs
from pvd_desktop.documents.tree import (
    Bar,
    Block,
    Document,
    Euros,
    Field,
    Fields,
    Heading,
    KeepTogether,
    ListBlock,
    ListItem,
    Notice,
    Paragraph,
    RichText,
    Run,
    Timeline,
)

MENTION = "Document prévisionnel, ne vaut pas accord."
SANS_NOM = "Action sans nom"


def build_fiche(projet: Projet, fiche: FicheAction, *, aujourd_hui: date, brouillon: bool = True) -> Document:
    """The document of one fiche."""
    return Document(
        titre=titre(fiche),
        sujet="Fiche-action de la convention Petites Villes de Demain",
        auteur=projet.territoire.nom,
        entete=entete(projet),
        mention=MENTION,
        date_edition=aujourd_hui,
        brouillon=brouillon,
        blocks=tuple(fiche_blocks(projet, fiche)),
    )


def titre(fiche: FicheAction) -> str:
    """« Fiche-action 1.2 : Requalifier la place »."""
    return f"{reference(fiche)}\u00a0: {fiche.intitule or SANS_NOM}"


def reference(fiche: FicheAction) -> str:
    """« Fiche-action 1.2 »."""
    return f"Fiche-action {fiche.numero}".strip()


def entete(projet: Projet) -> str:
    """Programme and territory, at the top of every page."""
    return " · ".join(filter(None, ("Petites Villes de Demain", projet.territoire.nom)))


def fiche_blocks(projet: Projet, fiche: FicheAction) -> Iterator[Block]:
    """The fields of the fiche, in the order of the model."""
    yield Heading(1, fiche.intitule or SANS_NOM, overline=reference(fiche), running=reference(fiche), anchor=fiche.uid)
    yield _identite(projet, fiche)
    yield Heading(2, "Description de l’action")
    yield from _long_text(fiche.description)
    yield from _partenaires(projet, fiche)
    yield from _couts(fiche)
    yield Heading(2, "Plan de financement")
    yield from _plans(projet, fiche)
    yield from _calendrier(fiche)
    yield Heading(2, "Lien autres programmes et contrats territoriaux")
    yield _or_missing("\u00a0; ".join(map(_contrat, fiche.contrats)))
    yield Heading(2, "Indicateurs de suivi et d’évaluation")
    yield indicateurs(fiche.indicateurs, "Indicateurs de suivi et d’évaluation de l’action")
    yield Heading(2, "Conséquence sur la fonction de centralité")
    yield from _long_text(fiche.centralite)
    # The last two go together: the territory alone on a last page would look forgotten.
    yield KeepTogether(
        (
            Heading(2, "Annexes"),
            _annexes(fiche.pieces),
            Heading(2, "Territoire concerné"),
            _territoire(projet, fiche),
        )
    )


def _or_missing(text: str) -> Paragraph:
    return Paragraph((Run(text),)) if text else missing()


def _long_text(text: str) -> Iterator[Block]:
    yield from blocks_of(text) or (missing(),)


def _identite(projet: Projet, fiche: FicheAction) -> Fields:
    orientation = projet.orientation(fiche.orientation)
    statut = fiche.statut.libelle
    if fiche.date_validation_copil:
        statut += f" (validée en comité de pilotage le {format_date(fiche.date_validation_copil)})"
    maitres = maitres_ouvrage(projet, fiche)
    return Fields(
        (
            Field("Orientation stratégique", orientation.titre if orientation else ""),
            Field("Action nom", (Run(fiche.intitule, bold=True),) if fiche.intitule else ""),
            Field("Action n°", fiche.numero),
            Field("Statut", statut),
            Field("Niveau de priorité", fiche.priorite.libelle if fiche.priorite else ""),
            Field("Maîtres d’ouvrage" if len(maitres) > 1 else "Maître d’ouvrage", "\n".join(maitres)),
        ),
        "Identité de l’action",
    )


def maitres_ouvrage(projet: Projet, fiche: FicheAction) -> tuple[str, ...]:
    """Those of its operations, each once, in the order of the operations."""
    return tuple(dict.fromkeys(filter(None, (maitre_ouvrage(projet, o) for o in fiche.operations))))


def maitre_ouvrage(projet: Projet, operation: Operation) -> str:
    """Its name, with the one who acts for it."""
    nom = projet.nom_organisme(operation.maitre_ouvrage)
    delegue = projet.nom_organisme(operation.maitre_ouvrage_delegue)
    return f"{nom} (maîtrise d’ouvrage déléguée à {delegue})".strip() if delegue else nom


def _partenaires(projet: Projet, fiche: FicheAction) -> Iterator[Block]:
    noms: dict[RolePartenaire, list[str]] = {}
    for partenaire in fiche.partenaires:
        if nom := projet.nom_organisme(partenaire.organisme):
            noms.setdefault(partenaire.role, []).append(nom)
    yield Heading(2, "Partenaires")
    if noms:
        rows = tuple(Field(role.libelle, ", ".join(noms[role])) for role in RolePartenaire if role in noms)
        yield Fields(rows, "Partenaires de l’action, par rôle")
    else:
        yield missing()


def _couts(fiche: FicheAction) -> Iterator[Block]:
    bases = {o.base for o in fiche.operations}
    rows = tuple(Field(_libelle_cout(base, declaree=base in bases), Euros(_cout(fiche, base))) for base in BaseMontant)
    yield KeepTogether((Heading(2, "Coût prévisionnel"), Fields(rows, "Coût prévisionnel de l’action")))


def _libelle_cout(base: BaseMontant, *, declaree: bool) -> str:
    """« Coût prévisionnel HT », with a word on the base in which the plan is written."""
    return f"Coût {base.libelle} (base du plan)" if declaree else f"Coût {base.libelle}"


def _cout(fiche: FicheAction, base: BaseMontant) -> Decimal | None:
    """Sum over the operations; unknown when one operation that has a coût cannot be read on ``base``."""
    chiffrees = [o for o in fiche.operations if o.cout is not None]
    montants = [m for o in chiffrees if (m := plan_financement.cout(o, base)) is not None]
    return sum(montants, ZERO) if montants and len(montants) == len(chiffrees) else None


def _plans(projet: Projet, fiche: FicheAction) -> Iterator[Block]:
    if not fiche.operations:
        yield missing()
        return
    yield Notice(text_runs("previsionnel"))
    # An operation that stands alone is the action itself: it is not named.
    if len(fiche.operations) == 1:
        yield from plan_financement.plan(projet, fiche.operations[0])
        return
    for rang, operation in enumerate(fiche.operations, 1):
        yield Heading(3, f"Opération {rang}\u00a0: {operation.intitule or 'sans intitulé'}")
        porteur = maitre_ouvrage(projet, operation) or "non renseigné"
        yield note(f"Maître d’ouvrage\u00a0: {porteur} · base {operation.base.libelle}")
        yield from plan_financement.plan(projet, operation)
    yield KeepTogether((Heading(3, "Ensemble des opérations"), plan_financement.figures(fiche.totaux)))


def _calendrier(fiche: FicheAction) -> Iterator[Block]:
    plusieurs = len(fiche.operations) > 1
    bars = [
        Bar(phase.intitule or phase.type.libelle, phase.debut, phase.fin, milestone=phase.type is TypePhase.JALON)
        for phase in fiche.phases
    ]
    for operation in fiche.operations:
        if operation.date_commencement or operation.date_achevement:
            suite = f"\u00a0: {operation.intitule}" if plusieurs and operation.intitule else ""
            libelle = f"Du commencement à l’achèvement{suite}"
            bars.append(Bar(libelle, operation.date_commencement, operation.date_achevement))
    contenu: Block = Timeline(tuple(bars), "Calendrier de l’action") if bars else missing()
    yield KeepTogether((Heading(2, "Calendrier"), contenu))


def _contrat(lien: LienContrat) -> str:
    return f"{lien.contrat.libelle} ({lien.reference})" if lien.reference else lien.contrat.libelle


def _annexes(pieces: tuple[Piece, ...]) -> Block:
    if not pieces:
        return missing()
    return ListBlock(tuple(ListItem(_piece(piece)) for piece in pieces), ordered=True)


def _piece(piece: Piece) -> RichText:
    # An intitulé has commas of its own: they would not part it from what follows.
    precisions = filter(None, (piece.type, format_date(piece.date_piece) if piece.date_piece else ""))
    return (Run(" · ".join((titre_imprime(piece.intitule) or "Pièce sans intitulé", *precisions))),)


def _territoire(projet: Projet, fiche: FicheAction) -> Fields:
    territoire = projet.territoire
    communes = [c.nom for c in territoire.communes if c.uid in fiche.communes]
    secteurs = [s.nom for s in territoire.secteurs if s.uid in fiche.secteurs]
    rows = [
        Field("Communes", ", ".join(communes) or (Portee.EPCI.libelle if fiche.portee is Portee.EPCI else "")),
        Field("Secteurs d’intervention", ", ".join(secteurs)),
        Field("Catégories ORT", "\n".join(f"{c.value.upper()}. {c.libelle}" for c in fiche.categories_ort)),
    ]
    if lieu := ", ".join(filter(None, (fiche.adresse, fiche.parcelles))):
        rows.append(Field("Adresse, parcelles", lieu))
    return Fields(tuple(rows), "Territoire concerné par l’action")
