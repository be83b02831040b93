"""Fiches-actions in Word as towns lay them out, made for the tests."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def deux_colonnes(path: Path) -> None:
    """Two fiches in tables of two columns, labels in another order and other words, a nested plan, ticked boxes."""
    document = Document()
    document.add_heading("Annexe 2 : fiches-actions", 0)
    for numero, nom in (("1.1", "Réhabiliter la halle couverte"), ("1.2", "Requalifier la rue du Marché")):
        table = document.add_table(0, 2, style="Table Grid")
        _ligne(table, "Intitulé de l'action", nom)
        _ligne(table, "Axe stratégique", "Axe 1 : Habitat et commerce")
        _ligne(table, "N° de l'action", numero)
        _ligne(table, "Niveau de priorité", "☐ Faible   ☐ Moyen   ☒ Fort")
        _ligne(table, "Etat d'avancement", "en cours de réalisation")
        _ligne(table, "Porteur du projet", "Commune de Valbrune")
        cellule = _ligne(table, "Contexte et enjeux", "")
        _riche(cellule)
        _ligne(table, "Partenaires", "CAUE du Pas-de-Calais, Région Hauts-de-France")
        _ligne(table, "Coût prévisionnel HT", "245 000 €")
        plan = _ligne(table, "Plan de financement", "").add_table(0, 3)
        for cellules in (
            ("Financeur", "Montant HT", "Taux"),
            ("Etat - DETR", "73 500 €", "30 %"),
            ("Région Hauts-de-France", "49 000 €", "20 %"),
            ("Autofinancement", "122 500 €", "50 %"),
            ("TOTAL", "250 000 €", "100 %"),
        ):
            _ligne(plan, *cellules)
        _ligne(table, "Calendrier prévisionnel", "Études : 2026\nTravaux : T1 2027 - T3 2027")
        _ligne(table, "Indicateurs de suivi", "Nombre de commerces ouverts\nSurface rénovée")
        _ligne(table, "Moyens humains", "Une demi-journée par semaine")
        document.add_paragraph()
    document.save(str(path))


def quatre_colonnes(path: Path) -> None:
    """A merged banner for title, pairs of labels on one row, merged cells on the left."""
    document = Document()
    table = document.add_table(0, 4, style="Table Grid")
    _fusion(table, "FICHE ACTION N° 3 – Ouvrir un tiers-lieu")
    _ligne(table, "Maître d’ouvrage", "CC du Haut-Pré", "Statut", "Inscrite")
    _ligne(table, "Référent", "Camille Martin", "Priorité", "Moyen")
    _fusion(table, "Description de l’action")
    _fusion(table, "Le tiers-lieu ouvre dans l’ancienne poste.")
    _ligne(table, "Budget", "Coût HT", "100 000 €", "")
    _ligne(table, "", "Coût TTC", "120 000 €", "")
    table.cell(5, 0).merge(table.cell(6, 0))
    _ligne(table, "Observations", "À reprendre avec l’association.", "", "")
    document.save(str(path))


def titres(path: Path) -> None:
    """Headings above paragraphs and tables, without a table of labels; an orientation above two fiches."""
    document = Document()
    document.add_heading("Orientation 2 – Se déplacer autrement", 1)
    for numero, nom in (("2.1", "Créer une voie verte"), ("2.2", "Abriter les vélos à la gare")):
        document.add_heading(f"Fiche action {numero} : {nom}", 2)
        document.add_paragraph("Maître d'ouvrage : Commune de Valbrune")
        document.add_heading("Contexte", 3)
        document.add_paragraph("La route départementale est dangereuse.")
        document.add_heading("Objectifs", 3)
        for texte in ("relier le collège", "apaiser le centre"):
            document.add_paragraph(texte, style="List Bullet")
        document.add_heading("Plan de financement", 3)
        table = document.add_table(0, 4)
        _ligne(table, "Dépenses", "Montant HT", "Recettes", "Montant")
        _ligne(table, "Maîtrise d'œuvre", "20 000 €", "Département", "60 000 €")
        _ligne(table, "Travaux de voirie", "180 000 €", "Autofinancement", "140 000 €")
        _ligne(table, "Total", "200 000 €", "Total", "200 000 €")
        document.add_heading("Calendrier", 3)
        table = document.add_table(0, 3)
        _ligne(table, "Étape", "Début", "Fin")
        _ligne(table, "Études", "01/2026", "12/2026")
        _ligne(table, "Travaux", "2027", "2028")
        document.add_heading("Indicateurs", 3)
        table = document.add_table(0, 4)
        _ligne(table, "Indicateur", "Valeur initiale", "Objectif", "Source")
        _ligne(table, "Cyclistes par jour", "40", "200", "Compteur")
        document.add_heading("Conséquence sur la fonction de centralité", 3)
        document.add_paragraph("La gare se rapproche du centre.")
    document.save(str(path))


def sans_tableau(path: Path) -> None:
    """Paragraphs « Label : value » only."""
    document = Document()
    for ligne in (
        "Action n° : 4.1",
        "Nom de l’action : Rénover l’école",
        "Maître d’ouvrage : Commune de Valbrune",
        "Description : L’école date de 1967.",
        "Elle consomme trop.",
        "Coût TTC : 1,2 M€",
        "Plan de financement :",
        "DSIL : 300 000 € (sollicité)",
        "Fonds vert : 200 000 € (acquis)",
        "Calendrier : 2027-2028",
    ):
        document.add_paragraph(ligne)
    document.save(str(path))


def dans_la_cellule(path: Path) -> None:
    """Label and value in the same cell, on a grid, under a banner that repeats « Fiche action »."""
    document = Document()
    for numero, nom in (("5", "Planter les cours"), ("6", "Éclairer les parcs")):
        table = document.add_table(0, 2, style="Table Grid")
        rangee = table.add_row().cells
        rangee[0].merge(rangee[1]).text = "Fiche action"
        _ligne(table, f"N° : {numero}", f"Intitulé de l'action : {nom}")
        _ligne(table, "Maître d’ouvrage : Mairie", "Statut : à l’étude")
        rangee = table.add_row().cells
        cellule = rangee[0].merge(rangee[1])
        cellule.text = "Description de l’action"
        cellule.paragraphs[0].runs[0].bold = True
        cellule.add_paragraph("Les cours sont en bitume.")
        document.add_page_break()
    document.save(str(path))


def controles(path: Path) -> None:
    """Content controls, one still showing its prompt, boxes ticked in the Word way, a revision, a text box."""
    document = Document()
    table = document.add_table(0, 2)
    _ligne(table, "Nom de l’action", "")
    _controle(table.rows[0].cells[1].paragraphs[0], "Ouvrir une maison de santé")
    _ligne(table, "Action n°", "7.1")
    _ligne(table, "Partenaires", "")
    _controle(table.rows[2].cells[1].paragraphs[0], "Cliquez ici pour entrer du texte.", invite=True)
    _ligne(table, "Niveau de priorité", "")
    priorite = table.rows[3].cells[1].paragraphs[0]
    for mot, coche in (("Faible", "0"), ("Moyen", "1"), ("Fort", "0")):
        _case(priorite, coche)
        priorite.add_run(f" {mot} ")
    cellule = _ligne(table, "Description de l’action", "Avant ")
    _revision(cellule.paragraphs[0], "del", "supprimé ")
    _revision(cellule.paragraphs[0], "ins", "après")
    document.save(str(path))


def par_colonnes(path: Path) -> None:
    """A column for each fiche, after that of the labels."""
    document = Document()
    table = document.add_table(0, 3, style="Table Grid")
    _ligne(table, "Action", "Couvrir le marché", "Ouvrir la gare")
    _ligne(table, "N°", "8.1", "8.2")
    _ligne(table, "Maître d’ouvrage", "Commune", "CC du Haut-Pré")
    _ligne(table, "Coût HT", "10 000 €", "20 000 €")
    document.save(str(path))


def cadre(path: Path) -> None:
    """A page drawn as a table of one cell, the fiche inside it; an amount that is a range."""
    document = Document()
    cellule = document.add_table(1, 1, style="Table Grid").cell(0, 0)
    cellule.text = "Fiche action 9.1"
    table = cellule.add_table(0, 2)
    _ligne(table, "Titre de l’action", "Rouvrir le cinéma")
    _ligne(table, "Maître d’ouvrage", "Association Ciné Valbrune")
    _ligne(table, "Budget prévisionnel", "de 200 à 300 k€")
    document.save(str(path))


def en_gras(path: Path) -> None:
    """A heading for each action, labels in bold on lines of their own, then before a colon."""
    document = Document()
    document.add_heading("Aménager les berges", 1)
    for nom, texte in (
        ("Porteur", "Commune de Valbrune"),
        ("Contexte", "Les berges sont fermées."),
        ("Coût prévisionnel", "350 000 € TTC"),
        ("Calendrier", "2027"),
    ):
        document.add_paragraph().add_run(nom).bold = True
        document.add_paragraph(texte)
    document.add_heading("Créer un parc", 1)
    for nom, texte in (("Porteur", "Commune de Valbrune"), ("Financements", "DETR 30 %\nFonds vert 100 000 €")):
        paragraphe = document.add_paragraph()
        paragraphe.add_run(f"{nom} : ").bold = True
        paragraphe.add_run(texte)
    document.save(str(path))


MODELES: dict[str, Callable[[Path], None]] = {
    f.__name__: f
    for f in (
        deux_colonnes,
        quatre_colonnes,
        titres,
        sans_tableau,
        dans_la_cellule,
        controles,
        par_colonnes,
        cadre,
        en_gras,
    )
}


def _ligne(table: Any, *textes: str) -> Any:
    cellules = table.add_row().cells
    for cellule, texte in zip(cellules, textes, strict=True):
        cellule.text = texte
    return cellules[-1]


def _fusion(table: Any, texte: str) -> None:
    cellules = table.add_row().cells
    cellules[0].merge(cellules[-1]).text = texte


def _riche(cellule: Any) -> None:
    paragraphe = cellule.paragraphs[0]
    paragraphe.add_run("La halle de 1923 est ")
    paragraphe.add_run("fermée").bold = True
    paragraphe.add_run(" depuis ")
    paragraphe.add_run("dix ans").italic = True
    paragraphe.add_run(".")
    for texte in ("un marché", "une salle"):
        cellule.add_paragraph(texte, style="List Bullet")


def _controle(paragraphe: Any, texte: str, *, invite: bool = False) -> None:
    controle, proprietes, contenu = (OxmlElement(f"w:{nom}") for nom in ("sdt", "sdtPr", "sdtContent"))
    if invite:
        proprietes.append(OxmlElement("w:showingPlcHdr"))
    run = paragraphe.add_run(texte)._r
    contenu.append(run)
    controle.extend([proprietes, contenu])
    paragraphe._p.append(controle)


def _case(paragraphe: Any, coche: str) -> None:
    _controle(paragraphe, "?")
    proprietes = paragraphe._p[-1][0]
    case = proprietes.makeelement(f"{{{W14}}}checkbox", {}, {"w14": W14})
    case.append(case.makeelement(f"{{{W14}}}checked", {f"{{{W14}}}val": coche}))
    proprietes.append(case)


def _revision(paragraphe: Any, nom: str, texte: str) -> None:
    revision = OxmlElement(f"w:{nom}")
    run = paragraphe.add_run(texte)._r
    if nom == "del":
        run.find(qn("w:t")).tag = qn("w:delText")
    revision.append(run)
    paragraphe._p.append(revision)
