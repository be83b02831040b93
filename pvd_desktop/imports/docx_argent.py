"""The plan de financement of a Word fiche: its tables of dépenses and ressources, or lines of words and amounts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from models.domain.errors import SaisieError
from models.domain.importation.actions import ActionLue
from models.domain.importation.aides_ecrites import aides_ecrites
from models.domain.importation.complement_argent import AideDite, DepenseDite, OperationDite
from models.domain.importation.entetes import base_du_titre, multiple_du_titre
from models.domain.importation.feuille import Lieu
from models.domain.importation.financeurs_lus import LecteurFinanceurs
from models.domain.importation.mots import lire_etat
from models.domain.importation.proposition import Nature, TotalAnnonce
from models.domain.importation.proximite import cle
from models.domain.importation.totaux import Sommes, est_un_total, remarques_d_ecart
from models.domain.importation.valeurs import MontantLu, est_vide, lire_montant, lire_periode, lire_taux
from models.domain.plan_financement import Depense
from models.domain.vocabulaire import BaseMontant, EtatFinancement, NatureFinancement, PosteDepense, Section
from pvd_desktop.imports.docx_blocs import Cellule, Tableau
from pvd_desktop.imports.docx_colonnes import Colonne, colonnes_de, du_cote

_PART: Final = re.compile(
    r"\b(autofinancement|fonds propres|part (communale|intercommunale|decidee)|part (de |du |de la )?(commune|ville|"
    r"mairie|epci|communaute|collectivite|maitre d ouvrage|mo|moa|porteur))\b|"
    r"^(commune|ville|mairie|collectivite|maitre d ouvrage)$"
)
_CALCULE: Final = re.compile(r"^(solde|reste|a trouver|besoin)\b")
_LIGNE: Final = re.compile(
    r"(?i)^[-–•·*▪\s]*(?P<nom>\D.*?)\s*[:=–—(\s-]\s*(?P<montant>\d[\d\s\u00a0\u202f.,]*(?:k€|m€|€|euros?|%|k)"
    r"(?:\s*(?:ht|ttc)\b)?|\d{1,3}(?:[\s\u00a0\u202f.]\d{3})+(?:,\d\d)?)\s*\)?(?P<reste>.*)$"
)
_PART_ET_MONTANT: Final = re.compile(
    r"(?i)(\d{1,2}(?:[.,]\d+)?|100)\s*%\s*(?:,|soit|=|\(|:)+\s*(?:soit\s+)?(\d[\d\s\u00a0\u202f.,]*\s*(?:k€|€|euros?))\)?"
)
_POSTES: Final = (
    (
        PosteDepense.FRAIS_ANNEXES,
        r"\b(sps|bureau de controle|controle technique|geotechnique|assurance|frais annexes|publicite)\b",
    ),
    (PosteDepense.AMO, r"\b(amo|assistance a maitrise d ouvrage)\b"),
    (PosteDepense.MAITRISE_OEUVRE, r"\b(moe|maitrise d oeuvre|honoraires|architecte)\b"),
    (PosteDepense.ACQUISITION, r"\b(acquisitions?|foncier|achat d|rachat)\b"),
    (PosteDepense.ETUDES, r"\b(etudes?|diagnostics?|audit|ingenierie|faisabilite|concertation)\b"),
    (PosteDepense.PERSONNEL, r"\b(personnel|salaires?|etp|animation|chef de projet)\b"),
    (PosteDepense.ALEAS, r"\b(aleas?|imprevus?|revisions?)\b"),
    (PosteDepense.EQUIPEMENT, r"\b(mobilier|equipements?|materiel|signaletique)\b"),
    (PosteDepense.DIVERS, r"\b(divers|communication)\b"),
)
_SANS_MONTANT: Final = re.compile(
    r"(?i)[-–•·*▪\s]*(?P<nom>[^\W\d_][^\d:]*?)\s*[:(]?\s*(?P<annees>20\d\d(?:\s*(?:[,;/&–-]|et|à|puis)\s*20\d\d)*)\)?\s*"
)
_ANNEES: Final = re.compile(r"^(20\d\d)(?:\s*[–-]\s*(20\d\d))?$")


@dataclass(slots=True)
class LecteurArgent:
    """Reads the money of one fiche into its operations."""

    action: ActionLue
    financeurs: LecteurFinanceurs
    porteurs: Sequence[str]
    _sommes: Sommes = field(default_factory=Sommes)

    def lire_tableau(self, tableau: Tableau, operation: OperationDite) -> None:
        """A table whose first rows name its columns."""
        debut, colonnes = colonnes_de(tableau)
        self._sommes = Sommes()
        operation.base = operation.base or _base(colonnes)
        for rangee in tableau.rangees[debut:]:
            for cote in ("depense", "ressource"):
                if cellules := du_cote(rangee, colonnes, cote):
                    self._lire_rangee(cellules, cote, Lieu(tableau.nom, rangee.numero), operation)
        self.action.remarques += remarques_d_ecart(self._sommes.totaux)

    def lire_cellules(self, cellules: Sequence[Cellule], lieu: Lieu, operation: OperationDite) -> None:
        """A row beside the label « Plan de financement », without a header."""
        textes = [c.texte for c in cellules if c.texte]
        if not self.lire_ligne(
            " : ".join(textes[:2]) + (f" ({', '.join(textes[2:])})" if textes[2:] else ""), lieu, operation
        ):
            self.noter(" ".join(textes), lieu)

    def lire_ligne(self, texte: str, lieu: Lieu, operation: OperationDite) -> bool:
        """« DETR : 30 000 € (acquis) ». False when these are only words."""
        if self._lire_plusieurs(texte, operation, lieu) or self._lire_sans_montant(texte, operation, lieu):
            return True
        trouve = _LIGNE.match(_PART_ET_MONTANT.sub(r"\2 (\1 %)", " ".join(texte.split())))
        if trouve is None or len(trouve["nom"]) > 120:
            return False
        nom = trouve["nom"].strip(" :=-–—(")
        try:
            lu = lire_montant(trouve["montant"])
        except SaisieError:
            return False
        reste = trouve["reste"].strip(" ().,;-–")
        if est_un_total(nom) or _CALCULE.match(cle(nom)):
            return True
        if (deja := re.fullmatch(r"(?i)(?:soit|,)?\s*([\d.,]+)\s*%.*", reste)) is not None:
            taux, etat = _essayer_taux(deja[1] + " %"), None
        else:
            # « à confirmer » is not « confirmé ».
            futur = EtatFinancement.ENVISAGE if re.match(r"(?i)[àa]\s", reste) else None
            taux, etat = None, futur or (lire_etat(reste) if reste else None)
            if reste and etat is None:
                self.noter(texte, lieu)
        self._ressource(nom, lu, operation, AideDite(taux=taux, etat=lu.etat or etat), lieu)
        return True

    def _lire_plusieurs(self, texte: str, operation: OperationDite, lieu: Lieu) -> bool:
        """« DETR 2025 : 50 000 € ; 2026 : 30 000 € »: several aids on one line, or one of a year."""
        ecrites, restes = aides_ecrites(" ".join(texte.split()))
        if restes or not (len(ecrites) > 1 or any(a.annee for a in ecrites)):
            return False
        for aide in ecrites:
            annees = (aide.annee, aide.annee) if aide.annee else None
            dite = AideDite(taux=aide.taux, etat=aide.lu.etat, annees=annees)
            self._ressource(aide.nom, aide.lu, operation, dite, lieu)
            if aide.reste:
                self.noter(texte, lieu)
        return True

    def _lire_sans_montant(self, texte: str, operation: OperationDite, lieu: Lieu) -> bool:
        """« DETR 2025 et 2026 », « Région 2025-2027 »: aids whose amount is not known yet."""
        trouve = _SANS_MONTANT.fullmatch(" ".join(texte.split()))
        if trouve is None or not self.financeurs.est_un_payeur(trouve["nom"]):
            return False
        annees = [int(an) for an in re.findall(r"20\d\d", trouve["annees"])]
        suite = len(annees) == 2 and annees[0] < annees[1] and re.search(r"[–-]|à", trouve["annees"])
        for debut, fin in [(annees[0], annees[1])] if suite else [(an, an) for an in annees]:
            self._ressource(trouve["nom"], MontantLu(), operation, AideDite(annees=(debut, fin)), lieu)
        return True

    def _lire_rangee(
        self, cellules: Sequence[tuple[Colonne, str]], cote: str, lieu: Lieu, operation: OperationDite
    ) -> None:
        nom = next((t for c, t in cellules if c.role in {"poste", "financeur"} and t), "")
        montants = self._montants(cellules, lieu, nom)
        if est_un_total(nom):
            annonces = {c.debut: _total(c, m.montant, lieu) for c, m in montants if m.montant is not None}
            self._sommes.comparer(nom, annonces)
            return
        for colonne, lu in montants:
            if lu.montant is not None:
                self._sommes.ajouter(colonne.debut, lieu.ligne or 0, lu.montant)
        par_role = {c.role: m for c, m in montants}
        if cote == "depense":
            self._depense(nom, cellules, par_role, operation)
        elif not _CALCULE.match(cle(nom)) and (nom or par_role):
            self._aide(nom, cellules, par_role, operation, lieu)

    def _montants(
        self, cellules: Sequence[tuple[Colonne, str]], lieu: Lieu, nom: str
    ) -> list[tuple[Colonne, MontantLu]]:
        lus: list[tuple[Colonne, MontantLu]] = []
        for colonne, texte in cellules:
            if colonne.role not in {"ht", "ttc", "montant", "demande", "accorde", "retenu", "eligible"} or _rien(texte):
                continue
            try:
                lus.append((colonne, lire_montant(texte, multiple_du_titre(colonne.titre))))
            except SaisieError as e:
                self.action.remarquer(Nature.NON_COMPRIS, lieu, texte, f"{e.message} Gardé en note.", e.remede)
                self.action.noter(" · ".join(filter(None, (nom, colonne.titre))), texte)
        return lus

    def _depense(
        self,
        nom: str,
        cellules: Sequence[tuple[Colonne, str]],
        montants: dict[str, MontantLu],
        operation: OperationDite,
    ) -> None:
        ht, ttc = montants.get("ht"), montants.get("ttc")
        seul = montants.get("montant")
        if seul is not None and ht is None and ttc is None:
            base = seul.base or operation.base
            ht, ttc = (None, seul) if base and base.value == "ttc" else (seul, None)
        if not nom and ht is None and ttc is None:
            return
        poste, intitule, section = lire_poste(nom)
        annee = next((_essayer_annee(t) for c, t in cellules if c.role == "annee"), None)
        # A dash says that the dépense is not eligible; an amount that is missing does not.
        dite = next((t for c, t in cellules if c.role == "eligible"), None)
        depense = Depense(
            poste=poste,
            intitule=intitule,
            annee=annee,
            section=section,
            montant_ht=ht.montant if ht else None,
            montant_ttc=ttc.montant if ttc else None,
        )
        operation.depenses.append(
            DepenseDite(
                depense=depense, eligible=None if dite is None else "eligible" in montants or not est_vide(dite)
            )
        )

    def _aide(
        self,
        nom: str,
        cellules: Sequence[tuple[Colonne, str]],
        montants: dict[str, MontantLu],
        operation: OperationDite,
        lieu: Lieu,
    ) -> None:
        textes = {c.role: t for c, t in cellules if not _rien(t)}
        etat = lire_etat(textes["etat"]) if "etat" in textes else None
        if "etat" in textes and etat is None:
            self.noter(f"{nom}\u00a0: {textes['etat']}", lieu)
        eligible = montants.get("eligible")
        aide = AideDite(
            etat=etat,
            taux=_essayer_taux(textes.get("taux", "")),
            dispositif=textes.get("dispositif", "").replace("\n", " "),
            depense_eligible=eligible.montant if eligible else None,
        )
        if annee := _essayer_annee(textes.get("annee", "")):
            aide.annees = annee, annee
        demande, accorde = montants.get("demande"), montants.get("accorde")
        if demande is None and accorde is None:
            seul = montants.get("montant") or montants.get("ht") or montants.get("ttc")
            if seul is None and aide.taux is None and etat is None and "eligible" not in montants:
                # A banner between two groups of lines: « Aides publiques ».
                return
            self._ressource(nom, seul or MontantLu(), operation, aide, lieu)
            return
        aide.demande = demande.montant if demande else None
        aide.accorde = accorde.montant if accorde else None
        self._nommer(nom, aide)
        operation.aides.append(aide)

    def _ressource(self, nom: str, lu: MontantLu, operation: OperationDite, aide: AideDite, lieu: Lieu) -> None:
        """One amount for a name: the part of the maître d'ouvrage, or an aid."""
        plat = cle(nom)
        if _PART.search(plat) or (plat and plat in {cle(p) for p in self.porteurs}):
            if lu.montant is not None:
                operation.part_decidee = (operation.part_decidee or Decimal(0)) + lu.montant
            elif lu.part is not None:
                self.noter(f"{nom}\u00a0: {lu.part:.1%}".replace(".", ","), lieu)
            return
        aide.etat = aide.etat or lu.etat
        aide.taux = aide.taux or lu.part
        if aide.etat is not None and aide.etat.est_acquis:
            aide.accorde = lu.montant
        else:
            aide.demande = lu.montant
        self._nommer(nom, aide)
        operation.aides.append(aide)

    def _nommer(self, nom: str, aide: AideDite) -> None:
        """The financeur, the dispositif and the nature that a name says; in two lines, as our documents write it."""
        premier, _, details = nom.partition("\n")
        if details and "\n" not in details:
            aide.financeur = "" if premier == "Financeur à préciser" else premier.strip()
            self._detailler(details, aide)
            return
        cite = self.financeurs.lire(nom.replace("\n", " "))
        if premier == "Financeur à préciser":
            return
        aide.financeur = premier.strip() if cle(cite.nom) == cle(premier) or not cite.reconnu else cite.nom
        aide.dispositif = aide.dispositif or cite.dispositif
        aide.nature = cite.nature

    @staticmethod
    def _detailler(details: str, aide: AideDite) -> None:
        """« DETR · Financement privé · 2026 »."""
        morceaux = [m.strip() for m in details.split(" · ")]
        if annees := _ANNEES.match(morceaux[-1].replace("\u00a0", " ")):
            debut, fin = int(annees[1]), int(annees[2] or annees[1])
            if debut <= fin <= debut + 20:
                aide.annees = debut, fin
            morceaux.pop()
        natures = {cle(n.libelle): n for n in NatureFinancement}
        if (
            morceaux
            and (nature := natures.get(cle(morceaux[-1])))
            and (len(morceaux) > 1 or nature is not NatureFinancement.FONDS_CONCOURS)
        ):
            aide.nature = nature
            morceaux.pop()
        aide.dispositif = " · ".join(morceaux)
        dite = next(
            (
                n
                for n in NatureFinancement
                if n is not NatureFinancement.SUBVENTION and n.libelle.casefold() in aide.dispositif.casefold()
            ),
            None,
        )
        aide.nature = dite or aide.nature

    def noter(self, texte: str, lieu: Lieu) -> None:
        """Keeps words of the plan that are no amount."""
        self.action.noter("Plan de financement", " ".join(texte.split()))
        self.action.remarquer(Nature.NON_COMPRIS, lieu, texte, "Ces mots du plan de financement sont gardés en note.")


def lire_poste(texte: str) -> tuple[PosteDepense, str, Section]:
    """« Travaux : voirie (fonctionnement) ».

    >>> [(p.value, i) for p, i, _ in map(lire_poste, ("Travaux\u00a0: voirie", "Honoraires d’architecte", "Études"))]
    [('travaux', 'voirie'), ('maitrise_oeuvre', 'Honoraires d’architecte'), ('etudes', '')]
    """
    plat = " ".join(texte.replace("\n", " ").split(" "))
    section = Section.INVESTISSEMENT
    if plat.endswith(" (fonctionnement)"):
        plat, section = plat.removesuffix(" (fonctionnement)"), Section.FONCTIONNEMENT
    for poste in sorted(PosteDepense, key=lambda p: -len(p.libelle)):
        if plat == poste.libelle:
            return poste, "", section
        if plat.startswith(f"{poste.libelle}\u00a0: "):
            return poste, plat.removeprefix(f"{poste.libelle}\u00a0: "), section
        if plat.casefold().startswith(poste.libelle.casefold()):
            return poste, plat, section
    trouve = next((poste for poste, motif in _POSTES if re.search(motif, cle(plat))), PosteDepense.TRAVAUX)
    return trouve, plat, section


def _base(colonnes: Sequence[Colonne]) -> BaseMontant | None:
    """What the columns of ressources are in; HT and TTC side by side say nothing of the plan."""
    dites = {base for c in colonnes if c.role not in {"ht", "ttc"} and (base := base_du_titre(c.titre))}
    seules = {base for c in colonnes if (base := base_du_titre(c.titre))}
    return next(iter(dites if len(dites) == 1 else seules if len(seules) == 1 else ()), None)


def _total(colonne: Colonne, montant: Decimal, lieu: Lieu) -> TotalAnnonce:
    champ = "cout" if colonne.cote == "depense" else "total_aides"
    return TotalAnnonce(lieu=lieu, champ=champ, financeur="", annonce=montant, somme=Decimal(0), premiere=0, derniere=0)


def _rien(texte: str) -> bool:
    return est_vide(texte) or cle(texte) in {"non renseigne", "a definir", "a preciser"}


def _essayer_taux(texte: str) -> Decimal | None:
    try:
        return None if _rien(texte) else lire_taux(texte)
    except SaisieError:
        return None


def _essayer_annee(texte: str) -> int | None:
    try:
        if _rien(texte):
            return None
        periode = lire_periode(texte)
    except SaisieError:
        return None
    return periode.debut.year if periode.debut.year == periode.fin.year else None
