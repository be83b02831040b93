"""A form read from the table that a file holds, each key checked: an error names the file, the place, the remedy."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, cast

from models.domain.dispositifs.formulaire import (
    ChampFormulaire,
    ConditionChamp,
    Formulaire,
    GenreChamp,
    SectionFormulaire,
)
from models.domain.dispositifs.schema import (
    Lecteur,
    Lieu,
    lire_choix,
    lire_entier,
    lire_liste,
    lire_oui_non,
    lire_table,
    lire_texte,
)

Table = Mapping[str, Any]


def lire_options(valeur: object, lieu: Lieu) -> Mapping[str, str]:
    """Keys and the words people read, in order."""
    if not isinstance(valeur, dict) or not valeur:
        raise lieu.erreur(
            f"«\u00a0{valeur}\u00a0» n’est pas une liste d’options",
            "Écrivez une table de clés et de libellés, dans l’ordre du portail.",
        )
    options = cast("dict[str, object]", valeur)
    return {cle: lire_texte(libelle, lieu.cle(cle)) for cle, libelle in options.items()}


def _par_departement(valeur: object, lieu: Lieu) -> Mapping[str, Mapping[str, str]]:
    if not isinstance(valeur, dict):
        raise lieu.erreur(
            f"«\u00a0{valeur}\u00a0» n’est pas une table", "Écrivez une liste d’options par code de département."
        )
    tables = cast("dict[str, object]", valeur)
    return {code: lire_options(options, lieu.cle(code)) for code, options in tables.items()}


def _condition(valeur: object, lieu: Lieu) -> ConditionChamp:
    lus = lire_table(valeur, lieu, {"champ": lire_texte, "vaut": lire_liste(lire_texte)}, frozenset({"champ", "vaut"}))
    return ConditionChamp(champ=lus["champ"], vaut=frozenset(lus["vaut"]))


_CHAMP: Final[Mapping[str, Lecteur]] = {
    "cle": lire_texte,
    "libelle": lire_texte,
    "genre": lire_choix(GenreChamp),
    "requis": lire_oui_non,
    "options": lire_options,
    "options_par_departement": _par_departement,
    "limite": lire_entier,
    "condition": _condition,
    "source": lire_texte,
    "piece": lire_texte,
    "aide": lire_texte,
}


def _champ(valeur: object, lieu: Lieu) -> ChampFormulaire:
    return ChampFormulaire(**lire_table(valeur, lieu, _CHAMP, frozenset({"cle", "libelle"})))


def _section(valeur: object, lieu: Lieu) -> SectionFormulaire:
    lus = lire_table(
        valeur,
        lieu,
        {"numero": lire_texte, "intitule": lire_texte, "champ": lire_liste(_champ)},
        frozenset({"numero", "intitule", "champ"}),
    )
    return SectionFormulaire(numero=lus["numero"], intitule=lus["intitule"], champs=lus["champ"])


_FORMULAIRE: Final[Mapping[str, Lecteur]] = {
    "intitule": lire_texte,
    "reserve": lire_texte,
    "section": lire_liste(_section),
}


def lire_formulaire(cle: str, table: Table, fichier: str, sources: Collection[str]) -> Formulaire:
    """The form that a table describes; ``sources`` are the names of what may be read in a project.

    Raises:
        DispositifError: a key is missing or unknown, a value is not of its kind, a field stands twice or depends on
            one that does not come before it, or what it is read from does not exist.
    """
    lieu = Lieu(fichier)
    lus = lire_table(dict(table), lieu, _FORMULAIRE, frozenset({"intitule", "section"}))
    sections: Sequence[SectionFormulaire] = lus["section"]
    vus: dict[str, ChampFormulaire] = {}
    for rang, section in enumerate(sections):
        ici = lieu.cle("section").rang(rang).cle("champ")
        for place, champ in enumerate(section.champs):
            _check(champ, vus, sources, ici.rang(place))
            vus[champ.cle] = champ
    return Formulaire(cle=cle, intitule=lus["intitule"], reserve=lus.get("reserve", ""), sections=tuple(sections))


def _check(champ: ChampFormulaire, avant: Mapping[str, ChampFormulaire], sources: Collection[str], lieu: Lieu) -> None:
    if champ.cle in avant:
        raise lieu.erreur(f"le champ «\u00a0{champ.cle}\u00a0» est déjà dans le formulaire", "Gardez-en un seul.")
    if champ.source and champ.source not in sources:
        raise lieu.cle("source").erreur(
            f"le projet ne sait pas lire «\u00a0{champ.source}\u00a0»",
            f"Retirez la clé, ou écrivez l’une de\u00a0: {', '.join(sorted(sources))}.",
        )
    if bool(champ.piece) is not (champ.genre is GenreChamp.PIECE):
        raise lieu.cle("piece").erreur(
            "une pièce va avec le genre «\u00a0piece\u00a0», et lui seul",
            "Ajoutez la clé qui manque, ou retirez l’autre.",
        )
    a_des_options = bool(champ.options or champ.options_par_departement or champ.source)
    if champ.genre.a_des_options and not a_des_options:
        raise lieu.cle("options").erreur(
            "un choix n’a pas d’options", "Ajoutez la clé options, avec une table de clés et de libellés."
        )
    if champ.condition is not None:
        _check_condition(champ.condition, avant, lieu.cle("condition"))


def _check_condition(condition: ConditionChamp, avant: Mapping[str, ChampFormulaire], lieu: Lieu) -> None:
    maitre = avant.get(condition.champ)
    if maitre is None:
        raise lieu.erreur(
            f"le champ «\u00a0{condition.champ}\u00a0» n’est pas avant celui-ci",
            "Placez-le avant, ou corrigez son nom.",
        )
    admises = {"oui", "non"} if maitre.genre is GenreChamp.OUI_NON else set(maitre.options)
    if admises and (inconnues := sorted(condition.vaut - admises)):
        raise lieu.cle("vaut").erreur(
            f"«\u00a0{inconnues[0]}\u00a0» n’est pas une réponse de «\u00a0{maitre.cle}\u00a0»",
            f"Réponses connues\u00a0: {', '.join(sorted(admises))}.",
        )
