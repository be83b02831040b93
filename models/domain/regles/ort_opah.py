"""Rule of an ORT that is worth OPAH (ORT-09)."""

from collections.abc import Iterator
from datetime import date

from models.domain.formats import format_date
from models.domain.grammaire import enumerer
from models.domain.jours import ajouter_mois
from models.domain.ort import Opah
from models.domain.regles import Constat
from models.domain.regles.ort_contexte import L303_1, ContexteOrt
from models.domain.vocabulaire import Jalon


def vaut_opah(contexte: ContexteOrt) -> Iterator[Constat]:
    """ORT-09: worth OPAH, the convention has its five contents, and was open to the public a month before."""
    if not contexte.territoire.ort.vaut_opah:
        return
    opah = contexte.territoire.opah
    manquent = [
        (nom, champ)
        for nom, champ, present in (
            ("le périmètre", "opah_perimetre", opah.perimetre.strip()),
            ("le montant total des aides", "opah_aides", opah.aides is not None),
            ("les actions d’accompagnement et de cadre de vie", "opah_accompagnement", opah.accompagnement.strip()),
            ("la diversité de la population et le maintien des occupants", "opah_diversite", opah.diversite.strip()),
            ("les services et commerces de proximité", "opah_services", opah.services.strip()),
        )
        if not present
    ]
    if manquent:
        yield _opah(
            contexte,
            f"La convention vaut OPAH, mais il manque {len(manquent)} de ses cinq contenus\u00a0: "
            f"{enumerer([nom for nom, _ in manquent])}.",
            "Écrire chacun d’eux, ou ne pas faire valoir la convention comme OPAH.",
            manquent[0][1],
        )
    if faute := _mise_a_disposition(opah, contexte.signature):
        yield _opah(contexte, *faute)


def _mise_a_disposition(opah: Opah, signature: date | None) -> tuple[str, str, str] | None:
    """What is wrong with it: what happened, the remedy, the field."""
    debut, fin = opah.mise_a_disposition_debut, opah.mise_a_disposition_fin
    if debut is None or fin is None:
        message = "La convention vaut OPAH\u00a0: les dates de la mise à disposition du public ne sont pas notées."
        champ = "opah_mise_a_disposition_debut" if debut is None else "opah_mise_a_disposition_fin"
        return message, "Tenir le projet à la disposition du public pendant un mois, puis noter les dates.", champ
    attendue = ajouter_mois(debut, 1)
    if fin < attendue:
        message = f"Le projet n’a été à la disposition du public que du {format_date(debut)} au {format_date(fin)}."
        return message, f"Le laisser jusqu’au {format_date(attendue)}\u00a0: un mois.", "opah_mise_a_disposition_fin"
    if signature is not None and fin > signature:
        message = f"La mise à disposition finit le {format_date(fin)}, après la signature du {format_date(signature)}."
        return message, "Signer après sa fin, ou corriger les dates.", "opah_mise_a_disposition_fin"
    return None


def _opah(contexte: ContexteOrt, message: str, remede: str, champ: str) -> Constat:
    return Constat(
        code="ORT-09",
        gravite=contexte.gravite,
        jalon=Jalon.SIGNATURE,
        message=message,
        remede=remede,
        objet=contexte.sur_territoire(),
        champ=champ,
        source=f"{L303_1}, a à e\u00a0; mise à disposition du public pendant un mois",
    )
