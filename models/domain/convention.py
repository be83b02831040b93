"""The convention-cadre: its parties, its logos, and the articles the project words otherwise than the standard text.

An article the user never touched is not stored: a better standard text reaches every project that kept it.
"""

from dataclasses import dataclass, field
from datetime import date

from models.domain.uids import Uid, new_uid
from models.domain.vocabulaire import QualitePartie, RolePartie, TypeActe


@dataclass(frozen=True, slots=True, kw_only=True)
class Partie:
    """One party to the convention: who signs it, or stands by while it is signed."""

    uid: Uid = field(default_factory=new_uid)
    organisme: Uid | None = None
    """Its name, SIREN and address are those of the organisme."""
    role: RolePartie = RolePartie.AUTRE
    qualite: QualitePartie = QualitePartie.SIGNATAIRE
    forme_juridique: str = ""
    civilite: str = ""
    representant: str = ""
    fonction: str = ""
    acte: TypeActe = TypeActe.DELIBERATION
    """What entitles the representative to sign."""
    acte_numero: str = ""
    acte_date: date | None = None
    designation: str = ""
    """Short name in the text: « ci-après désigné… »."""
    date_signature: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article reworded by the project (``cle``), or one of its own inserted ``apres`` another."""

    uid: Uid = field(default_factory=new_uid)
    cle: str = ""
    """Key of the standard article it replaces; empty for an article of the project's own."""
    apres: str = ""
    """Key of the standard article it follows, for an article of the project's own."""
    intitule: str = ""
    """Title; empty keeps the standard one."""
    texte: str = ""
    """CommonMark, with fields in braces such as ``{communes}``; empty keeps the standard one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """A logo of the cover; its bytes are the ``contenu`` of that hash."""

    uid: Uid = field(default_factory=new_uid)
    intitule: str = ""
    """Whose logo it is: the text read instead of the picture."""
    sha256: str = ""
    taille: int | None = None
    """Size in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceConvention:
    """A document of the convention, such as the signed copy: incorporated (``sha256``) or linked (``chemin``)."""

    uid: Uid = field(default_factory=new_uid)
    intitule: str = ""
    type: str = ""
    date_piece: date | None = None
    chemin: str = ""
    """Path of a linked file, relative to the project file."""
    sha256: str = ""
    taille: int | None = None
    """Size in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """What the project says of its convention-cadre."""

    uid: Uid = field(default_factory=new_uid)
    intitule: str = ""
    """Title of the cover; empty gives the standard one."""
    lieu_signature: str = ""
    brouillon: bool = True
    """The user alone takes the « BROUILLON » mark away, for every document of the convention."""
    parties: tuple[Partie, ...] = ()
    articles: tuple[Article, ...] = ()
    logos: tuple[Logo, ...] = ()
    pieces: tuple[PieceConvention, ...] = ()

    def article(self, cle: str) -> Article | None:
        """The project's own wording of a standard article, if there is one."""
        return next((a for a in self.articles if a.cle == cle), None) if cle else None

    def inseres(self, apres: str) -> tuple[Article, ...]:
        """The project's own articles that follow the standard article ``apres``, in order."""
        return tuple(a for a in self.articles if not a.cle and a.apres == apres)
