"""The words of Qt in French: those of its translation, those it forgot, and what neither knows left as it is."""

from io import BytesIO

from PIL import Image
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from pvd_desktop.ui.textes_qt import TextesOublies


def test_that_a_text_that_is_not_completed_stays_as_it_is(qapp: QApplication):
    textes = TextesOublies(qapp)
    qapp.installTranslator(textes)
    try:
        assert QCoreApplication.translate("QFileDialog", "Files of &type:") == "&Types de fichiers\u00a0:"
        assert QCoreApplication.translate("QTgaFile", "Image type not supported") == "Image type not supported"
        assert qapp.tr("Nobody translates this") == "Nobody translates this"
    finally:
        qapp.removeTranslator(textes)


def test_that_pictures_are_still_read(qapp: QApplication):
    """The reader of TGA takes any picture for its own when the reason of its refusal is an empty text."""
    sortie = BytesIO()
    Image.new("RGB", (30, 20), "red").save(sortie, "JPEG")
    textes = TextesOublies(qapp)
    qapp.installTranslator(textes)
    try:
        assert QImage.fromData(sortie.getvalue()).width() == 30
    finally:
        qapp.removeTranslator(textes)
