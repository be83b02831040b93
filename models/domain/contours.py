"""The outline of a secteur, read from a GeoJSON: polygons in longitude and latitude, and why others are refused."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any, Final, TypeAlias, cast

from models.domain.errors import AppError

Point: TypeAlias = tuple[float, float]
"""Longitude and latitude, in degrees: geometry, not money, hence floats."""
Anneau: TypeAlias = tuple[Point, ...]

POINTS_MAX: Final = 100_000
"""Far above the outline of a town centre; a cadastre of a whole département passes it."""
_RAYON: Final = 6_371_008.8
"""Mean radius of the Earth, in metres."""
_MEMBRES: Final = {"FeatureCollection": "features", "GeometryCollection": "geometries"}
_AUTRES: Final = {"Point", "MultiPoint", "LineString", "MultiLineString"}
_SOMMETS_MIN: Final = 3


class ContourError(AppError):
    """A text is not an outline that can be drawn."""


@dataclass(frozen=True, slots=True)
class Contour:
    """The polygons, each as its outer ring and its holes."""

    polygones: tuple[tuple[Anneau, ...], ...]

    @property
    def points(self) -> int:
        """Number of vertices."""
        return sum(len(anneau) for polygone in self.polygones for anneau in polygone)

    @property
    def bornes(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        points = [point for polygone in self.polygones for anneau in polygone for point in anneau]
        longitudes, latitudes = [p[0] for p in points], [p[1] for p in points]
        return min(longitudes), min(latitudes), max(longitudes), max(latitudes)

    @property
    def contraction(self) -> float:
        """How much shorter a degree of longitude is than one of latitude, there."""
        _, sud, _, nord = self.bornes
        return cos(radians((sud + nord) / 2))

    @property
    def hectares(self) -> float:
        """Surface on the sphere, holes left out: within half a percent for a town."""
        par_degre = radians(1) * _RAYON
        echelle = par_degre * par_degre * self.contraction / 10_000
        return sum(
            (_aire(anneau) if rang == 0 else -_aire(anneau)) * echelle
            for polygone in self.polygones
            for rang, anneau in enumerate(polygone)
        )


def read_contour(texte: str, nom: str) -> Contour:
    """The polygons of a GeoJSON text; ``nom`` is what the messages call it.

    Raises:
        ContourError: not JSON, not GeoJSON, no polygon, coordinates that are no degrees.
    """
    try:
        donnees = json.loads(texte.removeprefix("\ufeff"))
        polygones = tuple(_polygones(donnees, nom))
    except (ValueError, RecursionError) as e:
        raise ContourError(
            f"«\u00a0{nom}\u00a0» n’est pas un texte JSON correct.",
            "Exportez de nouveau le périmètre au format GeoJSON depuis votre logiciel de cartographie.",
        ) from e
    if not polygones:
        raise ContourError(
            f"«\u00a0{nom}\u00a0» ne contient aucun polygone.",
            "Un secteur est une surface\u00a0: exportez son périmètre, et non des points ou des lignes.",
        )
    contour = Contour(polygones)
    if contour.points > POINTS_MAX:
        raise ContourError(
            f"«\u00a0{nom}\u00a0» compte plus de {POINTS_MAX // 1000}\u00a0000 sommets.",
            "Exportez le seul périmètre du secteur, ou simplifiez-le.",
        )
    _check_degrees(contour, donnees, nom)
    return contour


def _polygones(donnees: Any, nom: str) -> Iterator[tuple[Anneau, ...]]:
    """Those of a GeoJSON object, whatever it is wrapped in."""
    objet = _objet(donnees)
    genre = str(objet.get("type"))
    membres = objet.get(_MEMBRES.get(genre, ""))
    if genre == "Feature":
        if objet.get("geometry") is not None:
            yield from _polygones(objet["geometry"], nom)
    elif isinstance(membres, list):
        for membre in cast("list[Any]", membres):
            yield from _polygones(membre, nom)
    elif genre in {"Polygon", "MultiPolygon"}:
        coordonnees: Any = objet.get("coordinates")
        try:
            for polygone in [coordonnees] if genre == "Polygon" else coordonnees:
                # An empty one is allowed, and bounds nothing.
                if anneaux := tuple(_anneau(positions) for positions in polygone):
                    yield anneaux
        except (TypeError, ValueError, LookupError, OverflowError) as e:
            raise ContourError(
                f"Un polygone de «\u00a0{nom}\u00a0» n’est pas complet.", "Exportez de nouveau le périmètre."
            ) from e
    elif genre not in _AUTRES:
        raise ContourError(
            f"«\u00a0{nom}\u00a0» est un texte JSON, mais pas un GeoJSON.",
            "Choisissez un fichier exporté au format GeoJSON.",
        )


def _objet(valeur: object) -> dict[str, Any]:
    """A JSON object; what is none has no member."""
    return cast("dict[str, Any]", valeur) if isinstance(valeur, dict) else {}


def _anneau(positions: Sequence[Sequence[float]]) -> Anneau:
    points = tuple((float(position[0]), float(position[1])) for position in positions)
    if len(set(points)) < _SOMMETS_MIN or not all(abs(v) < float("inf") for point in points for v in point):
        raise ValueError
    return points


def _check_degrees(contour: Contour, donnees: object, nom: str) -> None:
    ouest, sud, est, nord = contour.bornes
    remede = "Exportez de nouveau le périmètre en WGS\u00a084 (EPSG:4326), le système des fichiers GeoJSON."
    if ouest > 0 and est < 1_300_000 and sud > 6_000_000 and nord < 7_200_000:
        message = (
            f"Les coordonnées de «\u00a0{nom}\u00a0» sont en Lambert-93, en mètres ({ouest:.0f}\u00a0; {sud:.0f}), "
            "et non en degrés."
        )
        raise ContourError(message, remede)
    if ouest < -180 or est > 180 or sud < -90 or nord > 90:
        systeme = f" (le fichier annonce {_systeme(donnees)})" if _systeme(donnees) else ""
        message = f"Les coordonnées de «\u00a0{nom}\u00a0» ne sont pas des longitudes et des latitudes{systeme}."
        raise ContourError(message, remede)
    # Metropolitan France with its coordinates swapped lies off Somalia, where no town of the programme is.
    if ouest >= 41 and est <= 52 and sud >= -6 and nord <= 10:
        raise ContourError(
            f"La longitude et la latitude de «\u00a0{nom}\u00a0» semblent inversées.",
            "Un GeoJSON écrit la longitude d’abord\u00a0: vérifiez l’ordre des axes à l’export.",
        )


def _systeme(donnees: object) -> str:
    """The name of the system that older files tell."""
    return str(_objet(_objet(_objet(donnees).get("crs")).get("properties")).get("name", ""))


def _aire(anneau: Anneau) -> float:
    """In square degrees, whatever the way it turns; relative to its first vertex, to lose no digit."""
    x0, y0 = anneau[0]
    relatifs = [(x - x0, y - y0) for x, y in anneau]
    suivants = [*relatifs[1:], relatifs[0]]
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(relatifs, suivants, strict=True))) / 2
