"""The aids that one row tells: a column for each financeur, groups of columns, or the row as a line of its own."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from models.domain.formats import format_euros
from models.domain.importation.actions import ActionLue, Fait, FinancementLu
from models.domain.importation.aides_ecrites import AideEcrite, aides_ecrites, cite_une_somme
from models.domain.importation.champs import ETAT_COLONNE, FINANCEUR_COLONNE
from models.domain.importation.correspondance import Affectation
from models.domain.importation.feuille import Lieu
from models.domain.importation.financeurs_lus import FinanceurCite, LecteurFinanceurs, nom_des_dotations
from models.domain.importation.mots import lire_etat
from models.domain.importation.proposition import Nature
from models.domain.importation.valeurs import MontantLu
from models.domain.regles.dotations import dotations
from models.domain.vocabulaire import EtatFinancement, TypeOrganisme

_PLUSIEURS: Final = re.compile(r"\s*[,;+\n]\s*|\s+/\s+|\s+et\s+")
_NOM_MAX: Final = 5
"""Words of the name of a financeur that nobody knows; more is a sentence."""
_PUCE: Final = re.compile(r"^[-–—*•·▪►➔\s]+")


class AidesDeLigne:
    """Gathers the cells of one row, then makes its lines of financement."""

    def __init__(self, lecteur: LecteurFinanceurs) -> None:
        self._lecteur = lecteur
        self._groupes: dict[int, FinancementLu] = {}
        self._noms: dict[int, Fait] = {}
        self._colonnes: dict[int, Affectation] = {}
        self._etats: dict[int, EtatFinancement] = {}

    def ajouter(self, a: Affectation, fait: Fait) -> None:
        """A cell that was understood."""
        if a.champ == "financeur":
            self._noms[a.groupe] = fait
            return
        if a.champ in {"etat", ETAT_COLONNE}:
            self._etats[a.groupe] = fait.valeur
            return
        if a.champ in {"montant_demande", "montant_accorde", FINANCEUR_COLONNE}:
            self._add_amount(a, fait)
            return
        ligne = self._ligne(a, fait.lieu)
        match a.champ:
            case "dispositif" | "numero_dossier" | "taux":
                setattr(ligne, a.champ, fait.valeur)
            case _:
                setattr(ligne, a.champ, fait.valeur.debut)

    def lire_mots(self, a: Affectation, texte: str, lieu: Lieu) -> bool:
        """Words where an amount goes: « sollicité » under « Région » is a line whose amount is not known yet."""
        if a.champ != FINANCEUR_COLONNE or (etat := lire_etat(texte)) is None:
            return False
        self._ligne(a, lieu).etat = EtatFinancement.ENVISAGE if texte.lower() in {"oui", "ok"} else etat
        return True

    def somme(self) -> Decimal | None:
        """Of the amounts of the row; nothing when it has none."""
        montants = [
            m for f in self._groupes.values() if (m := f.accorde if f.accorde is not None else f.demande) is not None
        ]
        return sum(montants, Decimal(0)) if montants else None

    def financements(self, action: ActionLue, lieu: Lieu) -> list[FinancementLu]:
        """The lines of the row, each with its financeur."""
        lignes: list[FinancementLu] = []
        for groupe in dict.fromkeys((*self._groupes, *self._noms)):
            ligne = self._groupes.get(groupe) or FinancementLu(lieu=lieu)
            ligne.etat = self._etats.get(groupe) or ligne.etat
            if groupe in self._noms:
                lignes += self._named(action, ligne, self._noms[groupe])
            elif colonne := self._colonnes.get(groupe):
                ligne.financeur = self._lecteur.lire(colonne.financeur)
                ligne.dispositif = ligne.dispositif or ligne.financeur.dispositif
                lignes.append(ligne)
            elif _says_something(ligne):
                ligne.financeur = self._lecteur.reconnaitre(ligne.dispositif) if ligne.dispositif else None
                lignes.append(ligne)
        for ligne in lignes:
            _settle(ligne)
            _tell_mixed_dotations(action, ligne)
        return _merge(lignes)

    def _add_amount(self, a: Affectation, fait: Fait) -> None:
        lu: MontantLu = fait.valeur
        if lu.montant == 0:
            # Nothing is expected of that financeur.
            return
        etat = lu.etat or a.etat
        ligne = self._ligne(a, fait.lieu)
        ligne.lieu = fait.lieu
        ligne.etat = etat or ligne.etat
        if lu.part is not None:
            ligne.part = lu.part
        elif a.champ == "montant_accorde" or (etat is not None and etat.est_acquis):
            ligne.accorde = (ligne.accorde or Decimal(0)) + (lu.montant or 0)
        else:
            ligne.demande = (ligne.demande or Decimal(0)) + (lu.montant or 0)

    def _ligne(self, a: Affectation, lieu: Lieu) -> FinancementLu:
        if a.champ == FINANCEUR_COLONNE:
            self._colonnes[a.groupe] = a
        ligne = self._groupes.setdefault(a.groupe, FinancementLu(lieu=lieu))
        ligne.annee = ligne.annee or a.annee
        return ligne

    def _named(self, action: ActionLue, ligne: FinancementLu, nom: Fait) -> list[FinancementLu]:
        """The financeur of a cell; several for one amount are not shared out by guessing."""
        ecrites, restes = aides_ecrites(nom.texte)
        if ecrites:
            return self._written(action, ligne, nom, ecrites, restes)
        cites = self._names(nom.texte)
        if len(cites) <= 1:
            cite = self._lecteur.lire(nom.texte)
            if not _says_something(ligne) and (cite_une_somme(nom.texte) or (not cite.reconnu and len(nom.texte) > 60)):
                _keep_words(action, nom, nom.texte)
                return []
            return [replace(ligne, financeur=cite, dispositif=ligne.dispositif or cite.dispositif)]
        payeurs = {(cite.nom, cite.type) if cite else None for _, cite in cites}
        if len(payeurs) == 1 and (premier := cites[0][1]) and premier.nom:
            # « DETR + Fonds vert »: the State pays, by two dispositifs that nothing tells apart.
            dispositif = nom_des_dotations(nom.texte) or nom.texte.replace("\n", ", ")[:300]
            if _says_something(ligne) or nom_des_dotations(nom.texte):
                return [replace(ligne, financeur=replace(premier, dispositif=dispositif), dispositif=dispositif)]
        if _says_something(ligne):
            action.remarquer(
                Nature.CHOIX,
                nom.lieu,
                nom.texte,
                "Plusieurs financeurs pour un seul montant\u00a0: la ligne est créée sans financeur, avec leurs noms.",
                "Répartissez le montant dans le plan de financement de la fiche.",
            )
            return [replace(ligne, financeur=None, dispositif=nom.texte.replace("\n", ", ")[:300])]
        inconnus = [texte for texte, cite in cites if cite is None]
        if inconnus or any(c.isdigit() for c in nom.texte):
            action.noter("Financeurs", nom.texte)
        if inconnus:
            action.remarquer(
                Nature.NON_COMPRIS,
                nom.lieu,
                ", ".join(inconnus),
                "Ces financeurs ne sont pas reconnus. Gardés en note.",
            )
        return [replace(ligne, financeur=cite, dispositif=cite.dispositif) for _, cite in cites if cite is not None]

    def _written(
        self, action: ActionLue, seule: FinancementLu, nom: Fait, ecrites: Sequence[AideEcrite], restes: Sequence[str]
    ) -> list[FinancementLu]:
        """« DETR : 30 000 € (acquis) », « Région 20 % », line after line in one cell."""
        if len(ecrites) == 1 and not restes and ecrites[0].lu.montant is None and _says_something(seule):
            # « DETR 40 % », with its euros in the cell beside.
            cite = self._lecteur.lire(ecrites[0].nom)
            return [replace(seule, financeur=cite, dispositif=cite.dispositif, taux=ecrites[0].lu.part)]
        lignes: list[FinancementLu] = []
        for aide in ecrites:
            cite = self._lecteur.lire(aide.nom)
            if not cite.reconnu and len(aide.nom.split()) > _NOM_MAX:
                _keep_words(action, nom, nom.texte)
                continue
            ligne = FinancementLu(
                lieu=nom.lieu,
                financeur=cite,
                dispositif=cite.dispositif,
                etat=aide.lu.etat,
                part=aide.lu.part,
                taux=aide.taux,
                demande=aide.lu.montant,
                annee=aide.annee,
            )
            lignes.append(ligne)
            if aide.reste:
                _keep_words(action, nom, nom.texte)
        for reste in restes:
            if (cite := self._lecteur.reconnaitre(reste)) and not cite_une_somme(reste):
                lignes.append(FinancementLu(lieu=nom.lieu, financeur=cite, dispositif=cite.dispositif))
            else:
                _keep_words(action, nom, reste)
        _compare_with_the_cell_beside(action, seule, nom, ecrites)
        return lignes

    def _names(self, texte: str) -> list[tuple[str, FinanceurCite | None]]:
        morceaux = [_PUCE.sub("", m).strip() for m in _PLUSIEURS.split(texte)]
        noms = [m for m in morceaux if any(c.isalpha() for c in m)]
        if len(noms) > 1 and self._lecteur.reconnaitre(texte) and not any(map(self._lecteur.reconnaitre, noms)):
            return []
        return [(m, self._lecteur.reconnaitre(m) if self._lecteur.est_un_payeur(m) else None) for m in noms]


def _keep_words(action: ActionLue, nom: Fait, texte: str) -> None:
    action.noter("Financeurs", texte)
    action.remarquer(
        Nature.NON_COMPRIS,
        nom.lieu,
        texte,
        "Ces mots sur les financeurs ne sont pas compris. Gardés en note.",
        "Complétez le plan de financement de la fiche.",
    )


def _compare_with_the_cell_beside(
    action: ActionLue, seule: FinancementLu, nom: Fait, ecrites: Sequence[AideEcrite]
) -> None:
    """An amount beside aids that tell theirs is their sum, or something nobody told."""
    annonce = seule.demande if seule.accorde is None else seule.accorde
    somme = sum((a.lu.montant for a in ecrites if a.lu.montant is not None), Decimal(0))
    if annonce is not None and abs(annonce - somme) >= 1:
        action.remarquer(
            Nature.ECART,
            seule.lieu,
            format_euros(annonce),
            f"Le montant à côté de «\u00a0{nom.texte[:60]}\u00a0» est de {format_euros(annonce)}, et ses aides font "
            f"{format_euros(somme)}.",
            "Ce montant n’est pas importé\u00a0: vérifiez ces aides dans le plan de financement de la fiche.",
        )


def _tell_mixed_dotations(action: ActionLue, ligne: FinancementLu) -> None:
    """« DETR / DSIL » is one amount of two dotations, which the prefecture will want apart."""
    montant = ligne.demande if ligne.accorde is None else ligne.accorde
    payeur = ligne.financeur
    if payeur is None or payeur.type is not TypeOrganisme.ETAT:
        return
    # The cell beside may name the two: « État », then « DETR / DSIL ».
    if payeur.melange or len(dotations(ligne.dispositif)) > 1:
        action.remarquer(
            Nature.NON_COMPRIS,
            ligne.lieu,
            ligne.dispositif,
            f"«\u00a0{ligne.dispositif}\u00a0»\u00a0: rien ne sépare ces dotations. "
            + ("Le montant est gardé" if montant is not None or ligne.part is not None else "L’aide est gardée")
            + " sur une seule ligne de l’État, à leurs deux noms.",
            "Partagez-la en deux lignes dans le plan de financement dès que la préfecture aura tranché.",
        )


def _says_something(ligne: FinancementLu) -> bool:
    return any(v is not None for v in (ligne.demande, ligne.accorde, ligne.part)) or bool(ligne.numero_dossier)


def _settle(ligne: FinancementLu) -> None:
    """An amount under « Montant » is what was granted once the row says it was, and only asked until then."""
    if ligne.etat is None or ligne.etat.est_perdu:
        return
    if ligne.etat.est_acquis and ligne.accorde is None:
        ligne.accorde, ligne.demande = ligne.demande, None
    elif not ligne.etat.est_acquis and ligne.demande is None:
        ligne.demande, ligne.accorde = ligne.accorde, None


def _merge(lignes: list[FinancementLu]) -> list[FinancementLu]:
    """« Région demandé » and « Région accordé » of one row are one line, asked and then granted."""
    if len({f.financeur for f in lignes}) == len(lignes):
        return lignes
    resultat: list[FinancementLu] = []
    for ligne in lignes:
        jumelle = next((f for f in resultat if _completes(f, ligne)), None)
        if jumelle is None:
            resultat.append(ligne)
            continue
        jumelle.demande = jumelle.demande if jumelle.demande is not None else ligne.demande
        jumelle.accorde = jumelle.accorde if jumelle.accorde is not None else ligne.accorde
        jumelle.etat = ligne.etat if ligne.etat and ligne.etat.est_acquis else jumelle.etat
    return resultat


def _completes(a: FinancementLu, b: FinancementLu) -> bool:
    memes = a.financeur is not None and (a.financeur, a.dispositif, a.annee) == (b.financeur, b.dispositif, b.annee)
    if not memes or a.part is not None or b.part is not None:
        return False
    return (a.accorde is None) != (b.accorde is None) and (a.demande is None or b.demande is None)
