"""A document tree with every kind of block, and the texts nobody wants to meet."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from factories import AUJOURD_HUI
from PIL import Image as Picture

from pvd_desktop.documents.tree import (
    BLANK,
    Align,
    Bar,
    Block,
    Column,
    Contents,
    Cover,
    Document,
    Euros,
    Field,
    Fields,
    Figure,
    Figures,
    Heading,
    Illustration,
    Image,
    KeepTogether,
    ListBlock,
    ListItem,
    NewSection,
    Notice,
    PageBreak,
    PageFormat,
    PageOf,
    Paragraph,
    ParagraphKind,
    Row,
    RowKind,
    Run,
    Signature,
    Signatures,
    Table,
    Taux,
    Timeline,
    Title,
)

HOSTILE = '=1+1 <b>gras</b> & "guillemets" 😀 שלום \x00\x07\x1b ]]> \ud800 une\ttabulation, un tiret\u2011long\vfin'
"""Characters XML refuses, markup, a formula, letters from right to left."""
N = Align.NUMBER


def mots(text: str, **look: bool | str) -> Paragraph:
    """A paragraph of one run."""
    return Paragraph((Run(text, **look),))  # pyright: ignore[reportArgumentType]


def image(width: int = 200, height: int = 100) -> bytes:
    """A PNG of one colour."""
    png = BytesIO()
    Picture.new("RGB", (width, height), "#000091").save(png, "PNG")
    return png.getvalue()


def tableau_large(columns: int = 58, rows: int = 8) -> Table:
    """A table wider than an A3 sheet, under titles of four columns."""
    return Table(
        (
            Column("N°", 0.5),
            Column("Action", 3),
            *(Column(f"Col {i}", 1, N, group=f"Financeur {i // 4}" if i >= 4 else "") for i in range(columns)),
        ),
        tuple(
            Row(
                (
                    str(row),
                    f"Action {row}",
                    *(Euros(Decimal(1000 * row * i) + Decimal("0.55")) for i in range(columns)),
                ),
                RowKind.TOTAL if row == rows - 1 else RowKind.BODY,
                level=row % 3 if row < rows - 1 else 0,
            )
            for row in range(rows)
        ),
        "Maquette de chaque financeur",
        caption="Maquette complète",
        frozen=2,
    )


def tableau_groupe() -> Table:
    """A table of every kind of row under two rows of titles."""
    cout, vide = Euros(Decimal("1234.50")), Euros(None)
    return Table(
        (
            Column("Action", 3),
            Column("2026", 1, N, group="Années"),
            Column("2027", 1, N, group="Années"),
            Column("Taux"),
        ),
        (
            Row(("Orientation 1", BLANK, BLANK, BLANK), RowKind.GROUP),
            Row(("Requalifier la place", cout, vide, Taux(Decimal("0.2")))),
            Row(("Première opération", cout, None, BLANK), level=1),
            Row(("Total de l’orientation", cout, vide, BLANK), RowKind.SUBTOTAL),
            Row(("Total", cout, vide, BLANK), RowKind.TOTAL),
        ),
        "Coûts par année",
        caption="Coûts par année",
    )


def blocs_complets() -> tuple[Block, ...]:
    """Every kind of block."""
    nested = ListBlock((ListItem((Run("premier"),)), ListItem((Run("second"),))), ordered=True)
    return (
        Cover(
            "Convention-cadre",
            overline="Petites Villes de Demain",
            subtitle="Opération de revitalisation de territoire",
            lines=("Valbrune", "21 novembre 2026"),
            logos=(Image(image(), "Logo de l’État"), Image(image(100), 'Logo <&> "région"')),
        ),
        Contents("Sommaire"),
        PageBreak(),
        Title("Annexe", overline="Annexe 2", subtitle="Les actions"),
        Heading(1, "Parties", anchor="parties"),
        mots("Introduction du document.", bold=True),
        Paragraph((Run("Un chapeau."),), ParagraphKind.LEAD),
        Paragraph((Run("Une note."),), ParagraphKind.NOTE),
        Paragraph((Run("Rien ici."),), ParagraphKind.MISSING),
        ListBlock((ListItem((Run("Un"),), nested), ListItem((Run("Deux"),), nested)), ordered=True),
        ListBlock((ListItem((Run("Quatre"),)),), ordered=True, start=4),
        ListBlock((ListItem((Run("Puce"),), ListBlock((ListItem((Run("Tiret"),)),))),)),
        PageBreak(),
        Heading(1, "Article 1 : l’objet", overline="Chapitre", running="Article 1", anchor="article-1"),
        Paragraph(
            (
                Run("gras", bold=True),
                Run(" italique", italic=True),
                Run(" les deux", bold=True, italic=True),
                Run(" date de la délibération", missing=True),
                Run(" au titre de la DETR", secondary=True),
                Run(" le site", link="https://exemple.fr/é?a=1&b=2"),
                Run(" une adresse fausse", link="http://[x"),
            )
        ),
        mots(HOSTILE),
        Heading(2, "Un titre long " * 21),
        tableau_groupe(),
        Fields(
            (
                Field("Maître d’ouvrage", "Commune de Valbrune\nEPCI"),
                Field("Statut", ""),
                Field("Fin", None),
                Field("Nom", (Run("Place", bold=True),)),
            ),
            "Identité",
        ),
        Figures(
            tuple(Figure(f"Chiffre {n}", Euros(Decimal(n)), detail="du coût", strong=n == 4) for n in range(5)),
            "Totaux",
        ),
        Illustration(Image(image(1600, 900), "Plan du centre"), "S1\u00a0: Centre"),
        Notice((Run("Prévisionnel. ", bold=True), Run("Ne vaut pas accord."))),
        Timeline(
            (Bar("Étude", date(2026, 1, 1), date(2026, 5, 1)), Bar("COPIL", date(2026, 6, 1), milestone=True)),
            "Calendrier",
        ),
        Table(
            (Column("A"), Column("Texte", 3), Column("Page", 0.5, N)),
            (Row(("long", "parole " * 5000, PageOf("parties"))), Row((HOSTILE, "", PageOf("inconnue")))),
            "Une cellule de 5 000 mots",
        ),
        NewSection(PageFormat.A3_LANDSCAPE, "Maquette"),
        Heading(1, "Maquette", running="Maquette", anchor="maquette"),
        tableau_large(),
        NewSection(PageFormat.A4_PORTRAIT),
        KeepTogether(
            (
                Heading(1, "Signatures"),
                mots("Fait à Valbrune."),
                Signatures(tuple(Signature(f"Partie {n}", f"Maire {n}", "Délibération") for n in range(3))),
            )
        ),
        Signatures((Signature("Le préfet"),)),
        PageBreak(),
    )


def document_complet() -> Document:
    """The document of every kind of block."""
    return Document(
        titre="Convention-cadre " * 20,
        sujet="Convention",
        auteur="Valbrune",
        entete="Petites Villes de Demain · Valbrune",
        mention="Document prévisionnel, ne vaut pas accord.",
        date_edition=AUJOURD_HUI,
        blocks=blocs_complets(),
    )
