"""The words of Qt itself in French: its own translation, completed where it stayed in English."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator
from typing_extensions import override

_OUBLIES: Final[Mapping[tuple[str, str], str]] = {
    ("QFileDialog", "&Look in:"): "&Dossier\u00a0:",
    ("QFileDialog", "Files of &type:"): "&Types de fichiers\u00a0:",
    ("QAbstractFileIconProvider", "Folder"): "Dossier",
    ("QAbstractFileIconProvider", "File Folder"): "Dossier",
    ("QAbstractFileIconProvider", "File"): "Fichier",
    ("QAbstractFileIconProvider", "%1 File"): "Fichier %1",  # typo: ok
    ("QAbstractFileIconProvider", "Drive"): "Lecteur",
    ("QAbstractFileIconProvider", "Shortcut"): "Raccourci",
    ("QAbstractFileIconProvider", "Unknown"): "Inconnu",
    ("QCupsJobWidget", "&Billing information:"): "&Informations de facturation\u00a0:",
    ("QCupsJobWidget", "Job &priority:"): "&Priorité de la tâche\u00a0:",
    ("QCupsJobWidget", "Scheduled &printing:"): "Impression &différée\u00a0:",
    ("QCupsJobWidget", "&Start:"): "&Début\u00a0:",
    ("QCupsJobWidget", "&End:"): "&Fin\u00a0:",
    ("QPageSetupWidget", "Page &order:"): "&Ordre des pages\u00a0:",
    ("QPageSetupWidget", "Pages &per sheet:"): "Pages par &feuille\u00a0:",
    ("QPrintSettingsOutput", "Page &Set:"): "&Ensemble de pages\u00a0:",
    ("QErrorMessage", "An error occurred"): "Une erreur s’est produite",
}
"""By context and English text. Qt gave mnemonics to some of its labels, and its French still has the ones before."""


class TextesOublies(QTranslator):
    """What the French of Qt lacks."""

    @override
    def isEmpty(self, /) -> bool:
        return False

    @override
    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1, /) -> str:
        # An empty text would be taken for the translation: Qt would show nothing, and its readers of pictures would
        # take the reason they give for none.
        return _OUBLIES.get((context, sourceText), sourceText)


def install_texts(app: QCoreApplication) -> None:
    """Have Qt speak French; the last translation installed is asked first, so the completion comes before."""
    app.installTranslator(TextesOublies(app))
    textes = QTranslator(app)
    if textes.load("qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(textes)
