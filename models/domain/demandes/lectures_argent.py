"""What the forms read of the money: cost, what is asked, the other aides, in the whole euros of the plan arrondi."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from models.domain.demandes.lecture import FAMILLES, NON, OUI, Lecteur, Lecture, Lu
from models.domain.demandes.plan import nom_ligne
from models.domain.demandes.plan_arrondi import RessourceArrondie
from models.domain.demandes.poste import PosteFinance, calculer_poste, cout_charge, finance_par_l_anah
from models.domain.dispositifs.dispositif import Dispositif
from models.domain.formats import format_entier, format_taux
from models.domain.plan_financement import Financement
from models.domain.regles import Objet
from models.domain.regles.dotations import Dotation, dotation

_DOTATIONS_DU_FORMULAIRE: Final = (Dotation.DETR, Dotation.DSIL)


def _cout(lecteur: Lecteur) -> Lu:
    cout = lecteur.plan.cout
    return lecteur.de_l_operation("depenses", "" if cout is None else str(cout))


def _base(lecteur: Lecteur) -> Lu:
    return lecteur.de_l_operation("base", lecteur.plan.base.value if lecteur.operation else "")


def _part_mo(lecteur: Lecteur) -> Lu:
    part = lecteur.plan.part_mo
    return lecteur.de_l_operation("financements", "" if part is None else str(part))


def _dispositifs(lecteur: Lecteur) -> Lu:
    nommees = {dotation(ligne.dispositif) for ligne in lecteur.situee.demandees}
    dispositif = lecteur.situee.dispositif
    if not nommees and dispositif is not None:
        nommees = {dispositif.dotation}
    valeur = "\n".join(d.value for d in _DOTATIONS_DU_FORMULAIRE if d in nommees)
    return _de_la_ligne(lecteur, "dispositif", valeur)


def _categorie(une: Dotation | None) -> Lecture:
    """Category of the line of a dotation, or of the first line; its options are those read for the département."""

    def lire(lecteur: Lecteur) -> Lu:
        ligne = _ligne(lecteur, une)
        dispositif = _dispositif(lecteur, une)
        departement = lecteur.situee.departement
        options: dict[str, str] = {}
        if dispositif is not None:
            siennes = (c for c in dispositif.categories if c.departement in {"", departement})
            options = {c.code: f"{c.code} – {c.intitule}" for c in siennes}
        categorie = dispositif.categorie(ligne.categorie, departement) if dispositif and ligne else None
        valeur = categorie.code if categorie else ligne.categorie if ligne else ""
        lu = _de_la_ligne(lecteur, "categorie", valeur, ligne)
        return Lu(lu.valeur, lu.objet, lu.champ, options)

    return lire


def _prioritaire(lecteur: Lecteur) -> Lu:
    """A line that has a category of the commission is in one of them."""
    lu = _categorie(Dotation.DETR)(lecteur)
    return Lu(OUI if lu.valeur else "", lu.objet, lu.champ)


def _montant(lecteur: Lecteur) -> Lu:
    return _de_la_ligne(lecteur, "montant_demande", str(lecteur.plan.demande) if lecteur.plan.demande else "")


def _montant_de(une: Dotation) -> Lecture:
    def lire(lecteur: Lecteur) -> Lu:
        montant = lecteur.plan.demande_de(une)
        return _de_la_ligne(lecteur, "montant_demande", str(montant) if montant else "", _ligne(lecteur, une))

    return lire


def _taux(lecteur: Lecteur) -> Lu:
    demandees = (r for r in lecteur.plan.aides if r.demandee)
    taux = next((r.taux for r in demandees if r.montant), None)
    return _de_la_ligne(lecteur, "taux", format_taux(taux) if taux is not None else "")


def _autres_aides(lecteur: Lecteur) -> Lu:
    familles = [famille for famille in FAMILLES if famille in lecteur.autres_aides]
    return lecteur.de_l_operation("financements", "\n".join(familles))


def _a_d_autres_aides(lecteur: Lecteur) -> Lu:
    if lecteur.operation is None:
        return lecteur.de_l_operation("financements", "")
    return lecteur.de_l_operation("financements", OUI if lecteur.autres_aides else NON)


def _tableau_des_aides(lecteur: Lecteur) -> Lu:
    aides = [r for famille in FAMILLES for r in lecteur.autres_aides.get(famille, ())]
    return lecteur.de_l_operation("financements", "\n".join(map(_ligne_du_tableau, aides)))


def _ligne_du_tableau(aide: RessourceArrondie) -> str:
    etat = aide.etat.libelle
    return f"{aide.libelle}\u00a0: {format_entier(aide.montant)}\u00a0€ ({etat[:1].lower()}{etat[1:]})"


def _aide(famille: str, quoi: str) -> Lecture:
    """« sollicité ou obtenu », the number of dossier or the name of the aides of a kind."""

    def lire(lecteur: Lecteur) -> Lu:
        aides = lecteur.autres_aides.get(famille, ())
        if not aides:
            return lecteur.de_l_operation("financements", "")
        valeur = {
            "montant": str(sum(a.montant for a in aides)),
            "dossier": ", ".join(n for a in aides for n in a.numeros),
            "nom": ", ".join(a.libelle for a in aides),
        }[quoi]
        champ = {"montant": "montant_demande", "dossier": "numero_dossier", "nom": "dispositif"}[quoi]
        return _de_la_ligne(lecteur, champ, valeur, aides[0].lignes[0])

    return lire


def _cout_charge(lecteur: Lecteur) -> Lu:
    cout = cout_charge(lecteur.situee)
    return lecteur.de_l_operation("depenses", "" if cout is None else str(int(cout.to_integral_value(ROUND_HALF_UP))))


def _avec_anah(lecteur: Lecteur) -> Lu:
    return lecteur.de_l_operation("financements", OUI if finance_par_l_anah(lecteur.situee) else "")


def _aide_du_poste(quoi: str) -> Lecture:
    """What the dispositif gives for the coût chargé that the form says, an answer before the project."""

    def lire(lecteur: Lecteur) -> Lu:
        finance = _poste(lecteur)
        montant = getattr(finance.arrondi, quoi) if finance else None
        return lecteur.de_l_operation("depenses", "" if montant is None else str(int(montant)))

    return lire


def _poste(lecteur: Lecteur) -> PosteFinance | None:
    dispositif = lecteur.situee.dispositif
    dit = lecteur.reponse("cout_charge")
    cout = Decimal(dit) if dit.isdecimal() else cout_charge(lecteur.situee)
    if dispositif is None or cout is None:
        return None
    anah = lecteur.reponse("avec_anah")
    avec_anah = anah == OUI if anah else finance_par_l_anah(lecteur.situee)
    return calculer_poste(dispositif, cout, lecteur.jour, avec_anah=avec_anah)


def _ligne(lecteur: Lecteur, une: Dotation | None) -> Financement | None:
    lignes = lecteur.situee.demandees
    return next((ligne for ligne in lignes if une is None or dotation(ligne.dispositif) is une), None)


def _dispositif(lecteur: Lecteur, une: Dotation | None) -> Dispositif | None:
    if une is None:
        return lecteur.situee.dispositif
    return next((d for d in lecteur.situee.dispositifs if d.dotation is une), None)


def _de_la_ligne(lecteur: Lecteur, champ: str, valeur: str, ligne: Financement | None = None) -> Lu:
    """What a line says: the one that is named, else the first that is asked for."""
    ligne = ligne or _ligne(lecteur, None)
    trouvee = lecteur.situee.projet.financement(ligne.uid) if ligne else None
    if ligne is None or trouvee is None:
        return Lu(valeur, lecteur.situee.objet, "lignes")
    libelle = nom_ligne(lecteur.situee, ligne)
    return Lu(valeur, Objet(type="financement", uid=ligne.uid, libelle=libelle, fiche=trouvee[0].uid), champ)


LECTURES: Final[Mapping[str, Lecture]] = {
    "cout": _cout,
    "base": _base,
    "part_mo": _part_mo,
    "dispositifs": _dispositifs,
    "categorie": _categorie(None),
    "categorie_detr": _categorie(Dotation.DETR),
    "categorie_dsil": _categorie(Dotation.DSIL),
    "categorie_prioritaire": _prioritaire,
    "montant": _montant,
    "montant_detr": _montant_de(Dotation.DETR),
    "montant_dsil": _montant_de(Dotation.DSIL),
    "taux": _taux,
    "autres_aides": _autres_aides,
    "a_d_autres_aides": _a_d_autres_aides,
    "tableau_des_aides": _tableau_des_aides,
    **{f"{famille}_{quoi}": _aide(famille, quoi) for famille in FAMILLES for quoi in ("montant", "dossier", "nom")},
    "cout_charge": _cout_charge,
    "avec_anah": _avec_anah,
    "aide_du_poste": _aide_du_poste("aide"),
    "part_anah": _aide_du_poste("part_anah"),
    "part_bdt": _aide_du_poste("part_bdt"),
    "reste_du_poste": _aide_du_poste("reste"),
}
