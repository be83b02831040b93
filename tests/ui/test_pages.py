"""The tables of the shell: pages, commands and keys."""

from collections import Counter
from importlib.resources import files

from pvd_desktop.ui import icones
from pvd_desktop.ui.actions import MENUS, SousMenu, commandes
from pvd_desktop.ui.aide.textes import raccourcis
from pvd_desktop.ui.pages import HORS_RAIL, PAGES
from pvd_desktop.ui.palette.cibles import Genre


def test_that_no_key_does_two_things():
    touches = Counter(r for c in commandes() for r in (*c.raccourcis, c.indication) if r)
    touches.update(r for entree in PAGES for r in entree.raccourcis)
    assert [t for t, fois in touches.items() if fois > 1] == []


def test_that_no_key_needs_alt_gr():
    assert not [c.nom for c in commandes() for r in c.raccourcis if "Ctrl+Alt" in r]


def test_that_commands_have_one_name_each():
    noms = [commande.nom for commande in commandes()]
    assert len(noms) == len(set(noms))


def test_that_mnemonics_are_unique_in_a_menu():
    for lignes in MENUS.values():
        textes = [ligne.texte if not isinstance(ligne, SousMenu) else ligne.titre for ligne in lignes if ligne]
        lettres = Counter(t[t.index("&") + 1].lower() for t in textes if "&" in t)
        assert [lettre for lettre, fois in lettres.items() if fois > 1] == []


def test_that_every_page_has_its_icon_and_its_help():
    for entree in PAGES:
        assert entree.icone in icones.noms()
        assert (files("resources") / "textes" / f"{entree.aide}.md").is_file()


def test_that_a_kind_of_object_is_shown_by_one_page_only():
    types = Counter(type_ for entree in (*PAGES, *HORS_RAIL) for type_ in entree.objets)
    assert [type_ for type_, fois in types.items() if fois > 1] == []
    assert {genre.value for genre in Genre} - types.keys() == {Genre.PAGE.value, Genre.COMMANDE.value}


def test_that_the_help_lists_every_key_of_the_table():
    listees = {touches for _, cles in raccourcis() for _, touches in cles}
    for commande in commandes():
        if commande.raccourcis:
            assert commande.raccourcis[0].replace("Shift", "Maj") in listees
