"""The convention-cadre, whole: cover, contents, parties, articles, signatures, annexes."""

from collections.abc import Iterator, Mapping
from datetime import date

from models.domain.articles import articles_effectifs, numeros_par_cle
from models.domain.champs import communes_beneficiaires
from models.domain.formats import format_date_longue
from models.domain.grammaire import de, enumerer
from models.domain.projet import Projet
from models.domain.vocabulaire import RegimeOrt
from models.referentiel.convention import load_plan_convention
from pvd_desktop.documents.builders.annexes import annexes_blocks, liste_annexes
from pvd_desktop.documents.builders.articles import article_blocks
from pvd_desktop.documents.builders.fiche_action import entete
from pvd_desktop.documents.builders.parties import parties_blocks
from pvd_desktop.documents.builders.signatures import signatures_blocks
from pvd_desktop.documents.tree import Block, Contents, Cover, Document, Heading, Image, KeepTogether, PageBreak

TITRE = "Convention-cadre Petites Villes de Demain"
_PORTEES = {
    RegimeOrt.VAUT_ORT: "valant opération de revitalisation de territoire (ORT)",
    RegimeOrt.AVENANT_ORT: "valant avenant à l’opération de revitalisation de territoire (ORT)",
    RegimeOrt.DEROGATION: "valant opération de revitalisation de territoire (ORT), sur dérogation préfectorale",
    RegimeOrt.SANS_ORT: "",
}


def build_convention(
    projet: Projet, *, aujourd_hui: date, brouillon: bool = True, contenus: Mapping[str, bytes] | None = None
) -> Document:
    """The convention of ``projet``.

    The articles do bind the parties: only the annexes that promise less say so at the foot of their pages.

    Args:
        projet: the project as it stands.
        aujourd_hui: date of edition.
        brouillon: whether the pages bear the « BROUILLON » mark.
        contenus: bytes of the logos and of the plans, by their hash; a logo without its bytes is left out.
    """
    return Document(
        titre=titre_convention(projet),
        sujet="Convention-cadre du programme Petites Villes de Demain",
        auteur=projet.territoire.nom,
        entete=entete(projet),
        date_edition=aujourd_hui,
        brouillon=brouillon,
        blocks=tuple(_blocks(projet, aujourd_hui, contenus or {}, brouillon=brouillon)),
    )


def titre_convention(projet: Projet) -> str:
    """The title chosen, else the standard one."""
    return projet.convention.intitule or titre_type(projet)


def titre_type(projet: Projet) -> str:
    """« Convention-cadre Petites Villes de Demain pour la commune de… »."""
    noms = communes_beneficiaires(projet.territoire)
    if not noms:
        return TITRE
    return f"{TITRE} pour {'les communes' if len(noms) > 1 else 'la commune'} {enumerer([de(nom) for nom in noms])}"


def _blocks(projet: Projet, aujourd_hui: date, contenus: Mapping[str, bytes], *, brouillon: bool) -> Iterator[Block]:
    yield couverture(projet, aujourd_hui=aujourd_hui, contenus=contenus, brouillon=brouillon)
    yield Contents("Sommaire")
    yield PageBreak()
    yield from parties_blocks(projet)
    articles = articles_effectifs(projet, load_plan_convention())
    numeros = numeros_par_cle(articles)
    for article in articles:
        yield from article_blocks(article, projet, numeros)
    yield from signatures_blocks(projet)
    yield KeepTogether((Heading(1, "Liste des annexes"), liste_annexes(projet)))
    yield from annexes_blocks(projet, contenus)


def couverture(projet: Projet, *, aujourd_hui: date, contenus: Mapping[str, bytes], brouillon: bool = True) -> Cover:
    """The first page: title, communes, EPCI, date of signature, logos."""
    territoire = projet.territoire
    communes = enumerer(communes_beneficiaires(territoire))
    return Cover(
        titre_convention(projet),
        overline=" · ".join(filter(None, (territoire.region, territoire.departement))),
        subtitle=_PORTEES[territoire.regime_ort],
        lines=(
            communes or "Communes\u00a0: à compléter",
            territoire.epci.nom or "EPCI\u00a0: à compléter",
            _signature(territoire.date_convention, aujourd_hui, brouillon=brouillon),
        ),
        logos=tuple(
            Image(contenus[logo.sha256], logo.intitule or "Logo")
            for logo in projet.convention.logos
            if logo.sha256 in contenus
        ),
    )


def _signature(jour: date | None, aujourd_hui: date, *, brouillon: bool) -> str:
    """When it is signed; a draft is not signed yet, whatever its date."""
    if jour is None:
        return "Date de signature\u00a0: à compléter"
    if jour > aujourd_hui:
        return f"Signature prévue le {format_date_longue(jour)}"
    return (
        f"Date de signature\u00a0: {format_date_longue(jour)}" if brouillon else f"Signée le {format_date_longue(jour)}"
    )
