"""A JSON text turned into snapshots, merged with the open project; every refusal says where, what and the remedy."""

import json
from collections import Counter
from dataclasses import asdict, dataclass, fields, replace
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from models.domain.bareme import lire_valeur
from models.domain.errors import AppError, SaisieError
from models.domain.fiche_action import FicheAction, Piece
from models.domain.formats import format_euros
from models.domain.plan_financement import Financement, Operation
from models.domain.projet import Projet
from models.domain.saisie import ANNEE_MAX, ANNEE_MIN
from models.domain.textes import LONGUEUR_TEXTE
from models.domain.uids import new_uid
from models.echange.format import FORMAT, VERSION, adapter, to_dict
from models.echange.messages import message_for
from models.echange.structure import FRACTIONS, REFERENCES, champs, is_list, is_object, walk

MONTANT_MAX = Decimal("999999999.99")
ENTIER_MAX = 2**53
OBJETS_MAX = 100_000
"""Far above the largest plan; below what would keep the machine busy for minutes."""
_UNIQUES = ("territoire", "convention")
"""Objects that a project holds once: those of the file and of the project are the same one."""
_COMPTES = ("organismes", "orientations", "fiches", "parametres_locaux", "constats_ignores")


@dataclass(frozen=True, slots=True)
class Refus:
    """Something that cannot be taken in."""

    source: str
    colonne: str
    """Path of the value in the JSON."""
    valeur: str
    message: str
    ligne: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """The refusal as plain values."""
        return asdict(self)


class ImportRefuseError(AppError):
    """The file is refused whole; nothing was written."""

    def __init__(self, source: str, refus: tuple[Refus, ...]) -> None:
        valeurs = f"{len(refus)} valeurs" if len(refus) > 1 else "1 valeur"
        super().__init__(
            f"Le fichier « {source} » n’a pas été importé\u00a0: {valeurs} à corriger.",
            "Corrigez-les dans le fichier et recommencez ; le projet n’a pas été modifié.",
        )
        self.refus = refus


@dataclass(frozen=True, slots=True)
class Lecture:
    """What an import would do."""

    projet: Projet
    """Objects to write: those that are new or differ."""
    crees: int
    modifies: int
    inchanges: int


def read_json(texte: str, avant: Projet, source: str) -> Lecture:
    """Reads ``texte``; keys it leaves out keep the value they have in ``avant``.

    Raises:
        ImportRefuseError: with every refused value.
    """
    donnees = _parse(texte, source)
    present = to_dict(avant)
    apres = _Lecture(source, present, donnees).read()
    # Compared with what a file can say: a fiche whose orientation waits in the Corbeille is not modified by that.
    return _compare(adapter().validate_python({f.name: present[f.name] for f in fields(Projet)}), apres)


def _parse(texte: str, source: str) -> dict[str, Any]:
    try:
        donnees = json.loads(texte.removeprefix("\ufeff"), parse_float=Decimal)
    except (ValueError, RecursionError) as e:  # Python also refuses an integer of thousands of digits
        ligne = e.lineno if isinstance(e, json.JSONDecodeError) else None
        extrait = texte.splitlines()[ligne - 1].strip()[:60] if ligne and texte.strip() else ""
        message = (
            "Ce n’est pas un texte JSON correct\u00a0: vérifiez les virgules, guillemets et accolades à cet endroit."
        )
        raise ImportRefuseError(source, (Refus(source, "", extrait, message, ligne),)) from e
    if not is_object(donnees) or donnees.get("format") != FORMAT:
        message = f"Ce n’est pas un projet PVD Desktop\u00a0: la clé « format » doit valoir « {FORMAT} »."
        valeur = str(donnees.get("format", "")) if is_object(donnees) else type(donnees).__name__
        raise ImportRefuseError(source, (Refus(source, "format", valeur, message),))
    version = donnees.get("version")
    if type(version) is not int or not 1 <= version <= VERSION:
        message = (
            f"Cette version du format n’est pas connue ; celle-ci lit la version {VERSION}. Mettez PVD Desktop à jour."
        )
        raise ImportRefuseError(source, (Refus(source, "version", str(version), message),))
    projet = {cle: valeur for cle, valeur in donnees.items() if cle not in {"format", "version", "$schema"}}
    if sum(1 for _ in islice(walk(Projet, projet, ""), OBJETS_MAX + 1)) > OBJETS_MAX:
        message = f"Ce fichier décrit plus de {OBJETS_MAX} objets : vérifiez que c’est le bon, ou partagez-le."
        raise ImportRefuseError(source, (Refus(source, "", "", message),))
    return projet


class _Lecture:
    """One reading: the data, made complete step by step, and what is refused on the way."""

    def __init__(self, source: str, avant: dict[str, Any], donnees: dict[str, Any]) -> None:
        self._source = source
        self._donnees = donnees
        self._refus: list[Refus] = []
        self._avant = avant

    def read(self) -> Projet:
        anciens = {
            (classe, objet["uid"]): objet
            for classe, objet, _ in walk(Projet, self._avant, "")
            if "uid" in champs(classe)
        }
        for unique in _UNIQUES:
            self._donnees.setdefault(unique, {})
            self._complete(self._donnees[unique], self._avant[unique], garder_uid=True)
        for classe, objet, chemin in list(walk(Projet, self._donnees, "")):
            self._check_keys(classe, objet, chemin)
            if "uid" in champs(classe):
                self._identify(objet, chemin)
                self._complete(objet, anciens.get((classe, objet["uid"]), {}))
        self._check_duplicates()
        self._resolve()
        self._resolve_pieces()
        self._check_values()
        return self._validate()

    def _refuse(self, chemin: str, valeur: Any, message: str) -> None:
        self._refus.append(Refus(self._source, chemin, "" if valeur is None else str(valeur)[:80], message))

    def _complete(self, objet: Any, ancien: dict[str, Any], *, garder_uid: bool = False) -> None:
        """Keys that the file leaves out keep their present value, in embedded objects too."""
        if not is_object(objet):
            return
        for cle, valeur in ancien.items():
            if cle == "uid" and not garder_uid:
                continue
            if cle not in objet:
                objet[cle] = valeur
            elif is_object(valeur):
                self._complete(objet[cle], valeur)

    def _check_keys(self, classe: type[Any], objet: dict[str, Any], chemin: str) -> None:
        connues = champs(classe)
        for cle in [c for c in objet if c not in connues]:
            message = f"Champ inconnu. Champs possibles\u00a0: {', '.join(connues)}."
            self._refuse(f"{chemin}.{cle}" if chemin else cle, objet.pop(cle), message)

    def _identify(self, objet: dict[str, Any], chemin: str) -> None:
        uid = objet.get("uid")
        if uid is None:
            objet["uid"] = new_uid()
            return
        try:
            objet["uid"] = str(UUID(uid))
        except (ValueError, AttributeError, TypeError):
            self._refuse(
                f"{chemin}.uid", uid, "Identifiant incorrect\u00a0: donnez un UUID, ou retirez la clé « uid »."
            )
            objet["uid"] = new_uid()

    def _check_duplicates(self) -> None:
        chemins: dict[str, list[str]] = {}
        for classe, objet, chemin in walk(Projet, self._donnees, ""):
            if "uid" in champs(classe):
                chemins.setdefault(objet["uid"], []).append(chemin)
        for uid, occurrences in chemins.items():
            for chemin in occurrences[1:]:
                message = f"Identifiant déjà porté par {occurrences[0]}. Retirez la clé « uid » de l’un des deux."
                self._refuse(f"{chemin}.uid", uid, message)

    def _resolve(self) -> None:
        """References given by number, name, sigle or INSEE code become identities."""
        index = {liste: self._index(liste) for liste in set(REFERENCES.values())}
        for classe, objet, chemin in walk(Projet, self._donnees, ""):
            for cle in [c for c in objet if c in REFERENCES and champs(classe)[c].classe is None]:
                valeur, connus = objet[cle], index[REFERENCES[cle]]
                if is_list(valeur):
                    objet[cle] = [self._uid(v, connus, f"{chemin}.{cle}[{i}]", cle) for i, v in enumerate(valeur)]
                elif valeur is not None:
                    objet[cle] = self._uid(valeur, connus, f"{chemin}.{cle}", cle)

    def _resolve_pieces(self) -> None:
        """A pièce proves something of its own fiche, and lets it go when the file takes it out."""
        prouves = (Operation, Financement)
        anciens = {objet["uid"] for classe, objet, _ in walk(Projet, self._avant, "") if classe in prouves}
        for mere, fiche, chemin in walk(Projet, self._donnees, ""):
            if mere is not FicheAction:
                continue
            connus = {objet["uid"] for classe, objet, _ in walk(FicheAction, fiche, "") if classe in prouves}
            for classe, piece, ou in walk(FicheAction, fiche, chemin):
                for cle in ("operation", "financement") if classe is Piece else ():
                    valeur = piece.get(cle)
                    if not isinstance(valeur, str):
                        continue
                    piece[cle] = valeur.lower() if valeur.lower() in connus else None
                    if piece[cle] is None and valeur.lower() not in anciens:
                        message = f"Cette valeur de « {cle} » ne désigne rien dans cette fiche. Corrigez-la."
                        self._refuse(f"{ou}.{cle}", valeur, message)

    def _index(self, liste: str) -> dict[str, str | None]:
        """Identity by every name an object answers to; ``None`` when two objects share a name."""
        index: dict[str, str | None] = {}
        # The territory of the file is whole by now: a commune it lost is not one any more.
        du_territoire = liste in {"communes", "secteurs"}
        for conteneur in (self._donnees["territoire"],) if du_territoire else (self._avant, self._donnees):
            objets = conteneur.get(liste) if is_object(conteneur) else None
            for objet in filter(is_object, objets if is_list(objets) else ()):
                uid: str = objet["uid"]
                index[uid] = uid
                noms = (objet.get(c) for c in ("numero", "intitule", "nom", "sigle", "code_insee"))
                for nom in {n for n in noms if n and isinstance(n, str)}:
                    index[nom] = uid if index.get(nom, uid) == uid else None
        return index

    def _uid(self, valeur: Any, connus: dict[str, str | None], chemin: str, cle: str) -> Any:
        # Identities are in small letters, as ``_identify`` writes them.
        uid = connus.get(valeur, connus.get(valeur.lower())) if isinstance(valeur, str) else None
        if uid is None:
            plusieurs = isinstance(valeur, str) and valeur in connus
            raison = "désigne plusieurs objets" if plusieurs else "n’est ni un identifiant ni un nom du projet"
            self._refuse(
                chemin, valeur, f"Cette valeur de « {cle} » {raison}. Corrigez-la, ou ajoutez l’objet à sa liste."
            )
        return uid

    def _check_values(self) -> None:
        for classe, objet, chemin in walk(Projet, self._donnees, ""):
            for champ in champs(classe).values():
                valeur = objet.get(champ.nom)
                if isinstance(valeur, str) and len(valeur) > LONGUEUR_TEXTE:
                    message = f"Ce texte compte {len(valeur)} caractères ; {LONGUEUR_TEXTE} au plus. Raccourcissez-le."
                    self._refuse(f"{chemin}.{champ.nom}", valeur, message)

    def _validate(self) -> Projet:
        from pydantic import ValidationError

        projet = None
        try:
            projet = adapter().validate_python(self._donnees)
        except ValidationError as e:
            for erreur in e.errors():
                self._refuse(_chemin(erreur["loc"]), erreur["input"], message_for(erreur))
        if projet is not None:
            self._check_numbers(projet)
            self._check_parametres(projet)
        if self._refus or projet is None:
            raise ImportRefuseError(self._source, tuple(self._refus))
        return projet

    def _check_numbers(self, projet: Projet) -> None:
        for classe, objet, chemin in walk(Projet, adapter().dump_python(projet), ""):
            for nom in champs(classe):
                valeur = objet[nom]
                if message := _number_message(nom, valeur):
                    self._refuse(f"{chemin}.{nom}", valeur, message)

    def _check_parametres(self, projet: Projet) -> None:
        """A parameter that the rules could not read would stop every check of the project."""
        for i, parametre in enumerate(projet.parametres_locaux):
            try:
                lire_valeur(parametre)
            except SaisieError as e:
                self._refuse(f"parametres_locaux[{i}].valeur", parametre.valeur, str(e))


def _number_message(nom: str, valeur: object) -> str:
    """Why a number cannot be kept; empty when it can, or is no number."""
    if nom == "annee" and isinstance(valeur, int):
        # A répartition that names no year yet holds zero.
        return "" if valeur == 0 or ANNEE_MIN <= valeur <= ANNEE_MAX else f"Une année va de {ANNEE_MIN} à {ANNEE_MAX}."
    if isinstance(valeur, int) and not isinstance(valeur, bool):
        return "" if 0 <= valeur <= ENTIER_MAX else f"Un nombre entier va de 0 à {ENTIER_MAX}."
    if not isinstance(valeur, Decimal):
        return ""
    if nom in FRACTIONS:
        correct = 0 <= valeur <= 1 and valeur * 1_000_000 == (valeur * 1_000_000).to_integral_value()
        return (
            ""
            if correct
            else "Un taux est une fraction entre 0 et 1, avec six décimales au plus (« 0.2 » pour 20\u00a0%)."
        )
    correct = 0 <= valeur <= MONTANT_MAX and valeur * 100 == (valeur * 100).to_integral_value()
    return "" if correct else f"Un montant va de 0 à {format_euros(MONTANT_MAX)}, avec deux décimales au plus."


def _chemin(loc: tuple[int | str, ...]) -> str:
    chemin = ""
    for partie in loc:
        chemin += f"[{partie}]" if isinstance(partie, int) else f".{partie}"
    return chemin.lstrip(".")


def _compare(avant: Projet, apres: Projet) -> Lecture:
    comptes: Counter[str] = Counter()
    a_ecrire: dict[str, Any] = {}
    for nom in _COMPTES:
        anciens = {o.uid: o for o in getattr(avant, nom)}
        a_ecrire[nom] = tuple(o for o in getattr(apres, nom) if anciens.get(o.uid) != o)
        for objet in getattr(apres, nom):
            ancien = anciens.get(objet.uid)
            comptes["crees" if ancien is None else "inchanges" if ancien == objet else "modifies"] += 1
    for nom in _UNIQUES:
        ancien, objet = getattr(avant, nom), getattr(apres, nom)
        neuf = ancien == type(ancien)(uid=ancien.uid)
        egal = replace(ancien, uid=objet.uid) == objet
        comptes["inchanges" if egal else "crees" if neuf else "modifies"] += 1
        a_ecrire[nom] = objet
    projet = Projet(**{f.name: a_ecrire[f.name] for f in fields(Projet) if f.name in a_ecrire})
    return Lecture(projet, comptes["crees"], comptes["modifies"], comptes["inchanges"])
