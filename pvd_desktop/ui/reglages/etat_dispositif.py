"""A dispositif as the page shows it: what the reference says, what the project says instead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.domain.bareme import Bareme
from models.domain.dispositif_local import DispositifLocal
from models.domain.dispositifs.adaptation import table_fusionnee
from models.domain.dispositifs.catalogue import duree_du_delai
from models.domain.dispositifs.differences import Difference, differences
from models.domain.dispositifs.dispositif import Dispositif, FaitLiberatoire
from models.domain.dispositifs.lecture import Table
from models.domain.errors import AppError
from models.domain.formats import format_date
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.domain.vocabulaire import NatureFinancement
from models.referentiel.dispositifs import load_dispositifs, load_effectifs, load_tables
from models.referentiel.formulaires import formulaires_propres
from pvd_desktop.ui.reglages.lignes_dispositif import (
    LigneCampagne,
    LigneCategorie,
    LigneDelai,
    LignePiece,
    LigneSource,
)


@dataclass(frozen=True)
class EtatDispositif:
    """One dispositif. What its form shows has the names of its fields."""

    dispositif: Dispositif
    reference: Table
    """What the files say; empty when the project added it."""
    table: Table
    """What the project says, in the schema of the files."""
    local: DispositifLocal | None
    jour: date
    delais: tuple[LigneDelai, ...]
    """Lines of the list of delays."""
    refus: AppError | None = None

    @property
    def uid(self) -> Uid:
        """Identity of what the form shows."""
        return Uid(self.dispositif.code)

    @property
    def intitule(self) -> str:
        """Title."""
        return self.dispositif.intitule

    @property
    def sigle(self) -> str:
        """Short name."""
        return self.dispositif.sigle

    @property
    def noms(self) -> str:
        """Words that name it, separated by commas."""
        return ", ".join(self.dispositif.noms)

    @property
    def financeur(self) -> str:
        """Who pays."""
        return self.dispositif.financeur

    @property
    def nature(self) -> NatureFinancement:
        """What its money is."""
        return self.dispositif.nature

    @property
    def taux_minimum(self) -> Decimal | None:
        """Of the condition in force."""
        condition = self.dispositif.condition(self.jour)
        return condition.taux_minimum if condition else None

    @property
    def taux_maximum(self) -> Decimal | None:
        """Of the condition in force."""
        condition = self.dispositif.condition(self.jour)
        return condition.taux_maximum if condition else None

    @property
    def plafond(self) -> Decimal | None:
        """Of the condition in force."""
        condition = self.dispositif.condition(self.jour)
        return condition.plafond if condition else None

    @property
    def fait_liberatoire(self) -> FaitLiberatoire:
        """What must come before the first legal act."""
        return self.dispositif.fait_liberatoire

    @property
    def article_fait_liberatoire(self) -> str:
        """What says it."""
        return self.dispositif.article_fait_liberatoire

    @property
    def portail(self) -> str:
        """Where requests are filed."""
        return self.dispositif.portail

    @property
    def adresse_portail(self) -> str:
        """Its address."""
        return self.dispositif.adresse_portail

    @property
    def instructeur(self) -> str:
        """Who examines the request."""
        return self.dispositif.instructeur

    @property
    def formulaire(self) -> str | None:
        """Key of the form of its requests; ``None`` for the generic one."""
        return self.dispositif.formulaire or None

    @property
    def note(self) -> str:
        """What to know besides."""
        return self.dispositif.note

    @property
    def motif(self) -> str:
        """Why the project says otherwise."""
        return self.local.motif if self.local else ""

    @property
    def nature_etat(self) -> str:
        """« Référence », « Adapté », « Ajouté »."""
        if self.local is None:
            return "Référence"
        return "Adapté" if self.reference else "Ajouté"

    @property
    def taux(self) -> str:
        """Rates and ceilings in force, in a line."""
        condition = self.dispositif.condition(self.jour)
        categories = [c for c in self.dispositif.categories if c.taux_maximum is not None]
        if condition is not None:
            return " · ".join(filter(None, (condition.taux, condition.montants)))
        return "selon la catégorie" if categories else ""

    @property
    def campagne(self) -> str:
        """The last campaign known."""
        return self.dispositif.campagnes[-1].texte if self.dispositif.campagnes else ""

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What the project says otherwise; nothing for a dispositif it added."""
        if not self.local or not self.reference:
            return ()
        return differences(_avec_titre(self.reference), _avec_titre(self.table))

    @property
    def phrase_edition(self) -> str:
        """Tells that the reference was published again since the adaptation."""
        edition = load_dispositifs().edition
        if self.local is None or not self.reference or edition is None or self.local.edition in {"", str(edition)}:
            return ""
        return (
            f"Adapté sur une édition antérieure de la référence, qui est maintenant celle du {format_date(edition)}"
            "\u00a0: comparez."
        )

    @property
    def titre_categories(self) -> str:
        """« Catégories (département 62, à confirmer auprès de la préfecture) »."""
        a_confirmer = [c for c in self.dispositif.categories if c.a_confirmer]
        if not a_confirmer:
            return "Catégories"
        departements = ", ".join(dict.fromkeys(f"département {c.departement}, " for c in a_confirmer if c.departement))
        return f"Catégories ({departements}à confirmer auprès du financeur)"

    @property
    def categories(self) -> tuple[LigneCategorie, ...]:
        """Lines of the list of categories."""
        return tuple(LigneCategorie.of(rang, c) for rang, c in enumerate(self.dispositif.categories))

    @property
    def campagnes(self) -> tuple[LigneCampagne, ...]:
        """Lines of the list of campaigns."""
        return tuple(LigneCampagne.of(rang, c) for rang, c in enumerate(self.dispositif.campagnes))

    @property
    def pieces(self) -> tuple[LignePiece, ...]:
        """Lines of the list of pièces."""
        return tuple(LignePiece.of(rang, p) for rang, p in enumerate(self.dispositif.pieces))

    @property
    def sources(self) -> tuple[LigneSource, ...]:
        """Lines of the list of sources."""
        return tuple(LigneSource.of(rang, s) for rang, s in enumerate(self.dispositif.sources))


def _avec_titre(table: Table) -> Table:
    """The table with the title of its form, which people know, for its key."""
    cle = table.get("formulaire")
    return {**table, "formulaire": dict(formulaires_propres()).get(cle, cle)} if cle else table


def etats_dispositifs(projet: Projet, bareme: Bareme, jour: date) -> Iterator[EtatDispositif]:
    """Those the project added, then those of the reference as it says them."""
    locaux = {local.code: local for local in projet.dispositifs_locaux}
    effectifs = load_effectifs(projet.dispositifs_locaux)
    for dispositif in effectifs.dispositifs:
        reference = load_tables().get(dispositif.code, ("", {}))[1]
        local = locaux.get(dispositif.code)
        refus = effectifs.refus.get(dispositif.code)
        yield EtatDispositif(
            dispositif=dispositif,
            reference=reference,
            table=table_fusionnee(reference, local) if local and refus is None else reference,
            local=local,
            jour=jour,
            delais=tuple(
                LigneDelai.of(rang, d, duree_du_delai(d, bareme, jour)) for rang, d in enumerate(dispositif.delais)
            ),
            refus=refus,
        )
