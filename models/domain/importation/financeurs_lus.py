"""Financeurs named by a header or a cell: who pays, by which dispositif, and of what nature."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from models.domain.importation.mots import lire_etat
from models.domain.importation.organismes import Annuaire, deviner_type, est_un_sigle_de
from models.domain.importation.proximite import cle
from models.domain.maquettes.financeurs import NATURES_USUELLES, Bloc, ColonneFinanceur, Financeurs, nommee
from models.domain.organisme import Organisme
from models.domain.regles.dotations import dotations
from models.domain.vocabulaire import EtatFinancement, NatureFinancement, TypeOrganisme

SANS_NOM: Final = frozenset(
    {
        "autre",
        "autres",
        "autres financeurs",
        "autre financeur",
        "autres financements",
        "autres subventions",
        "autres aides",
        "divers",
        "cofinanceurs",
        "partenaires",
        "subvention",
        "subventions",
        "autres partenaires",
        "financeurs",
        "financeur",
        "aides",
        "cofinancements",
        "autres cofinanceurs",
        "autres publics",
    }
)
"""Names that name nobody."""
_DECOR: Final = re.compile(
    r"\b(fonds de concours|subventions?|subv|aides?|financements?|participation|part|montant|"
    r"sollicitees?|sollicites?|demandees?|demandes?|acquise?s?|"
    r"obtenue?s?|accordee?s?|attribuee?s?|notifiee?s?|previsionnel(?:le)?s?|prevue?s?|ht|ttc|euros?|"
    r"k|en|du|de|de la|de l|l|la|le|20\d\d)\b"
)
_PAYEURS: Final = frozenset({TypeOrganisme.REGION, TypeOrganisme.DEPARTEMENT, TypeOrganisme.EPCI, TypeOrganisme.ETAT})
"""Types whose mere name says who pays."""
_AVANT_LE_NOM: Final = re.compile(
    r"(?i)^(?:(?:fonds de concours|montants?|part|subventions?|subv\.?|aides?|financements?|participation)\s+"
    r"(?:de la |de l[’']|du |des |de |d[’'])?)+"
)
_APRES_LE_NOM: Final = re.compile(
    r"(?i)(?:\s+(?:sollicit\w+|demand\w+|accord\w+|acquis\w*|obtenu\w*|notifi\w+|attribu\w+|prévisionnel\w*|prévue?s?|"
    r"20\d\d|\(?(?:(?:en )?k?€ ?)?(?:HT|TTC)?\)?))+$"
)
_SANS_ARGENT: Final = frozenset(
    {TypeOrganisme.AUTRE, TypeOrganisme.COMMUNE, TypeOrganisme.ASSOCIATION, TypeOrganisme.PRIVE}
)
"""Types whose name in a list, without an amount, may be that of anybody."""
_UN_EPCI: Final = frozenset({"cc", "ca", "cu", "epci", "interco", "intercommunalite", "communaute", "comcom", "agglo"})
_DEUX_MOTS: Final = frozenset({"conseil regional", "conseil departemental", "communaute communes"})
"""Names of one payer of the territory, that say no more than its type."""
_PRET: Final = re.compile(r"\b(pret|prets|emprunt|emprunts|avance remboursable)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class FinanceurCite:
    """What a name of a column or a cell says."""

    nom: str
    """Of the organisme; empty when nobody is named."""
    type: TypeOrganisme = TypeOrganisme.AUTRE
    dispositif: str = ""
    nature: NatureFinancement = NatureFinancement.SUBVENTION
    melange: bool = False
    """Whether it names several dispositifs of the State for one amount."""
    reconnu: bool = True
    """Whether the name is that of a known financeur, and not merely a name."""


class LecteurFinanceurs:
    """Reads names of financeurs with the reference of columns and the organismes of the project."""

    def __init__(self, financeurs: Financeurs, annuaire: Annuaire, region: str = "", epci: str = "") -> None:
        self._financeurs = financeurs
        self._annuaire = annuaire
        self._noms: Mapping[TypeOrganisme, str] = {
            TypeOrganisme.REGION: f"Région {region}" if region else "Région",
            TypeOrganisme.EPCI: epci,
        }
        self._lus: dict[str, FinanceurCite | None] = {}
        self._inconnus: dict[str, FinanceurCite] = {}

    def lire(self, texte: str) -> FinanceurCite:
        """Who pays, whatever the words."""
        if (cite := self.reconnaitre(texte)) is None:
            # As it will be read once the project knows it: a commune pays by a fonds de concours.
            inconnu = Organisme(nom=texte.strip(), type=deviner_type(texte))
            cite = self._inconnus.setdefault(texte, replace(self._connu(inconnu, cle(texte)), reconnu=False))
        return cite

    def reconnaitre(self, texte: str) -> FinanceurCite | None:
        """The same for a name that is known to be of a financeur; ``None`` otherwise."""
        if texte not in self._lus:
            self._lus[texte] = self._reconnaitre(texte)
        return self._lus[texte]

    def est_un_payeur(self, texte: str) -> bool:
        """Whether a name says by itself that it pays: one that the project merely knows, as an owner, does not."""
        cite = self.reconnaitre(texte)
        return cite is not None and (cite.type not in _SANS_ARGENT or self._colonne(cle(texte)) is not None)

    def _reconnaitre(self, texte: str) -> FinanceurCite | None:
        plat = cle(texte)
        nu = " ".join(_DECOR.sub(" ", plat).split())
        if plat in SANS_NOM:
            return FinanceurCite(nom="", dispositif="" if plat.startswith(("subv", "aide")) else texte.strip())
        if not nu or len(plat) > 80:
            de_l_epci = plat.startswith("fonds de concours") and not nu
            return self._de_type(TypeOrganisme.EPCI, "epci", self._noms[TypeOrganisme.EPCI]) if de_l_epci else None
        if _PRET.search(plat):
            return self._pret(nu)
        if organisme := self._annuaire.trouver(texte) or self._annuaire.trouver(nu):
            return self._connu(organisme, plat)
        if colonne := self._colonne(nu):
            return self._de_colonne(*colonne, texte)
        de_l_epci = est_un_sigle_de(texte, self._noms[TypeOrganisme.EPCI])
        return self._de_type(*((TypeOrganisme.EPCI, "epci") if de_l_epci else (deviner_type(nu), nu)), texte)

    def _colonne(self, nu: str) -> tuple[Bloc, ColonneFinanceur] | None:
        """The column of the reference that the words name, or bear as their title."""
        blocs = {c.code: (g.bloc, c) for g in self._financeurs.groupes for c in g.colonnes if g.bloc is not Bloc.PRETS}
        trouvee = nommee((c for _, c in blocs.values()), nu, TypeOrganisme.AUTRE)
        return blocs[trouvee.code] if trouvee else None

    def _melange(self, texte: str) -> str:
        """« DETR / FNADT »: the columns of the State that the words name together; empty when they name one."""
        citees = [c for g in self._financeurs.groupes for c in g.colonnes if c.est_nommee(texte, TypeOrganisme.ETAT)]
        noms = [c.libelle for c in citees if c.type_financeur is TypeOrganisme.ETAT and not c.dotations_melees]
        autres = [n for n in noms if n not in nom_des_dotations(texte)]
        return (
            " / ".join(filter(None, (nom_des_dotations(texte), *autres)))
            if nom_des_dotations(texte) or len(noms) > 1
            else ""
        )

    def _de_colonne(self, bloc: Bloc, colonne: ColonneFinanceur, texte: str) -> FinanceurCite:
        return FinanceurCite(
            nom=colonne.financeur,
            type=colonne.type_financeur,
            melange=colonne.dotations_melees,
            dispositif=colonne.dispositif or self._melange(texte) or ("" if colonne.financeur else texte.strip()),
            nature=colonne.nature or NATURES_USUELLES[bloc],
        )

    def _de_type(self, type_: TypeOrganisme, nu: str, texte: str) -> FinanceurCite | None:
        if type_ not in _PAYEURS:
            return None
        # « CCHF » is one word, and not the EPCI of the project.
        autre_epci = type_ is TypeOrganisme.EPCI and nu not in _UN_EPCI
        seul = (len(nu.split()) == 1 and not autre_epci) or nu in _DEUX_MOTS
        defauts = {TypeOrganisme.ETAT: "État", TypeOrganisme.DEPARTEMENT: "Département", **self._noms}
        nature = NatureFinancement.FONDS_CONCOURS if type_ is TypeOrganisme.EPCI else NatureFinancement.SUBVENTION
        nom = (defauts[type_] if seul or type_ is TypeOrganisme.ETAT else "") or sans_decor(texte)
        connus = [o for o in self._annuaire.tous() if o.type is type_]
        if seul and len(connus) == 1:
            nom = connus[0].nom
        # « Région 400 » is a Région and an amount; « Département 62 » is that of the Pas-de-Calais.
        nom = re.sub(r"\s+\d+$", "", nom) if type_ is TypeOrganisme.REGION else nom
        return FinanceurCite(nom=nom, type=type_, nature=nature, dispositif=_dispositif_de(nature))

    def _connu(self, organisme: Organisme, plat: str) -> FinanceurCite:
        colonne = self._colonne(plat)
        nature = NatureFinancement.SUBVENTION
        if organisme.type in {TypeOrganisme.EPCI, TypeOrganisme.COMMUNE}:
            nature = NatureFinancement.FONDS_CONCOURS
        elif organisme.type in {TypeOrganisme.PRIVE, TypeOrganisme.BAILLEUR_SOCIAL}:
            nature = NatureFinancement.PRIVE
        dispositif = colonne[1].dispositif if colonne else _dispositif_de(nature)
        dispositif = dispositif or self._melange(plat)
        return FinanceurCite(nom=organisme.nom, type=organisme.type, nature=nature, dispositif=dispositif)

    def _pret(self, nu: str) -> FinanceurCite:
        preteur = " ".join(_PRET.sub(" ", nu).split())
        trouve = self._annuaire.trouver(preteur) if preteur else None
        return FinanceurCite(
            nom=trouve.nom if trouve else preteur.capitalize(),
            type=trouve.type if trouve else deviner_type(preteur),
            dispositif="Prêt",
            nature=NatureFinancement.PRET,
        )


def etat_du_titre(texte: str) -> EtatFinancement | None:
    """The state that a header says: « Subventions acquises », « DETR sollicitée ».

    >>> etat_du_titre("DETR sollicitée"), etat_du_titre("Région")
    (<EtatFinancement.DEPOSE: 'depose'>, None)
    """
    mots = cle(texte).split()
    trouves = (lire_etat(mot) for mot in mots if len(mot) > 4 and mot not in {"demande", "arrete"})
    return next(filter(None, trouves), None)


def sans_decor(texte: str) -> str:
    """The name of a payer without the words of a header around it.

    >>> sans_decor("Subv. du CD 62 sollicitée (€ HT)"), sans_decor("Conseil départemental de l’Oise")
    ('CD 62', 'Conseil départemental de l’Oise')
    """
    nu = _APRES_LE_NOM.sub("", _AVANT_LE_NOM.sub("", texte.strip()))
    return nu.strip() or texte.strip()


def nom_des_dotations(texte: str) -> str:
    """How a line that names several dotations is called; empty when it names one, or none.

    >>> nom_des_dotations("Dotations DETR-DSIL 2026"), nom_des_dotations("DETR")
    ('DETR / DSIL', '')
    """
    nommees = dotations(texte)
    return " / ".join(d.libelle for d in nommees) if len(nommees) > 1 else ""


def _dispositif_de(nature: NatureFinancement) -> str:
    return "Fonds de concours" if nature is NatureFinancement.FONDS_CONCOURS else ""
