"""A form from one table: labels, values, messages and the way to a field."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.domain.regles import Constat, Objet
from models.domain.uids import Uid
from models.domain.vocabulaire import Gravite, Jalon, Priorite, Theme
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.choix_multiple import ChoixMultiple
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.form import Champ, Formulaire
from pvd_desktop.ui.widgets.ligne_message import LigneMessage
from pvd_desktop.ui.widgets.montant_edit import MontantEdit
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.widgets.texte_riche import TexteRiche


@dataclass(frozen=True)
class Fiche:
    intitule: str = "Halle"
    montant: Decimal | None = Decimal(1000)
    priorite: Priorite | None = Priorite.FORT
    themes: tuple[Theme, ...] = (Theme.HABITAT,)
    description: str = "Un **texte**"


def _constat(gravite: Gravite, message: str, champ: str = "montant") -> Constat:
    objet = Objet(type="fiche", uid=Uid("u"), libelle="Halle")
    return Constat(
        code="MQ-01", gravite=gravite, jalon=Jalon.COPIL, message=message, remede="Corrigez.", objet=objet, champ=champ
    )


@pytest.fixture
def formulaire(qtbot: QtBot) -> Formulaire:
    """A form with one field of each kind."""
    form = Formulaire(
        [
            "Identité",
            Champ("intitule", TexteEdit(), "&Intitulé", requis=True, aide="Le nom court", source="Annexe 2"),
            Champ("montant", MontantEdit(), "Montant demandé HT"),
            Champ("priorite", ChoixCombo(Priorite), "Niveau de priorité"),
            Champ("themes", ChoixMultiple(Theme), "Thèmes"),
            Champ("jour", DateEdit(), "Date"),
            Champ("description", TexteRiche(), "Contexte", large=True),
        ]
    )
    qtbot.addWidget(form)
    form.show()
    return form


def _edit(formulaire: Formulaire, nom: str, texte: str) -> None:
    champ = formulaire.editeur(nom)
    assert isinstance(champ, TexteEdit | MontantEdit)
    champ.setText(texte)
    champ.setModified(True)


def _messages(formulaire: Formulaire) -> list[str]:
    return [m.texte() for m in formulaire.findChildren(LigneMessage) if m.isVisibleTo(formulaire)]


def test_that_a_snapshot_fills_the_form_in_silence(formulaire: Formulaire, qtbot: QtBot):
    with qtbot.assertNotEmitted(formulaire.champ_valide):
        formulaire.set_valeurs(Fiche())
        assert formulaire.commit()
    assert formulaire.editeur("montant").valeur() == Decimal(1000)  # pyright: ignore[reportAttributeAccessIssue]
    assert formulaire.editeur("themes").valeur() == (Theme.HABITAT,)  # pyright: ignore[reportAttributeAccessIssue]


def test_that_a_mapping_fills_only_the_fields_it_has(formulaire: Formulaire):
    formulaire.set_valeurs(Fiche())
    formulaire.set_valeurs({"intitule": "Marché"})
    assert formulaire.editeur("intitule").valeur() == "Marché"  # pyright: ignore[reportAttributeAccessIssue]
    assert formulaire.editeur("montant").valeur() == Decimal(1000)  # pyright: ignore[reportAttributeAccessIssue]


def test_that_a_validated_field_gives_its_name_and_its_value(formulaire: Formulaire, qtbot: QtBot):
    _edit(formulaire, "montant", "2 k€")
    with qtbot.waitSignal(formulaire.champ_valide) as emis:
        assert formulaire.commit()
    assert emis.args == ["montant", Decimal("2000.00")]


def test_that_an_error_is_shown_under_its_field_and_goes_when_it_is_right(formulaire: Formulaire):
    _edit(formulaire, "montant", "abc")
    assert not formulaire.commit()
    assert len(_messages(formulaire)) == 1
    assert "abc" in _messages(formulaire)[0]
    _edit(formulaire, "montant", "12")
    assert formulaire.commit()
    assert _messages(formulaire) == []


def test_that_one_invalid_field_does_not_keep_the_others_from_being_committed(formulaire: Formulaire, qtbot: QtBot):
    _edit(formulaire, "intitule", "Marché")
    _edit(formulaire, "montant", "abc")
    recus: list[tuple[str, object]] = []
    formulaire.champ_valide.connect(lambda nom, valeur: recus.append((nom, valeur)))
    assert not formulaire.commit()
    assert recus == [("intitule", "Marché")]


def test_that_the_most_serious_point_is_shown_under_its_field(formulaire: Formulaire):
    formulaire.set_constats(
        [_constat(Gravite.INFORMATION, "Peu."), _constat(Gravite.GRAVE, "Trop."), _constat(Gravite.GRAVE, "?", "autre")]
    )
    assert _messages(formulaire) == ["Trop. Corrigez."]
    formulaire.set_constats([])
    assert _messages(formulaire) == []


def test_that_an_error_hides_a_point_and_gives_way_to_it(formulaire: Formulaire):
    formulaire.set_constats([_constat(Gravite.GRAVE, "Trop.")])
    formulaire.set_erreur("montant", "Refusé.")
    assert _messages(formulaire) == ["Refusé."]
    formulaire.set_erreur("montant", "")
    assert _messages(formulaire) == ["Trop. Corrigez."]


def test_that_a_point_leads_to_its_field(formulaire: Formulaire, qtbot: QtBot):
    formulaire.activateWindow()
    assert formulaire.focus_champ("description")
    champ = formulaire.editeur("description")
    assert isinstance(champ, TexteRiche)
    qtbot.waitUntil(champ.zone.hasFocus)
    assert not formulaire.focus_champ("licorne")


def test_that_labels_are_buddies_with_their_help_and_say_what_is_required(formulaire: Formulaire):
    libelles = {label.text(): label for label in formulaire.findChildren(QLabel) if label.buddy()}
    intitule = libelles["&Intitulé (obligatoire)"]
    assert intitule.buddy() is formulaire.editeur("intitule")
    assert intitule.toolTip() == "Le nom court\nSource\u00a0: Annexe 2"
    assert formulaire.editeur("intitule").accessibleName() == "Intitulé"


def test_that_every_field_says_its_name_to_a_screen_reader(formulaire: Formulaire):
    assert_accessible(formulaire)


def test_that_tab_follows_the_reading_order(formulaire: Formulaire):
    ordre = []
    widget = formulaire.nextInFocusChain()
    while widget is not None and widget is not formulaire:
        ordre.append(widget)
        widget = widget.nextInFocusChain()
    rangs = [ordre.index(formulaire.editeur(nom)) for nom in ("intitule", "montant", "priorite", "themes", "jour")]
    assert rangs == sorted(rangs)


def test_that_a_read_only_form_cannot_be_typed_in(formulaire: Formulaire):
    formulaire.set_lecture_seule(True)
    champ = formulaire.editeur("intitule")
    assert isinstance(champ, TexteEdit)
    assert champ.isReadOnly()


def test_that_a_form_follows_the_zoom(formulaire: Formulaire, qapp: QApplication):
    avant = formulaire.editeur("montant").width()
    theme.apply(qapp, "clair", 150)
    assert formulaire.editeur("montant").minimumWidth() > avant
    theme.apply(qapp, "clair", 100)


def test_that_labels_have_two_widths_and_no_slope(formulaire: Formulaire, qtbot: QtBot):
    # A width that follows that of the form changes what the form asks for: a scrolling page never comes to rest.
    libelle = next(w for w in formulaire.findChildren(QLabel) if w.text() == "Thèmes")
    largeurs: set[int] = set()
    for largeur in range(420, 900, 7):
        formulaire.resize(largeur, 600)
        largeurs.add(libelle.width())
    assert len(largeurs) == 2
