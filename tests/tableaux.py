"""Tables as people make them, for the tests of the import: home-made workbooks, public lists, templates."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from models.domain.fiche_action import FicheAction, totaux_du_plan
from models.domain.importation.analyse import proposer
from models.domain.importation.feuille import Classeur, Feuille, LigneFeuille
from models.domain.importation.proposition import LigneProposee, Nature, Proposition, RemarqueImport, Retouches, Sort
from models.domain.importation.roles import Role
from models.domain.plan_financement import Financement, Operation, Totaux
from models.domain.projet import Projet
from models.referentiel.importation import load_connaissances

GRAS, JAUNE = Font(bold=True), PatternFill("solid", fgColor="FFFFC000")


def tableau(*lignes: Sequence[Any], nom: str = "Suivi") -> Classeur:
    """One sheet from plain rows; numbers become what a cell holds."""
    rangees = tuple(
        LigneFeuille(numero, tuple(map(_cellule, valeurs))) for numero, valeurs in enumerate(lignes, 1) if any(valeurs)
    )
    return Classeur(nom="essai.xlsx", feuilles=(Feuille(nom=nom, lignes=rangees),))


def _cellule(valeur: Any) -> Any:
    return Decimal(repr(valeur)) if isinstance(valeur, int | float) and not isinstance(valeur, bool) else valeur


def proposition(classeur: Classeur, projet: Projet | None = None, retouches: Retouches | None = None) -> Proposition:
    """What importing it into ``projet``, empty by default, would do."""
    return proposer(classeur, projet or Projet(), load_connaissances(), retouches)


def applique(proposee: Proposition, projet: Projet | None = None) -> Projet:
    """The project once the proposition is written, by identity."""
    avant = projet or Projet()
    neuf = proposee.projet

    def reunis(anciens: Sequence[Any], nouveaux: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(({o.uid: o for o in anciens} | {o.uid: o for o in nouveaux}).values())

    return Projet(
        territoire=avant.territoire,
        organismes=reunis(avant.organismes, neuf.organismes),
        orientations=reunis(avant.orientations, neuf.orientations),
        fiches=reunis(avant.fiches, neuf.fiches),
    )


def fiche(proposee: Proposition, titre: str) -> FicheAction:
    """The fiche of that title."""
    (trouvee,) = [f for f in proposee.projet.fiches if f.intitule == titre]
    return trouvee


def operation(proposee: Proposition, titre: str) -> Operation:
    """The only operation of the fiche of that title."""
    (seule,) = fiche(proposee, titre).operations
    return seule


def aides(proposee: Proposition, titre: str) -> dict[str, Financement]:
    """Lines of financement of a fiche, by the name of who pays, or the dispositif when nobody is named."""
    noms = {o.uid: o.nom for o in proposee.projet.organismes}
    return {
        f.dispositif or noms.get(f.financeur, ""): f  # pyright: ignore[reportArgumentType, reportCallIssue]
        for f in operation(proposee, titre).financements
    }


def totaux(proposee: Proposition) -> Totaux:
    """Totals of the plan that would be made."""
    return totaux_du_plan(proposee.projet.fiches)


def ligne(proposee: Proposition, titre: str) -> LigneProposee:
    """The row of that title."""
    (trouvee,) = [x for x in proposee.lignes if x.titre.endswith(titre)]
    return trouvee


def messages(proposee: Proposition, nature: str) -> list[RemarqueImport]:
    """What is said of that nature."""
    return [r for r in proposee.remarques if r.nature == nature]


def check_account(classeur: Classeur, proposee: Proposition) -> None:
    """Every row read is counted once, and what it became is among what people see."""
    for feuille, lue in zip(classeur.feuilles, proposee.feuilles, strict=True):
        if not lue.retenue:
            assert lue.raison
            continue
        comptees = [numero for numeros in lue.roles.values() for numero in numeros]
        assert sorted(comptees) == [ligne.numero for ligne in feuille.lignes]
        actions = {n for x in proposee.lignes if x.cle[0] == lue.nom for n in x.lignes}
        assert actions == {*lue.roles.get(Role.ACTION, ()), *lue.roles.get(Role.SUITE, ())}
        dites = {r.lieu.ligne for r in proposee.remarques if r.nature is Nature.IGNORE and r.lieu.feuille == lue.nom}
        assert {*lue.roles.get(Role.EXPLICATION, ()), *lue.roles.get(Role.REMARQUE, ())} <= dites
    assert sum(proposee.comptes[s] for s in Sort) == len(proposee.lignes)


def ecrire(path: Path, *lignes: Sequence[Any], fusions: Sequence[str] = (), gras: Sequence[int] = ()) -> Path:
    """A workbook of one sheet, with merged cells and bold rows."""
    classeur = Workbook()
    feuille = classeur.active
    assert feuille is not None
    feuille.title = "Suivi"
    for valeurs in lignes:
        feuille.append(tuple(valeurs))
    for numero in gras:
        feuille.cell(numero, 1).font = GRAS
        feuille.cell(numero, 1).fill = JAUNE
    for plage in fusions:
        feuille.merge_cells(plage)
    classeur.save(path)
    return path


def octets(classeur: Workbook) -> bytes:
    """A workbook as the bytes of its file."""
    flux = BytesIO()
    classeur.save(flux)
    return flux.getvalue()


SUIVI: Mapping[str, Any] = {
    "lignes": (
        ("Commune de Valbrune – Petites villes de demain",),
        ("Tableau de suivi du plan d’actions – à jour au 12/03/2026 (montants HT)",),
        (),
        ("N°", "Action", "MOA", "Coût total", "Financements prévus", *(None,) * 4, "Reste à charge", "Statut", "Rq"),
        (None, None, None, None, "DETR", "DSIL", "Région", "Département", "CC"),
        ("AXE 1 : HABITAT",),
        ("1.1", "OPAH-RU du centre ancien", "CC", 250000, None, None, 60000, "30 000 €", None, 160000, "en cours"),
        ("1.2", "Réhabilitation de l’îlot Gambetta", "Commune", "1,2 M€", "30%", None, "sollicité", None, "12,5 k€"),
        ("Sous-total axe 1", None, None, 1450000, 360000, None, 60000, 30000, 12500),
        ("AXE 2 : COMMERCE",),
        ("2.1", "Boutique à l’essai", "Commune", 45000, *(None,) * 5, 45000, "Terminé", "RAS"),
        ("2.2", "Halle couverte", "Commune", "à définir", "Entre 200 et 500 €", *(None,) * 5, "Bloqué par l’ABF"),
        ("2.3", "Signalétique commerciale", "CC", "environ 18 000 €", None, 5400, None, None, None, None, "A venir"),
        ("TOTAL", None, None, 1525000, 360000, 5400, 60000, 30000, 12500),
        (),
        ("* montants prévisionnels",),
    ),
    "fusions": (
        "A1:L1", "E4:I4", "A4:A5", "B4:B5", "C4:C5", "D4:D5", "J4:J5", "K4:K5", "L4:L5", "A6:L6", "A10:L10",
    ),
    "gras": (1, 6, 10),
}  # fmt: skip
"""Titles, a header on two rows, a column for each financeur, orientations as merged rows, a wrong total."""

LIGNES_DE_FINANCEMENT: Mapping[str, Any] = {
    "lignes": (
        (
            "Orientation", "Intitulé du projet", "Porteur", "Priorité", "Année", "Coût € TTC", "Financeur", "Montant",
            "Etat de la demande", "Début", "Livraison", "Référent",
        ),
        (
            "1. Habitat", "Rénovation du presbytère", "Mairie", "Haute", 2026, 360000, "DETR", 90000, "notifié",
            "T2 2026", "déc. 2027", "Mme Dupont",
        ),
        (*(None,) * 6, "Région Hauts-de-France", 60000, "demandé le 3/2"),
        (*(None,) * 6, "CD 62", "20 %", "à déposer"),
        (
            None, "Ravalement des façades", "Mairie", "moyenne", "2026-2028", 120000, "Anah", 48000,
            "en cours d’instruction", 46023, date(2027, 12, 31),
        ),
        (
            "2. Mobilités", "Voie verte", "CC du Ternois", "1", 2027, "540 000", "FEDER", "200 000", "à solliciter",
            "mars 2027", "fin 2028", "M. Martin",
        ),
        (*(None,) * 6, "Fonds vert", 100000, "accordé"),
        ("Total", None, None, None, None, 1020000, None, 570000),
    ),
    "fusions": (
        *(f"{c}2:{c}4" for c in "BCDEFJKL"), *(f"{c}6:{c}7" for c in "BCDEFJKL"), "A2:A5", "A6:A7",
    ),
}  # fmt: skip
"""Several rows for one action, merged cells, states in a column, an orientation written once."""

PPI: Mapping[str, Any] = {
    "lignes": (
        ("PPI",),
        (
            "Projets", "Maitre\nd'ouvrage", "Etat d'avancemnt", "Cout previsionnel HT (k€)", None, None, "Etat (DETR)",
            "Acquis ?", "Region", "Acquis ?", "Autofinancement", "Observatons", "Taux d'aides",
        ),
        (None, None, None, 2025, 2026, 2027),
        ("REVITALISER LE CENTRE-BOURG",),
        (
            "Place de la République", "Commune", "Travaux en cours", 120, 340, None, 92, "oui", 50, "demande en cours",
            "80 k€", "attention aux réseaux", 0.31,
        ),
        ("Parvis de l'église", "commune", "Etudes", 15, *(None,) * 6, 15),
        ("MIEUX SE DÉPLACER",),
        ("Pôle d'échanges", "CC", "en projet", None, None, 800, 200, "non", 160, "?", None, "Voir SNCF"),
        ("TOTAL GENERAL", None, None, 135, 340, 800, 292, None, 210),
    ),
    "fusions": ("D2:F2",),
}  # fmt: skip
"""Years as columns, thousands of euros said once, a state beside each financeur, slips of the keyboard."""

_DGCL, _VERT = "DGCL/ANCT dotations 2019", "Fonds vert 2023 (data.gouv)"
_COLONNES = "source;id;porteur;porteur_id;dispositif;categorie;intitule;cout_total;subvention;taux"


def _csv(fin: str, *operations: tuple[str, ...]) -> str:
    """As data.gouv gives them: a byte order mark, semicolons, decimal commas."""
    return "\ufeff" + "".join(f"{ligne}{fin}" for ligne in (_COLONNES, *(";".join(o) for o in operations)))


OPERATIONS_BAPAUME = _csv(
    "\n",
    (_DGCL, "e1", "CC du Sud-Artois", "200035442", "DETR", "7 - Urbanisme",
     "Requalification du chemin des Anzacs à Bapaume", "684543,7", "136908,74", "0,2"),
    (_DGCL, "c1", "Bapaume", "62080", "DETR", "6 - Sécurisation",
     "Accessibilité du groupe scolaire", "67417,37", "16854,34", "0,25"),
    (_DGCL, "c2", "Bapaume", "62080", "DETR", "7 - Urbanisme",
     "Aménagement d'un espace public à la mairie", "80024,39", "20006,1", "0,25"),
    (_DGCL, "c3", "Bapaume", "62080", "DETR", "7 - Urbanisme",
     "Mise en sécurité de l'église - abat-sons", "75668,44", "18917,11", "0,25"),
    (_VERT, "12243506", "FLANDRE OPALE HABITAT, SA HLM", "616820205", "Fonds vert", "Recyclage foncier",
     '"BAPAUME - Requalification d\'un site ""industriel"" de la SNCF"', "", "710210,0", ""),
    (_VERT, "12347887", "BAPAUME", "216200808", "Fonds vert", "Renaturation",
     "Bapaume ville apaisée, écologique et citoyenne", "", "122940,0", ""),
    (_VERT, "12270667", "CC SUD ARTOIS", "200035442", "Fonds vert", "PAPI",
     "Aménagement du bassin versant de l’Hirondelle", "", "905448,0", ""),
)  # fmt: skip
"""Public operations of Bapaume, their titles shortened: 1 931 284,29 € granted to three owners."""

OPERATIONS_LE_QUESNOY = _csv(
    "\r\n",
    (_DGCL, "e1", "CC du Pays de Mormal", "200043321", "DSIL", "3 - Énergie",
     "Production de chaleur à bois déchiqueté", "245543,0", "49109,0", "0,2"),
    (_DGCL, "e2", "CC du Pays de Mormal", "200043321", "DETR", "7 - Urbanisme",
     "Voirie de desserte de l’usine REFRESCO de Le Quesnoy", "557323,0", "111464,6", "0,2"),
    (_DGCL, "c1", "Le Quesnoy", "59481", "DETR", "7 - Urbanisme",
     "Extension du cimetière communal", "285690,0", "71422,5", "0,25"),
    (_VERT, "11902754", "FEDER DEPART ASSOC PECHE PISCICULT NORD", "419349956", "Fonds vert", "Biodiversité",
     "Traitement de la jussie envahissant la frayère de Marpent", "", "104223,0", ""),
    (_VERT, "11517193", "CC PAYS DE MORMAL", "200043321", "Fonds vert", "Éclairage",
     "Modernisation de l'éclairage public", "", "955700,35", ""),
)  # fmt: skip
"""Public operations of Le Quesnoy, shortened too: the fourth is of an association, elsewhere."""
