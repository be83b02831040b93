"""What a column of a table may hold: one definition for the reading, the template and the help."""

from collections.abc import Mapping
from typing import Final

from models.domain.importation.genres import ChampImport, Genre

NOTE: Final = "note"
"""Kept as a note on the fiche, under the title of its column."""
IGNORE: Final = ""
"""Left out."""
FINANCEUR_COLONNE: Final = "montant_financeur"
"""Amounts of the financeur that the header names."""
ETAT_COLONNE: Final = "etat_financeur"
"""State of the amounts of the column before."""


def _champ(
    code: str, libelle: str, genre: Genre, synonymes: str = "", exemple: str = "", **drapeaux: bool
) -> tuple[str, ChampImport]:
    mots = tuple(mot.strip() for mot in synonymes.split("|") if mot.strip())
    return code, ChampImport(code=code, libelle=libelle, genre=genre, synonymes=mots, exemple=exemple, **drapeaux)


CHAMPS: Final[Mapping[str, ChampImport]] = dict(
    (
        _champ(
            "uid",
            "Identifiant PVD Desktop",
            Genre.TEXTE,
            "uid | identifiant interne",
        ),
        _champ(
            "numero",
            "Numéro",
            Genre.NUMERO,
            "n° | num | no | n° action | numéro de l’action | référence de l’action | réf | référence | code "
            "| code action | n° fiche | n° de fiche | numéro de fiche | n° FA | n° de la fiche action "
            "| fiche n° | réf. action | n° "
            "d’ordre",
            exemple="1.2",
        ),
        _champ(
            "intitule",
            "Nom de l’action",
            Genre.TEXTE,
            "intitulé | intitulé de l’action | action | actions | titre | titre de la fiche action | titre de "
            "l’action | nom | projet | nom du projet | intitulé du projet | libellé | libellé de l’action | "
            "opération | opérations | intitulé de l’opération | nom de l’opération | objet | désignation | "
            "fiche action | fiches actions | nom de la fiche | dénomination | libellé du projet | action / "
            "projet | intitulé de la fiche action | projets | libellé de l’opération | titre du projet | "
            "objet des travaux | nature de l’opération | intitulé fiche action",
            exemple="Réhabiliter l’îlot Gambetta",
        ),
        _champ(
            "operation",
            "Opération de l’action",
            Genre.TEXTE,
            "tranche | nom de la tranche | sous-opération | opération / tranche",
            exemple="Tranche 1",
        ),
        _champ(
            "orientation",
            "Orientation",
            Genre.TEXTE,
            "orientations | orientation stratégique | axe | axes | axe stratégique | axe (x) | n° axe | enjeu "
            "| axe de développement | objectif stratégique | priorité stratégique | volet | thématique | "
            "secteur | pilier | ambition",
            exemple="1 Habitat",
        ),
        _champ(
            "sous_orientation",
            "Sous-axe, objectif opérationnel",
            Genre.TEXTE,
            "sous-axe | sous-axe (x.x) | sous-sous axe | sous-sous axe (x.x.x) | objectif opérationnel | "
            "sous-orientation | sous-thématique | sous-objectif",
            multiple=True,
        ),
        _champ(
            "statut",
            "Statut",
            Genre.STATUT,
            "état d’avancement | avancement | statut de l’action | état | phase | stade | situation | état de "
            "l’action | niveau d’avancement | stade d’avancement | maturité | degré de maturité | état du "
            "projet | statut du projet | où en est-on",
            exemple="En cours",
        ),
        _champ(
            "priorite",
            "Niveau de priorité",
            Genre.PRIORITE,
            "priorité | prio | priorités | degré de priorité | niveau priorité | importance | urgence",
            exemple="Fort",
        ),
        _champ(
            "description",
            "Contexte, enjeux, objectifs et contenu",
            Genre.TEXTE_LONG,
            "description | descriptif | description de l’action | contenu | contenu de l’action | contexte | "
            "présentation | résumé | détail | détails | objectifs | objectif | enjeux | consistance | "
            "descriptif du projet | description du projet | présentation de l’action | contexte et objectifs "
            "| descriptif sommaire | nature des travaux | résultats attendus | objectifs de l’action",
            multiple=True,
        ),
        _champ(
            "maitre_ouvrage",
            "Maître d’ouvrage",
            Genre.ORGANISME,
            "MO | MOA | M.O. | maîtrise d’ouvrage | maître(s) d’ouvrage | porteur | porteur de projet | "
            "porteur du projet | pilote | structure pilote | structure porteuse | portage | bénéficiaire | "
            "nom du porteur | collectivité | demandeur | maître d’ouvrage de l’opération | porteur de "
            "l’action | nom du bénéficiaire | raison sociale",
            exemple="Commune de Valbrune",
        ),
        _champ(
            "porteur_id",
            "SIREN ou code INSEE du maître d’ouvrage",
            Genre.TEXTE,
            "SIREN | SIRET | n° SIREN | n° SIRET | numéro SIRET | porteur id | identifiant du porteur | code "
            "INSEE | INSEE | SIRET du bénéficiaire | SIREN du bénéficiaire | SIREN du porteur",
            exemple="213402159",
        ),
        _champ(
            "referent",
            "Référent",
            Genre.TEXTE,
            "référent technique | personne pilote | chef de projet | responsable | suivi par | interlocuteur "
            "| agent référent | contact | personne référente | technicien | qui | direction ou service pilote "
            "| service | élu référent | élu·e référent·e | élu | référents",
            exemple="Camille Martin",
            multiple=True,
        ),
        _champ(
            "partenaires",
            "Partenaires",
            Genre.ORGANISMES,
            "partenaire | partenaires associés | acteurs | acteurs associés | partenaires techniques | "
            "partenaires mobilisés | partenaires potentiels | partenariat | partenariats",
            exemple="Anah\u00a0; CAUE",
        ),
        _champ(
            "communes",
            "Communes concernées",
            Genre.COMMUNES,
            "commune | communes | localisation | lieu | ville | territoire concerné | périmètre",
            exemple="Valbrune",
        ),
        _champ(
            "adresse",
            "Adresse",
            Genre.TEXTE_LONG,
            "adresse du projet | site | emplacement",
        ),
        _champ(
            "cout",
            "Coût",
            Genre.MONTANT,
            "coût total | coût total HT | coût total TTC | coût HT | coût TTC | montant | montant total | "
            "montant du projet | montant de l’opération | coût de l’opération | coût du projet | budget | "
            "budget prévisionnel | budget prévisionnel total | coût prévisionnel | montant HT | montant TTC | "
            "montant des travaux | coût estimatif | estimation | coût estimé | enveloppe | budget total | "
            "coût global | montant prévisionnel | dépenses | dépense totale | coût de l’action | coûts | "
            "montant de la dépense | assiette | coût éligible | dépense éligible | dépenses éligibles | "
            "montant éligible | coût prévisionnel total | chiffrage | montant estimé | total dépenses | "
            "montant de l’opération subventionnable | dépense subventionnable | coût des travaux",
            exemple="245 000\u00a0€",
        ),
        _champ(
            "base",
            "HT ou TTC",
            Genre.TEXTE,
            "base | HT / TTC | montants déclarés | base des montants",
            exemple="HT",
        ),
        _champ(
            "part_decidee",
            "Part décidée du maître d’ouvrage",
            Genre.MONTANT,
            "autofinancement | part communale | fonds propres | part de la commune | part commune | part "
            "ville | autofi | auto-financement | participation communale | part du maître d’ouvrage | part MO | "
            "part MOA | "
            "autofinancement prévu | part maître d’ouvrage | autofinancement communal | participation du "
            "maître d’ouvrage | part décidée | reste à charge autofinancement | autofinancement / reste à charge",
            exemple="60 000\u00a0€",
        ),
        _champ(
            "financeur",
            "Financeur",
            Genre.ORGANISME,
            "financeurs | organisme financeur | nom du financeur | cofinanceur | cofinanceurs | partenaire "
            "financier | financement | source de financement | origine du financement | subventionneur | "
            "origine des aides | origine des financements | "
            "partenaires financiers",
            exemple="Région",
            repete=True,
        ),
        _champ(
            "dispositif",
            "Dispositif",
            Genre.TEXTE,
            "dispositif de financement | dispositif d’aide | programme | dotation | fonds | aide | type "
            "d’aide | enveloppe mobilisée | appel à projets | AAP | programme de financement | ligne "
            "budgétaire",
            exemple="DETR",
            repete=True,
        ),
        _champ(
            "montant_demande",
            "Montant demandé",
            Genre.MONTANT,
            "subvention demandée | subvention sollicitée | montant sollicité | aide demandée | aide "
            "sollicitée | demandé | sollicité | montant de l’aide demandée | subventions sollicitées | "
            "montant de la demande | aide prévisionnelle | subvention prévisionnelle | subvention envisagée | "
            "montant du financement",
            exemple="80 000\u00a0€",
            repete=True,
        ),
        _champ(
            "montant_accorde",
            "Montant accordé",
            Genre.MONTANT,
            "subvention | subvention accordée | subvention obtenue | subvention attribuée | montant attribué "
            "| montant de la subvention | montant accordé | aide accordée | montant notifié | subvention "
            "notifiée | accordé | attribué | obtenu | acquis | aide attribuée | montant subvention | "
            "subvention allouée | montant de la subvention attribuée | montant de l’aide | subventions "
            "obtenues",
            exemple="80 000\u00a0€",
            repete=True,
        ),
        _champ(
            "taux",
            "Taux de l’aide",
            Genre.TAUX,
            "taux | taux de subvention | taux d’intervention | taux d’aide | pourcentage | taux de financement",
            exemple="40\u00a0%",
            repete=True,
        ),
        _champ(
            "etat",
            "État de l’aide",
            Genre.ETAT,
            "état du financement | état de la demande | statut du financement | statut de la demande | état "
            "de la subvention | avancement de la demande | décision | statut de la subvention | suivi de la "
            "demande",
            exemple="Accordé",
            repete=True,
        ),
        _champ(
            "numero_dossier",
            "Numéro de dossier",
            Genre.TEXTE,
            "n° de dossier | n° dossier | dossier | référence du dossier | n° démarche | identifiant du "
            "dossier | numéro EJ | n° EJ | id | identifiant | numéro de la demande",
            repete=True,
        ),
        _champ(
            "date_depot",
            "Date de dépôt",
            Genre.DATE,
            "date de la demande | dépôt | déposé le | date de dépôt du dossier | date du dépôt",
            repete=True,
        ),
        _champ(
            "date_notification",
            "Date de notification",
            Genre.DATE,
            "notifié le | date de l’arrêté | date d’attribution | date de décision | arrêté du",
            repete=True,
        ),
        _champ(
            "annee",
            "Année de programmation",
            Genre.ANNEE,
            "année | exercice | année de programmation | année prévisionnelle | an | millésime | année d’engagement",
            exemple="2027",
        ),
        _champ(
            "date_debut",
            "Début",
            Genre.DATE,
            "date de début | début prévisionnel | date de démarrage | démarrage | début des travaux | "
            "lancement | date de lancement | commencement | date début | début de l’action",
            exemple="T1 2027",
        ),
        _champ(
            "date_fin",
            "Fin",
            Genre.DATE,
            "date de fin | fin prévisionnelle | achèvement | livraison | date de livraison | fin des travaux "
            "| date fin | date d’achèvement | échéance | fin de l’action | réception",
            exemple="12/2028",
        ),
        _champ(
            "periode",
            "Calendrier",
            Genre.PERIODE,
            "calendrier prévisionnel | période | planning | calendrier de réalisation | échéancier | dates | "
            "délais | années | temporalité | programmation | calendrier de l’action | durée | période de "
            "réalisation | quand | date prévisionnelle | date prévue | date prev",
            exemple="2027-2028",
        ),
        _champ(
            "meteo",
            "Météo",
            Genre.METEO,
            "météo du projet | humeur",
            exemple="Nuageux",
        ),
        _champ(
            "point_bloquant",
            "Point bloquant",
            Genre.TEXTE_LONG,
            "points bloquants | blocage | blocages | difficultés | freins | point de blocage | points de vigilance",
        ),
        _champ(
            "prochaine_etape",
            "Prochaine étape",
            Genre.TEXTE_LONG,
            "prochaines étapes | suite à donner | à faire | étape suivante | suites | prochaine échéance | "
            "reste à faire",
        ),
        _champ(
            "prochaine_etape_date",
            "Prochaine étape, pour quand",
            Genre.DATE,
            "échéance de la prochaine étape | date de la prochaine étape | pour quand | pour le",
        ),
        _champ(
            "date_validation_copil",
            "Validée par le COPIL le",
            Genre.DATE,
            "validation en COPIL | validation COPIL | date de COPIL | validé en COPIL | COPIL | date du COPIL",
        ),
        _champ(
            "indicateurs",
            "Indicateurs",
            Genre.TEXTE_LONG,
            "indicateur | indicateurs de suivi | indicateurs d’évaluation | indicateur de résultat | "
            "objectifs et indicateurs | indicateurs de suivi et d’évaluation | indicateurs de réalisation | "
            "indicateurs liés",
            multiple=True,
        ),
        _champ(
            "total_aides",
            "Total des aides",
            Genre.MONTANT,
            "total aides | total subventions | total des subventions | total financements | total des "
            "financements | total recettes | montant total des aides | total aides publiques | total "
            "cofinancements | total subvention | total des aides publiques | subventions totales",
            calcule=True,
        ),
        _champ(
            "reste",
            "Reste à charge",
            Genre.MONTANT,
            "reste à financer | solde | reste à charge commune | reste à charge de la commune | reste à "
            "trouver | à trouver | solde à financer | RAC | reste à charge MO | solde à la charge du maître "
            "d’ouvrage | reste à charge communal | RAC commune | charge nette | charge nette communale | besoin de "
            "financement | à financer | reste à financer commune",
            calcule=True,
        ),
        _champ(
            "taux_total",
            "Taux d’aides",
            Genre.TAUX,
            "taux d’aides publiques | taux global | taux de cofinancement | taux total | taux "
            "d’autofinancement | taux aides | taux autofi | taux de subventionnement global",
            calcule=True,
        ),
        _champ(
            NOTE,
            "Garder en note",
            Genre.TEXTE_LONG,
            "notes | obs | rem | observations | observation | commentaire | commentaires | remarque | remarques | "
            "précisions | divers | informations complémentaires | suivi | historique | point d’étape | source "
            "| catégorie | financements",
            multiple=True,
        ),
        _champ(
            FINANCEUR_COLONNE,
            "Montant d’un financeur",
            Genre.MONTANT,
            repete=True,
        ),
        _champ(
            ETAT_COLONNE,
            "État de l’aide de la colonne précédente",
            Genre.ETAT,
            repete=True,
        ),
    )
)
"""Every field, in the order the help and the template present them."""
