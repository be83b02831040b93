"""The intentions of a campaign: ranked by keys or buttons, joined from the plan, with what they ask for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.commands.operations import update_operation
from models.commands.programmation import rank_intentions
from models.domain.demandes.intentions import (
    Intention,
    annees_intention,
    candidates,
    intentions,
    total_intentions,
)
from models.domain.formats import NON_RENSEIGNE, format_euros
from models.domain.programmation import Maturite
from models.domain.projet import Projet
from models.domain.regles import Objet
from models.domain.uids import Uid
from pvd_desktop.documents.builders.programmation import nom_operation
from pvd_desktop.ui import theme
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.vers_demande import BoutonDemande, read_vers_intention
from pvd_desktop.ui.widgets.cellules import ColonneChoix, find_choix
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.colonne import DROITE, Colonne
from pvd_desktop.ui.widgets.colonne_defilante import ColonneDefilante
from pvd_desktop.ui.widgets.liste_editable import ActesListe, ListeEditable, MotsListe

SANS_OPERATION: Final = "Le plan d’action n’a pas encore d’opération à présenter."
_CAMPAGNES: Final = 3
"""Campaigns to come that are offered before anything is in them."""


@dataclass(frozen=True, slots=True)
class LigneIntention:
    """One row."""

    uid: Uid
    rang: int
    numero: str
    nom: str
    porteur: str
    maturite: Maturite | None
    intention: Intention


class VueIntentions(QWidget):
    """The campaign, its operations, the picker of the others, and the sums."""

    objet_demande = Signal(object, str)
    """(Objet, field): show what another page holds."""

    def __init__(self, ecrivain: Ecrivain, annee: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ecrivain = ecrivain
        self._prochaine = annee
        self._annee = annee
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    @property
    def annee(self) -> int:
        """The campaign shown."""
        return self._annee

    def show_annee(self, annee: int) -> None:
        """Show another campaign."""
        if self.liste.commit():
            self._annee = annee
        self.show_projet(self._ecrivain.projet)

    def show_projet(self, projet: Projet) -> None:
        """Show the project as it stands."""
        proposees = {self._prochaine + n for n in range(_CAMPAGNES)}
        annees = sorted({*annees_intention(projet), *proposees, self._annee})
        self.campagne.set_choix([(str(annee), f"Campagne {annee}") for annee in annees])
        self.campagne.set_valeur(str(self._annee))
        lues = intentions(projet, self._annee)
        self.liste.set_valeur([_ligne(projet, rang, une) for rang, une in enumerate(lues, 1)])
        self.ajout.set_choix(
            [
                (o.uid, _choix(f.numero, nom_operation((f, o)), o.annee_intention))
                for f, o in candidates(projet, self._annee)
            ]
        )
        self.ajout.set_valeur(None)
        possible = self.ajout.count() > 1 and not self._ecrivain.workspace.raison_lecture_seule
        self.ajout.setEnabled(possible)
        self.liste.boutons()["ajouter"].setEnabled(possible)
        self._show_vers_demande()
        self._sommes.setText(_phrase(lues) if lues or self.ajout.count() > 1 else SANS_OPERATION)

    def commit(self) -> bool:
        """Write the cell being edited, if any."""
        return self.liste.commit()

    def sommes(self) -> str:
        """What the sums say."""
        return self._sommes.text()

    def _create_fields(self) -> None:
        self._defilement = ColonneDefilante(self)
        contenu = self._defilement.contenu
        self._explication = QLabel(
            "Ce que vous comptez présenter à la DETR et à la DSIL, dans l’ordre de vos priorités. Les montants sont "
            "ceux des lignes DETR et DSIL du plan de financement.",
            contenu,
        )
        self._explication.setWordWrap(True)
        self._explication.setProperty("role", "discret")
        self.campagne = ChoixCombo([], facultatif=False, parent=contenu)
        self.campagne.setAccessibleName("Campagne")
        self.ajout = ChoixCombo([], libelle_vide="Ajouter une opération du plan…", parent=contenu)
        self.ajout.setAccessibleName("Ajouter une opération à la campagne")
        self.liste = ListeEditable(
            MotsListe(
                "Intentions de la campagne",
                "Ajouter une opération",
                "Aucune opération n’est encore destinée à cette campagne. Choisissez-en une au-dessus\u00a0: elle "
                "prend le dernier rang\u00a0; on la déplace en faisant glisser son rang, ou par Alt+↑ et Alt+↓.",
            ),
            _colonnes(),
            ActesListe(self._pick, self._write, self._remove, self._move),
            etirable=1,
            lignes_hautes=True,
            poignee=0,
            parent=contenu,
        )
        self.liste.set_lecture_seule(bool(self._ecrivain.workspace.raison_lecture_seule))
        self.vers_demande = BoutonDemande(self._ecrivain.workspace, contenu)
        self._sommes = QLabel(contenu)
        self._sommes.setWordWrap(True)

    def _lay_out(self) -> None:
        self._haut = QHBoxLayout()
        self._haut.addWidget(self.campagne)
        self._haut.addWidget(self.ajout, 1)
        corps = self._defilement.corps
        corps.addWidget(self._explication)
        corps.addLayout(self._haut)
        corps.addWidget(self.liste)
        corps.addWidget(self.vers_demande, alignment=Qt.AlignmentFlag.AlignLeft)
        corps.addWidget(self._sommes)
        corps.addStretch(1)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addWidget(self._defilement)
        self.setFocusProxy(self.liste)

    def _connect(self) -> None:
        self.campagne.valeur_validee.connect(self._on_campagne_valeur_validee)
        self.ajout.valeur_validee.connect(self._on_ajout_valeur_validee)
        self.liste.ligne_changed.connect(self._show_vers_demande)
        self.vers_demande.objet_demande.connect(self._on_vers_demande)

    def _on_campagne_valeur_validee(self, annee: str) -> None:
        self.show_annee(int(annee))

    def _on_ajout_valeur_validee(self, uid: str | None) -> None:
        if uid is not None:
            self._rank("Ajouter aux intentions", [*self._uids(), Uid(uid)])
            self.liste.select(uid)

    def _show_vers_demande(self) -> None:
        ligne = self.liste.ligne_courante()
        self.vers_demande.setVisible(bool(self.liste.valeur()))
        intention = ligne.intention if isinstance(ligne, LigneIntention) else None
        self.vers_demande.show_vers(read_vers_intention(self._ecrivain.workspace, intention))

    def _on_vers_demande(self, objet: Objet) -> None:
        if self.commit():
            self.objet_demande.emit(objet, "")

    def _pick(self) -> None:
        self.ajout.setFocus()
        self.ajout.showPopup()

    def _write(self, cle: str, champ: str, valeur: object) -> None:
        self._ecrivain.run("Modifier la maturité", update_operation, Uid(cle), **{champ: valeur})

    def _remove(self, cle: str) -> None:
        self._rank("Retirer des intentions", [uid for uid in self._uids() if uid != cle])

    def _move(self, cle: str, rang: int) -> None:
        uids = [uid for uid in self._uids() if uid != cle]
        uids.insert(rang, Uid(cle))
        self._rank("Classer les intentions", uids)
        self.liste.select(cle)

    def _rank(self, libelle: str, uids: Sequence[Uid]) -> None:
        self._ecrivain.run(f"{libelle} {self._annee}", rank_intentions, self._annee, uids)

    def _uids(self) -> list[Uid]:
        return [ligne.uid for ligne in self.liste.valeur()]

    def _on_theme_changed(self) -> None:
        self.campagne.setFixedWidth(theme.px(170))
        self._haut.setSpacing(theme.px(8))
        self._sommes.setFont(theme.police(gras=True))


def _ligne(projet: Projet, rang: int, une: Intention) -> LigneIntention:
    return LigneIntention(
        uid=une.operation.uid,
        rang=rang,
        numero=une.fiche.numero,
        nom=nom_operation((une.fiche, une.operation)),
        porteur=projet.nom_organisme(une.operation.maitre_ouvrage),
        maturite=une.operation.maturite,
        intention=une,
    )


def _colonnes() -> tuple[Colonne[Any], ...]:
    return (
        Colonne(
            titre="Rang",
            texte=lambda li: str(li.rang),
            icone=lambda _li: ("deplacer", "texte_discret"),
            align=DROITE,
            largeur=58,
            aide="À faire glisser, ou Alt+↑ et Alt+↓",
        ),
        Colonne(titre="Action, opération", texte=_nom, largeur=164),
        Colonne(titre="Maître d’ouvrage", texte=lambda li: li.porteur, largeur=116),
        ColonneChoix(
            titre="Maturité",
            texte=lambda li: li.maturite.libelle if li.maturite else NON_RENSEIGNE,
            edition=lambda li: li.maturite or "",
            champ="maturite",
            parse=_parse_maturite,
            choix=_maturites,
            largeur=100,
        ),
        Colonne(titre="Coût", texte=_cout, align=DROITE, largeur=116, aide="Sur la base déclarée de l’opération"),
        _montant("DETR", lambda i: i.detr or None, "Demandé, hors lignes refusées"),
        _montant("DSIL", lambda i: i.dsil or None, "Demandé, hors lignes refusées"),
        _montant("Demandé", lambda i: i.demande or None, "DETR, DSIL, et ce qui est demandé à l’une ou l’autre"),
    )


def _cout(ligne: LigneIntention) -> str:
    """With its base: one campaign may mix them."""
    operation = ligne.intention.operation
    return NON_RENSEIGNE if operation.cout is None else f"{format_euros(operation.cout)} {operation.base.libelle}"


def _maturites() -> list[tuple[str, str]]:
    return [("", NON_RENSEIGNE), *((maturite.value, maturite.libelle) for maturite in Maturite)]


def _parse_maturite(saisie: str) -> Maturite | None:
    valeur = find_choix(_maturites(), saisie)
    return Maturite(valeur) if valeur else None


def _nom(ligne: LigneIntention) -> str:
    """With what takes it out of the sums."""
    une = ligne.intention
    nom = " · ".join(filter(None, (ligne.numero, ligne.nom)))
    return nom if une.compte else f"{nom} ({une.fiche.statut.libelle.lower()}, non comptée)"


def _montant(titre: str, lire: Callable[[Intention], Any], aide: str) -> Colonne[Any]:
    def texte(ligne: LigneIntention) -> str:
        montant = lire(ligne.intention)
        return "" if montant is None else format_euros(montant)

    return Colonne(titre=titre, texte=texte, align=DROITE, largeur=94, aide=aide)


def _choix(numero: str, nom: str, annee: int | None) -> str:
    """« 3.1 · Halle », and the campaign it would leave."""
    ailleurs = f" (campagne {annee})" if annee else ""
    return " · ".join(filter(None, (numero, nom))) + ailleurs


def _phrase(lues: Sequence[Intention]) -> str:
    comptees = sum(1 for une in lues if une.compte)
    if not comptees:
        return ""
    total = total_intentions(lues)
    inconnus = f" (inconnu pour {total.sans_cout})" if total.sans_cout else ""
    parts = [
        f"{comptees} opération{'s' if comptees > 1 else ''}",
        f"coût\u00a0: {format_euros(total.cout)}{inconnus}",
        f"DETR demandée\u00a0: {format_euros(total.detr)}",
        f"DSIL demandée\u00a0: {format_euros(total.dsil)}",
    ]
    if total.detr_ou_dsil:
        parts.append(f"à l’une ou à l’autre\u00a0: {format_euros(total.detr_ou_dsil)}")
    return " · ".join(parts)
