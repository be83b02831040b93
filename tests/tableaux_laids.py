"""Workbooks as towns make them in a hurry, written by hand for the tests: each has the faults of several real ones."""

from collections.abc import Sequence
from typing import Any

N = None
PAR_ANNEE: Sequence[Sequence[Any]] = (
    ("PLAN PLURIANNUEL D'INVESTISSEMENT – PVD",),
    (N, N, N, "2026", N, N, "2027", N, N, "TOTAL"),
    ("Secteur", "Opération", "Coût total HT", "DETR", "Région", "Commune", "DETR", "Région", "Commune"),
    ("CENTRE-BOURG", "Place du marché", "450 000", "90000", "45000", "45000", "90000", 45000, 135000, 450000),
    (N, "Halle", "1 M€", 200000, N, N, 100000, "NC", "?", 300000),
    ("ENTREE DE VILLE", "Rond-point", "à chiffrer", *(N,) * 7),
    (N, "TOTAL", 1450000, 290000, 45000, 45000, 190000, 45000, 135000, 750000),
)
"""A year above its financeurs, the part of the commune among them, a total in the last column."""
PAR_ANNEE_FUSIONS = ("D2:F2", "G2:I2", "A4:A5")
DEUX_TABLEAUX: Sequence[Sequence[Any]] = (
    ("Commune de Beaupré", N, N, N, "mise à jour : 14/03/26"),
    (),
    ("1 – ACTIONS MATURES",),
    ("Action", "Maître d'ouvrage", "Montant HT", "Financements", "Calendrier"),
    ("École", "Commune", "245 000 € HT", "DETR 40% (98 000 €)\nDépartement : 50 000 €", "été 2026"),
    ("Îlot Carnot", "EPF / commune", "1,2 M€ (estim.)", "50 % DETR", "2026-2028"),
    ("Boutique test", "CCPB", "30 000", "CCPB 15 000 + Région 15 000", "sept 2026"),
    ("Total", N, "1 475 000"),
    (),
    ("2 – ACTIONS A MURIR",),
    ("Action", "Maître d'ouvrage", "Montant HT", "Financements", "Calendrier"),
    ("Parc urbain", "à définir", "à définir", "à définir", "après 2027"),
    ("Voie verte", "CCPB", "NC", "?", "?"),
    (),
    ("NB : les montants sont des estimations des services techniques",),
    ("(1) hors foncier",),
)
"""Two tables in one sheet, aids in words, a total between them, notes below."""
RATURES: Sequence[Sequence[Any]] = (
    (
        "N° fiche", "Intitulé", "Coût prévisionnel", "dont TVA", "Subv. Etat (DETR/DSIL/FNADT)", "Subv. Région",
        "Subv. CD 62", "Autres", "Autofi", "Taux autofi", "Etat d'avancement", "Obs.",
    ),
    (
        "FA1", "Salle des fêtes", "12 000\n€ HT", "2400", "-", "3 600 €\n(acquis)", "2 400 € demandé", "CAF 1 000 €",
        "5 000 €", "42%", "travaux en cours - livraison juin", "voir mail du 12/02",
    ),
    ("FA2", "Diagnostic", "15 000 € TTC", N, "7500 (50%)", N, N, "BdT 7 500", "0", "0%", "fait", "RAS"),
    ("FA3", "Maison de santé", "2.450.000", N, "-50 000", "500 K€", "environ 200 000", "Fonds vert ?", N, N, "APS", N),
    ("FA4", "Cinéma", "3 500 000,00 €", N, "700000 à 1000000", "20%", N, N, N, N, "abandonné ?", "Voir le maire"),
    ("FA5", "Signalétique", "18k", N, N, N, N, N, "18k", "100", "OK", N),
    (N, "TOTAL HT"),
)  # fmt: skip
"""Abbreviated headers, amounts with words, line breaks, rates, ranges and signs."""
COULEURS: Sequence[Sequence[Any]] = (
    ("SUIVI DES ACTIONS – COPIL du 5 juin 2026",),
    (),
    (
        "Axe", "N°", "Libellé de l'action", "Pilote", "Début", "Fin", "Coût (k€)", "Aides (k€)", "Origine des aides",
        "Reste à charge (k€)", "Avancement %",
    ),
    ("Axe 1 - Habitat", "1.1", "OPAH-RU", "CC", "01/01/2025", "31/12/2029", "1 250", "875", "Anah, CD62", "375", 0.35),
    (N, "1.2", "Permis de louer", "CC", "2025", "-", "15", "0", N, "15", 1),
    (
        "Axe 2 - Commerce", "2.1", "Halle", "Ville", "T2 2026", "fin 2027", "1 800", "1 100", "DETR 400 / DSIL 700",
        "700", "20%",
    ),
    (N, "2.2", "Manager", "CC", "mars-26", "févr-28", "90", "40", "BdT", "50", "en cours"),
    (N, N, "Sous total axe 2", N, N, N, "1 890", "1 140", N, "750"),
)  # fmt: skip
"""Thousands, axes over merged rows, a subtotal in the column of the names, one cell of financeurs beside their sum."""
COULEURS_FUSIONS = ("A1:K1", "A4:A5", "A6:A8")
EXPORT = (
    "Code;Nom du projet;Porteur;Cout HT;Cout TTC;Subvention 1;Montant 1;Statut 1;Subvention 2;Montant 2;Statut 2;"
    "Date prev.;Phase\r\n"
    "P01;Rénovation de la mairie;Mairie;125 000,00;150 000,00;DETR;50 000,00;notifiée;Département;25 000,00;déposée;"
    "06/2026;Travaux\r\n"
    "P02;Voirie;CCPL;80000;96000;Fonds de concours CCPL;20000;;;;;2e trim 2027;Idée\r\n"
    "P03;Crèche;CIAS;;;CAF;100 000;en attente;FEADER;60000;refusé;rentrée 2027;APS\r\n"
    "TOTAL;;;205 000,00;246 000,00;;;;;;;;\r\n"
)
"""A CSV of Excel: numbered groups of columns for the aids."""
PAR_COLONNE: Sequence[Sequence[Any]] = (
    (N, "Action 1", "Action 2", "Action 3"),
    ("Intitulé", "Halle", "Gare", "Parc"),
    ("Maître d'ouvrage", "Commune", "CC", "Commune"),
    ("Coût HT", 100000, 200000, 50000),
    ("DETR", 30000, 60000, N),
)
"""An action a column."""
