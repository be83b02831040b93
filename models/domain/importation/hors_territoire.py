"""Operations of a public list that belong elsewhere: proposed, left out unless the person says otherwise."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from models.domain.importation.actions import ActionLue, OperationLue
from models.domain.importation.connaissances import CommuneConnue, Connaissances
from models.domain.importation.organismes import deviner_type, siren_de
from models.domain.importation.proximite import cle
from models.domain.projet import Projet
from models.domain.vocabulaire import TypeOrganisme

_DOUTEUX: Final = frozenset(
    {
        TypeOrganisme.ASSOCIATION,
        TypeOrganisme.PRIVE,
        TypeOrganisme.AUTRE,
        TypeOrganisme.COMMUNE,
        TypeOrganisme.EPCI,
        TypeOrganisme.BAILLEUR_SOCIAL,
    }
)
"""Owners that may belong to another territory; a Département works everywhere."""
_NOM_DE_LIEU: Final = re.compile(
    r"\b[A-ZÉÈÂÎ][\w’'-]+(?:[ -](?:(?:de|du|des|la|le|les|en|sur|sous|l[’'])[ -]?)*[A-ZÉÈÂÎ][\w’'-]+)*"
)


class Ressort:
    """The communes and the EPCI of the project; failing them, those that own most operations of the list."""

    def __init__(self, projet: Projet, actions: Iterable[ActionLue], connaissances: Connaissances) -> None:
        self._connaissances = connaissances
        self._epci: str = projet.territoire.epci.siren
        self._communes = {c.code_insee for c in projet.territoire.communes if c.code_insee}
        self._noms = {cle(c.nom) for c in projet.territoire.communes}
        self._organismes = {cle(o.nom) for o in projet.organismes}
        self._lieux: dict[str, CommuneConnue | None] = {}
        if not self._epci and not self._communes:
            self._deduire(actions)
        elif not self._epci:
            self._epci = next((c.epci.siren for c in map(self._code, self._communes) if c), "")

    def raison(self, action: ActionLue) -> str:
        """Why an action belongs elsewhere; empty when nothing says so."""
        if not self._epci and not self._communes:
            return ""
        for operation in action.operations:
            if raison := self._raison(action, operation):
                return raison
        return ""

    def _deduire(self, actions: Iterable[ActionLue]) -> None:
        epcis: Counter[str] = Counter()
        for action in actions:
            for operation in action.operations:
                commune = self._commune_de(operation)
                if commune is not None and commune.epci.siren:
                    epcis[commune.epci.siren] += 1
        if epcis:
            self._epci = epcis.most_common(1)[0][0]

    def _raison(self, action: ActionLue, operation: OperationLue) -> str:
        nom = str(operation.maitre_ouvrage.valeur) if operation.maitre_ouvrage else ""
        type_ = deviner_type(nom, operation.identifiant)
        if not nom or type_ not in _DOUTEUX or cle(nom) in self._organismes:
            return ""
        if type_ is TypeOrganisme.EPCI:
            siren = siren_de(operation.identifiant)
            ailleurs = siren and self._epci and siren != self._epci
            return f"Hors territoire\u00a0: «\u00a0{nom}\u00a0» est une autre intercommunalité." if ailleurs else ""
        if type_ is TypeOrganisme.COMMUNE:
            commune = self._commune_de(operation)
            if commune is None or self._est_dedans(commune):
                return ""
            return f"Hors territoire\u00a0: {commune.nom} n’est pas dans l’intercommunalité du projet."
        return self._raison_du_lieu(nom, type_, action.intitule)

    def _raison_du_lieu(self, nom: str, type_: TypeOrganisme, titre: str) -> str:
        lieux = [lieu for lieu in self._lieux_cites(titre) if lieu is not None]
        if not lieux or any(map(self._est_dedans, lieux)):
            return ""
        quoi = {TypeOrganisme.ASSOCIATION: "une association", TypeOrganisme.BAILLEUR_SOCIAL: "un bailleur social"}
        return (
            f"Hors territoire\u00a0: «\u00a0{nom}\u00a0» est {quoi.get(type_, 'un porteur privé ou inconnu')}, "
            f"et l’opération se situe à {lieux[0].nom}."
        )

    def _lieux_cites(self, titre: str) -> Iterable[CommuneConnue | None]:
        for trouve in _NOM_DE_LIEU.finditer(titre):
            mots = trouve[0]
            # The first word of a sentence has a capital for another reason, unless it shouts.
            if trouve.start() == 0 and not mots.isupper() and " " not in mots and "-" not in mots:
                continue
            yield self._lieu(mots)

    def _lieu(self, nom: str) -> CommuneConnue | None:
        if nom not in self._lieux:
            self._lieux[nom] = self._connaissances.commune_du_nom(nom) if len(nom) > 3 else None
        return self._lieux[nom]

    def _est_dedans(self, commune: CommuneConnue) -> bool:
        return (
            commune.code_insee in self._communes
            or cle(commune.nom) in self._noms
            or bool(self._epci and commune.epci.siren == self._epci)
        )

    def _commune_de(self, operation: OperationLue) -> CommuneConnue | None:
        chiffres = re.sub(r"\W", "", operation.identifiant).upper()
        return self._code(chiffres) if re.fullmatch(r"\d{5}|2[AB]\d{3}", chiffres) else None

    def _code(self, code: str) -> CommuneConnue | None:
        return self._connaissances.commune_du_code(code)
