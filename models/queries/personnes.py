"""All that a file holds in words, and what its journal keeps of somebody."""

from models.domain.personnes.mentions import Fonds, MentionPersonne, Trace, chercher, noms_trouves, personne_nommee
from models.domain.personnes.nom import Personne
from models.domain.projet import Projet
from models.queries.projet import load_corbeille
from models.queries.source import Source, driver_of
from models.queries.versions import load_versions
from models.store.traces import read_traces


def load_fonds(source: Source, projet: Projet) -> Fonds:
    """``projet`` with the Corbeille, and what the frozen states are called."""
    return Fonds(projet=projet, corbeille=load_corbeille(source), versions=load_versions(source))


def load_traces(source: Source, personne: Personne) -> tuple[Trace, ...]:
    """What the journal keeps of them."""
    return read_traces(driver_of(source), personne).traces


def find_mentions(source: Source, projet: Projet, question: str, nom: str = "") -> tuple[MentionPersonne, ...]:
    """Every place of the file that may be about ``question``; of the only person found, when no ``nom`` is chosen."""
    fonds = load_fonds(source, projet)
    demandee = personne_nommee(fonds, question)
    if not nom:
        mentions = chercher(fonds, demandee, traces=load_traces(source, demandee))
        noms = noms_trouves(mentions)
        if len(noms) != 1:
            return mentions
        nom = noms[0]
    choisie = personne_nommee(fonds, nom)
    return chercher(fonds, demandee, choisie, load_traces(source, choisie))
