"""A JSON text turned into snapshots, merged with the open project; every refusal says where, what and the remedy."""

import json
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from models.domain.bareme import check_parametre
from models.domain.dispositif_local import check_dispositif_local
from models.domain.errors import SaisieError
from models.domain.fiche_action import FicheAction, Piece
from models.domain.plan_financement import Financement, Operation
from models.domain.programmation import check_annee_enveloppe
from models.domain.projet import Projet
from models.domain.reglages import check_periode
from models.domain.uids import Uid, new_uid
from models.echange.comparaison import ORDRE_APPLIQUE, compare, differs
from models.echange.existant import Existant, build_existant
from models.echange.format import FORMAT, VERSION, adapter, proven_uids
from models.echange.images import absent_images, take_images
from models.echange.messages import message_for
from models.echange.rapport import ImportRefuseError, Lecture, Refus, Remarque
from models.echange.structure import PREUVES, REFERENCES, champs, composes, is_list, is_object, walk
from models.echange.valeurs import number_message, text_message

OBJETS_MAX = 100_000
"""Far above the largest plan; below what would keep the machine busy for minutes."""
VALEUR_CITEE = 80
"""Characters of a refused value that a message quotes."""


def read_json(texte: str, avant: Projet, source: str, *, corbeille: Iterable[Any]) -> Lecture:
    """Reads ``texte``; keys it leaves out keep the value they have in ``avant``, or in the Corbeille.

    Args:
        texte: what the file holds.
        avant: the living project.
        source: name of the file, for what is said of it.
        corbeille: snapshots of what is in the Corbeille; an object that the file names comes back from it.

    Raises:
        ImportRefuseError: with every refused value.
    """
    donnees = _parse(texte, source)
    images = take_images(donnees, source)
    lecture = _Lecture(source, build_existant(avant, corbeille), donnees)
    apres = lecture.read()
    comparee = compare(source, avant, apres, lecture.restaures, lecture.ordres)
    absentes = absent_images(avant, apres, images, source)
    # A picture that no logo names would stay in the file for nothing.
    images = {logo.sha256: images[logo.sha256] for logo in apres.convention.logos if logo.sha256 in images}
    return replace(comparee, images=images, remarques=(*comparee.remarques, *absentes))


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
        message = (
            f"Ce n’est pas un projet PVD Desktop\u00a0: la clé «\u00a0format\u00a0» doit valoir «\u00a0{FORMAT}\u00a0»."
        )
        valeur = str(donnees.get("format", "")) if is_object(donnees) else type(donnees).__name__
        raise ImportRefuseError(source, (Refus(source, "format", valeur, message),))
    version = donnees.get("version")
    if type(version) is not int or not 1 <= version <= VERSION:
        message = (
            f"Cette version du format n’est pas connue\u00a0; celle-ci lit la version {VERSION}. "
            "Mettez PVD Desktop à jour."
        )
        raise ImportRefuseError(source, (Refus(source, "version", str(version), message),))
    projet = {cle: valeur for cle, valeur in donnees.items() if cle not in {"format", "version", "$schema"}}
    if sum(1 for _ in islice(walk(Projet, projet, ""), OBJETS_MAX + 1)) > OBJETS_MAX:
        message = f"Ce fichier décrit plus de {OBJETS_MAX} objets : vérifiez que c’est le bon, ou partagez-le."
        raise ImportRefuseError(source, (Refus(source, "", "", message),))
    return projet


class _Lecture:
    """One reading: the data, made complete step by step, and what is refused on the way."""

    def __init__(self, source: str, existant: Existant, donnees: dict[str, Any]) -> None:
        self.restaures: dict[Uid, Remarque] = {}
        self.ordres: list[Remarque] = []
        self._source = source
        self._donnees = donnees
        self._refus: list[Refus] = []
        self._existant = existant

    def read(self) -> Projet:
        for champ in champs(Projet).values():
            if not champ.liste:
                # Every project holds one: the file completes it, whatever its identity.
                unique = self._donnees.setdefault(champ.nom, {})
                self._complete(unique, self._existant.projet[champ.nom], garder_uid=True)
        for classe, objet, chemin in list(walk(Projet, self._donnees, "")):
            self._check_keys(classe, objet, chemin)
            if "uid" in champs(classe):
                self._identify(objet, chemin)
                self._look_up(classe, objet, chemin)
        self._check_duplicates()
        self._resolve()
        self._resolve_pieces()
        self._keep_lost_references()
        self._check_texts()
        return self._validate()

    def _look_up(self, classe: type[Any], objet: dict[str, Any], chemin: str) -> None:
        """What the project knows of an object of the file, the Corbeille included."""
        vue = classe, objet["uid"]
        image = self._existant.images.get(vue, {})
        for champ in composes(classe):
            avant, apres = image.get(champ.nom), objet.get(champ.nom)
            if champ.liste and is_list(avant) and is_list(apres) and differs(_uids(avant), _uids(apres)):
                self.ordres.append(Remarque(self._source, f"{chemin}.{champ.nom}", "", ORDRE_APPLIQUE))
        self._complete(objet, image)
        if vue in self._existant.corbeille:
            message = "Repris de la Corbeille\u00a0: ce que le fichier n’en dit pas est resté tel quel."
            self.restaures[objet["uid"]] = Remarque(self._source, chemin, _titre(objet), message)

    def _refuse(self, chemin: str, valeur: Any, message: str) -> None:
        self._refus.append(Refus(self._source, chemin, _court(valeur), message))

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
                f"{chemin}.uid",
                uid,
                "Identifiant incorrect\u00a0: donnez un UUID, ou retirez la clé «\u00a0uid\u00a0».",
            )
            objet["uid"] = new_uid()

    def _check_duplicates(self) -> None:
        chemins: dict[str, list[str]] = {}
        for classe, objet, chemin in walk(Projet, self._donnees, ""):
            if "uid" in champs(classe):
                chemins.setdefault(objet["uid"], []).append(chemin)
        for uid, occurrences in chemins.items():
            for chemin in occurrences[1:]:
                message = (
                    f"Identifiant déjà porté par {occurrences[0]}. Retirez la clé «\u00a0uid\u00a0» de l’un des deux."
                )
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
        anciens = {uid for classe, uid in self._existant.images if classe in {Operation, Financement}}
        for mere, fiche, chemin in walk(Projet, self._donnees, ""):
            if mere is not FicheAction:
                continue
            connus = proven_uids(fiche)
            for classe, piece, ou in walk(FicheAction, fiche, chemin):
                for cle in PREUVES if classe is Piece else ():
                    valeur = piece.get(cle)
                    if not isinstance(valeur, str):
                        continue
                    piece[cle] = valeur.lower() if valeur.lower() in connus else None
                    if piece[cle] is None and valeur.lower() not in anciens:
                        message = f"Cette valeur de «\u00a0{cle}\u00a0» ne désigne rien dans cette fiche. Corrigez-la."
                        self._refuse(f"{ou}.{cle}", valeur, message)

    def _keep_lost_references(self) -> None:
        """What names something of the Corbeille still does, though a file shows it empty: it may come back."""
        for classe, objet, _ in walk(Projet, self._donnees, ""):
            for cle, valeur in self._existant.perdues.get((classe, objet.get("uid", "")), {}).items():
                if objet.get(cle) is None:
                    objet[cle] = valeur

    def _index(self, liste: str) -> dict[str, str | None]:
        """Identity by every name an object answers to; ``None`` when two objects share a name."""
        index: dict[str, str | None] = {}
        # The territory of the file is whole by now: a commune it lost is not one any more.
        du_territoire = liste in {"communes", "secteurs"}
        for conteneur in (self._donnees["territoire"],) if du_territoire else (self._existant.projet, self._donnees):
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
            remede = "Corrigez-la, ou ajoutez l’objet à sa liste."
            self._refuse(
                chemin, valeur, f"Cette valeur de «\u00a0{cle}\u00a0» {self._raison(valeur, connus)}. {remede}"
            )
        return uid

    def _raison(self, valeur: Any, connus: dict[str, str | None]) -> str:
        if isinstance(valeur, str) and valeur in connus:
            return "désigne plusieurs objets"
        if any(valeur == uid for _, uid in self._existant.corbeille):
            return "désigne un objet de la Corbeille"
        return "n’est ni un identifiant ni un nom du projet"

    def _check_texts(self) -> None:
        for classe, objet, chemin in walk(Projet, self._donnees, ""):
            for champ in champs(classe).values():
                valeur = objet.get(champ.nom)
                if message := text_message(classe, champ, valeur):
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
            self._check_periode(projet)
            self._check_articles(projet)
            self._check_enveloppes(projet)
            self._check_dispositifs(projet)
        if self._refus or projet is None:
            raise ImportRefuseError(self._source, tuple(self._refus))
        return projet

    def _check_numbers(self, projet: Projet) -> None:
        for classe, objet, chemin in walk(Projet, adapter().dump_python(projet), ""):
            for nom in champs(classe):
                valeur = objet[nom]
                if message := number_message(nom, valeur):
                    self._refuse(f"{chemin}.{nom}", valeur, message)

    def _check_parametres(self, projet: Projet) -> None:
        """A parameter that the rules could not read would stop every check of the project."""
        for i, parametre in enumerate(projet.parametres_locaux):
            try:
                check_parametre(parametre.cle, parametre.valeur)
            except SaisieError as e:
                self._refuse(f"parametres_locaux[{i}].valeur", parametre.valeur, str(e))

    def _check_periode(self, projet: Projet) -> None:
        derniere = projet.reglages.derniere_annee
        try:
            check_periode(projet.reglages.premiere_annee, derniere)
        except SaisieError as e:
            self._refuse("reglages.derniere_annee", derniere, str(e))

    def _check_articles(self, projet: Projet) -> None:
        """A second wording of a standard article would be kept, and never seen."""
        reformules: set[str] = set()
        for i, article in enumerate(projet.convention.articles):
            if article.cle in reformules:
                message = "Cet article type est déjà reformulé plus haut. Gardez une seule des deux rédactions."
                self._refuse(f"convention.articles[{i}].cle", article.cle, message)
            reformules |= {article.cle} - {""}

    def _check_enveloppes(self, projet: Projet) -> None:
        """There is one a year: a second one, or one of no year, would never be compared to anything."""
        annees: set[int] = set()
        for i, enveloppe in enumerate(projet.enveloppes):
            try:
                check_annee_enveloppe(enveloppe.annee)
            except SaisieError as e:
                self._refuse(f"enveloppes[{i}].annee", enveloppe.annee, str(e))
            if enveloppe.annee in annees:
                message = "Une enveloppe est déjà donnée plus haut pour cette année. Gardez une seule des deux."
                self._refuse(f"enveloppes[{i}].annee", enveloppe.annee, message)
            annees.add(enveloppe.annee)

    def _check_dispositifs(self, projet: Projet) -> None:
        """One that could not be read again would stop every check of the project."""
        codes: set[str] = set()
        for i, dispositif in enumerate(projet.dispositifs_locaux):
            try:
                check_dispositif_local(dispositif.code, dispositif.contenu)
            except SaisieError as e:
                self._refuse(f"dispositifs_locaux[{i}].contenu", dispositif.contenu, str(e))
            if dispositif.code in codes:
                message = "Ce dispositif est déjà adapté plus haut. Gardez une seule des deux adaptations."
                self._refuse(f"dispositifs_locaux[{i}].code", dispositif.code, message)
            codes.add(dispositif.code)


def _chemin(loc: tuple[int | str, ...]) -> str:
    chemin = ""
    for partie in loc:
        chemin += f"[{partie}]" if isinstance(partie, int) else f".{partie}"
    return chemin.lstrip(".")


def _court(valeur: object) -> str:
    texte = "" if valeur is None else str(valeur)
    return texte if len(texte) <= VALEUR_CITEE else f"{texte[:VALEUR_CITEE]}…"


def _uids(objets: Iterable[Any]) -> list[str]:
    """Identities of a list that may hold anything, in capitals or not."""
    return [o["uid"].lower() for o in objets if is_object(o) and isinstance(o.get("uid"), str)]


def _titre(objet: dict[str, Any]) -> str:
    """What an object is called by people."""
    return _court(" · ".join(str(objet[cle]) for cle in ("numero", "intitule", "nom") if objet.get(cle)))
