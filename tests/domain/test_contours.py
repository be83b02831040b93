"""The outline of a secteur: what GeoJSON is drawn, and what is said of the others."""

import json
from typing import Any

import pytest
from fabrique_du_domaine import lisible

from models.domain.contours import ContourError, read_contour

CARRE = [[2.84, 50.10], [2.85, 50.10], [2.85, 50.11], [2.84, 50.11], [2.84, 50.10]]
TROU = [[2.843, 50.103], [2.846, 50.103], [2.846, 50.106], [2.843, 50.103]]
LAMBERT = [[688_500.5, 7_000_100], [688_700, 7_000_100], [688_700, 7_000_300], [688_500.5, 7_000_100]]


def polygone(*anneaux: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(anneaux)}


def lu(donnees: Any) -> Any:
    return read_contour(json.dumps(donnees), "centre.geojson")


def message(texte: str) -> str:
    with pytest.raises(ContourError) as caught:
        read_contour(texte, "centre.geojson")
    return lisible(str(caught.value))


@pytest.mark.parametrize(
    "donnees",
    [
        polygone(CARRE),
        {"type": "MultiPolygon", "coordinates": [[CARRE]]},
        {"type": "Feature", "properties": {}, "geometry": polygone(CARRE)},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [2, 50]}, polygone(CARRE)]},
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "geometry": None}, {"type": "Feature", "geometry": polygone(CARRE)}],
        },
    ],
    ids=lambda d: d["type"],
)
def test_that_a_polygon_is_found_whatever_wraps_it(donnees: dict[str, Any]):
    contour = lu(donnees)
    assert contour.points == 5
    assert contour.bornes == (2.84, 50.10, 2.85, 50.11)


def test_that_a_height_and_a_byte_order_mark_are_let_go():
    texte = "\ufeff" + json.dumps(polygone([[*point, 112.5] for point in CARRE]))
    assert read_contour(texte, "centre.geojson").polygones[0][0][0] == (2.84, 50.10)


def test_that_the_surface_leaves_holes_out_and_ignores_the_way_it_turns():
    plein = lu(polygone(CARRE)).hectares
    # A hundredth of a degree at the latitude of Bapaume: 713 m by 1 112 m.
    assert plein == pytest.approx(79.3, rel=0.01)
    assert lu(polygone(CARRE[::-1], TROU[::-1])).hectares == pytest.approx(plein * (1 - 0.045), rel=0.001)


@pytest.mark.parametrize(
    ("donnees", "dit"),
    [
        (polygone(LAMBERT), "en Lambert-93, en mètres (688500 ; 7000100)"),
        (polygone([[y, x] for x, y in CARRE]), "semblent inversées"),
        (polygone([[x * 1e5, y] for x, y in CARRE]), "ne sont pas des longitudes et des latitudes."),
        (
            {**polygone([[x * 1e5, y] for x, y in CARRE]), "crs": {"properties": {"name": "EPSG:3857"}}},
            "(le fichier annonce EPSG:3857)",
        ),
        (polygone(CARRE[:2]), "n’est pas complet"),
        (polygone([["a", "b"]] * 4), "n’est pas complet"),
        (polygone([[float("nan"), 50.0]] * 4), "n’est pas complet"),
        (polygone([{"x": 2.84, "y": 50.10}] * 4), "n’est pas complet"),
        ({"type": "Polygon"}, "n’est pas complet"),
        (polygone(), "aucun polygone"),
        ({"type": "MultiPolygon", "coordinates": [[]]}, "aucun polygone"),
        ({"type": "LineString", "coordinates": CARRE}, "aucun polygone"),
        ({"type": "FeatureCollection", "features": []}, "aucun polygone"),
        ({"type": ["Polygon"]}, "mais pas un GeoJSON"),
        ({"nom": "Bapaume"}, "mais pas un GeoJSON"),
        ([1, 2], "mais pas un GeoJSON"),
        (polygone([[i / 1e6, 50 + i / 1e6] for i in range(100_001)]), "plus de 100 000 sommets"),
    ],
)
def test_that_what_cannot_be_drawn_is_refused_with_the_reason(donnees: Any, dit: str):
    assert dit in message(json.dumps(donnees))


@pytest.mark.parametrize(
    "texte", ["", "{", "périmètre", "[" * 100_000, '{"type": "GeometryCollection", "geometries": [']
)
def test_that_what_is_no_json_is_refused(texte: str):
    assert "n’est pas un texte JSON correct" in message(texte)
