"""The floor of start-up: a bare PySide6 window that shows the fiches of a project through SQLAlchemy."""

import sys

from peinture import report_and_quit
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTreeView
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    """Root of the two tables of the window."""


class Fiche(Base):
    """What a row shows."""

    __tablename__ = "fiche_action"
    id: Mapped[int] = mapped_column(primary_key=True)
    orientation_id: Mapped[int | None]
    numero: Mapped[str]
    intitule: Mapped[str]
    statut: Mapped[str]


class Orientation(Base):
    """What a group shows."""

    __tablename__ = "orientation"
    id: Mapped[int] = mapped_column(primary_key=True)
    numero: Mapped[str]
    intitule: Mapped[str]


def main() -> int:
    """Shows the window until it is painted."""
    app = QApplication(sys.argv)
    model = QStandardItemModel()
    with Session(create_engine(f"sqlite:///{sys.argv[1]}")) as session:
        groupes: dict[int | None, QStandardItem] = {}
        for orientation in session.scalars(select(Orientation)):
            groupes[orientation.id] = QStandardItem(f"{orientation.numero} {orientation.intitule}")
            model.appendRow([groupes[orientation.id], QStandardItem(), QStandardItem()])
        racine = model.invisibleRootItem()
        for fiche in session.scalars(select(Fiche)):
            ligne = [QStandardItem(texte) for texte in (fiche.numero, fiche.intitule, fiche.statut)]
            groupes.get(fiche.orientation_id, racine).appendRow(ligne)
    window, view = QMainWindow(), QTreeView()
    view.setModel(model)
    view.expandAll()
    window.setCentralWidget(view)
    window.resize(1366, 768)
    report_and_quit(app)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
