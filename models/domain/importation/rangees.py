"""One row of a table: its cells become facts, costs and aids; what cannot be read is kept as a note."""

from dataclasses import replace
from decimal import Decimal
from typing import Final

from models.domain.errors import SaisieError
from models.domain.formats import format_euros
from models.domain.importation.actions import ActionLue, CoutLu, Fait, FinancementLu
from models.domain.importation.cellules import lire_cellule
from models.domain.importation.champs import CHAMPS, ETAT_COLONNE, FINANCEUR_COLONNE, NOTE
from models.domain.importation.correspondance import Affectation
from models.domain.importation.entetes import base_du_titre
from models.domain.importation.feuille import Anomalie, Brut, Lieu, en_texte, lettres
from models.domain.importation.financeurs_lus import LecteurFinanceurs
from models.domain.importation.lignes_aides import AidesDeLigne
from models.domain.importation.proposition import Nature
from models.domain.importation.proximite import cle
from models.domain.importation.valeurs import Intervalle, MontantLu
from models.domain.vocabulaire import BaseMontant

_AIDES: Final = frozenset(
    {
        "financeur",
        "dispositif",
        "montant_demande",
        "montant_accorde",
        "taux",
        "etat",
        "numero_dossier",
        "date_depot",
        "date_notification",
        FINANCEUR_COLONNE,
        ETAT_COLONNE,
    }
)


class Rangee:
    """Gathers what one row says, cell after cell."""

    def __init__(self, feuille: str, numero: int, base: BaseMontant | None, lecteur: LecteurFinanceurs) -> None:
        self._lieu = Lieu(feuille, numero)
        self._base = base
        self._annee: int | None = None
        self._aides = AidesDeLigne(lecteur)
        self.action = ActionLue(cle=(feuille, numero), lieu=self._lieu, lignes=[numero])
        self.faits: dict[str, Fait] = {}
        self.couts: list[CoutLu] = []
        self.parts: list[tuple[int, Decimal]] = []
        """Shares of the cost, with their column: euros once the cost of the operation is known."""
        self.sans_base = False
        """Whether it has a cost that nothing says to be HT or TTC."""

    def lire(self, a: Affectation, brut: Brut, lieu: Lieu) -> Decimal | None:
        """One cell that holds something; gives the amount it holds, which the totals of the column are compared to."""
        if isinstance(brut, Anomalie):
            if CHAMPS[a.champ].calcule:
                return None
            self.action.remarquer(Nature.NON_COMPRIS, lieu, brut.texte, brut.message, brut.remede)
            return None
        champ = CHAMPS[a.champ]
        try:
            lu = lire_cellule(champ, brut, a.multiple)
        except SaisieError as e:
            texte = en_texte(brut)
            if not champ.calcule and not (a.champ in _AIDES and self._aides.lire_mots(a, texte, lieu)):
                self.action.remarquer(Nature.NON_COMPRIS, lieu, texte, f"{e.message} Gardé en note.", e.remede)
                self.action.noter(nom_de_colonne(a), texte, lieu)
            return None
        if lu.choix:
            texte = en_texte(brut)
            self.action.remarquer(Nature.CHOIX, lieu, texte, f"«\u00a0{texte[:60]}\u00a0»\u00a0: {lu.choix}.")
            if lu.a_noter and not champ.calcule:
                self.action.noter(nom_de_colonne(a), texte, lieu)
        self._ranger(a, Fait(lu.valeur, brut, lieu))
        if not isinstance(lu.valeur, MontantLu):
            return None
        if lu.valeur.part is not None and a.champ != "cout":
            self.parts.append((a.colonne, lu.valeur.part))
        return lu.valeur.montant

    def situer(self) -> None:
        """The base and the year of the row are those of its costs: an action may have one row a year."""
        if (base := self.faits.get("base")) is not None and (dite := base_du_titre(base.texte)):
            self.couts = [replace(c, base=dite) for c in self.couts]
        self.sans_base = any(c.base is None for c in self.couts)
        if (annee := self.faits.get("annee")) is not None:
            self.couts = [c if c.annee else replace(c, annee=annee.valeur) for c in self.couts]
            self._annee = annee.valeur

    def financements(self) -> list[FinancementLu]:
        """Its lines of financement, once its own total is compared with them."""
        self._verifier_total()
        lignes = self._aides.financements(self.action, self._lieu)
        for ligne in lignes:
            ligne.annee = ligne.annee or self._annee
        return lignes

    def _ranger(self, a: Affectation, fait: Fait) -> None:
        if a.champ == NOTE:
            self.action.noter(nom_de_colonne(a), fait.valeur, fait.lieu)
            return
        self.action.lieux.setdefault(a.champ, fait.lieu)
        if a.champ == "cout":
            self._lire_cout(a, fait)
        elif a.champ in _AIDES:
            self._aides.ajouter(a, fait)
        elif a.champ == "part_decidee" and (deja := self.faits.get(a.champ)) and deja.valeur.montant is not None:
            # A column a year: the parts add up.
            somme = deja.valeur.montant + (fait.valeur.montant or Decimal(0))
            self.faits[a.champ] = fait._replace(valeur=fait.valeur._replace(montant=somme))
        elif CHAMPS[a.champ].multiple:
            texte = _sous_titre(a, fait.valeur) if a.champ == "description" else fait.valeur
            self.action.textes.setdefault(a.champ, []).append(texte)
        else:
            self.faits["periode" if isinstance(fait.valeur, Intervalle) and a.champ == "annee" else a.champ] = fait

    def _lire_cout(self, a: Affectation, fait: Fait) -> None:
        lu: MontantLu = fait.valeur
        if lu.montant is None:
            message = "Un coût ne s’écrit pas en pourcentage. Gardé en note."
            self.action.remarquer(Nature.NON_COMPRIS, fait.lieu, fait.texte, message, "Écrivez le montant en euros.")
            self.action.noter(nom_de_colonne(a), fait.texte, fait.lieu)
            return
        self.couts.append(CoutLu(lu.montant, lu.base or a.base or self._base, a.annee, fait.lieu, a.poste))

    def _verifier_total(self) -> None:
        total, somme = self.faits.get("total_aides"), self._aides.somme()
        if total is None or somme is None or total.valeur.montant is None:
            return
        part = self.faits.get("part_decidee")
        ecart = total.valeur.montant - somme
        if part is not None and part.valeur.montant is not None and abs(ecart - part.valeur.montant) < 1:
            # The total of the resources, the part of the maître d'ouvrage among them.
            return
        if abs(ecart) >= 1:
            sens = "de plus" if ecart > 0 else "de moins"
            self.action.remarquer(
                Nature.ECART,
                total.lieu,
                total.texte,
                f"Le total des aides annonce {format_euros(abs(ecart))} {sens} que la somme de cette ligne\u00a0: "
                f"{format_euros(total.valeur.montant)} au lieu de {format_euros(somme)}.",
                "Ce total n’est pas importé\u00a0: vérifiez les montants de la ligne.",
            )


def nom_de_colonne(a: Affectation) -> str:
    """What a column is called at the head of a note.

    >>> nom_de_colonne(Affectation(colonne=2, entete="Acteurs · moyens_humains"))
    'Moyens humains'
    """
    titre = a.entete.rsplit("·", 1)[-1].replace("_", " ").strip()
    return f"{titre[:1].upper()}{titre[1:]}" if titre else f"Colonne {lettres(a.colonne)}"


def _sous_titre(a: Affectation, texte: str) -> str:
    """A long text that is not the description itself says what it is: « Objectifs », for one."""
    titre = a.entete.rsplit("·", 1)[-1].strip()
    if cle(titre).startswith(("descri", "contenu", "presentation", "resume", "contexte")):
        return texte
    return f"**{titre}**\n\n{texte}" if titre else texte
