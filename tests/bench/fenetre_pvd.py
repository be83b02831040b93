"""Our start-up, all that ``pvd-desktop FICHIER.pvd`` does, until the plan d'action is painted."""

import sys

from peinture import report_and_quit
from PySide6.QtWidgets import QApplication

from pvd_desktop import cli

_exec = QApplication.exec


def exec_until_painted(app: QApplication) -> int:
    """The event loop of the application, which ends at the first paint."""
    report_and_quit(app)
    return _exec()


if __name__ == "__main__":
    QApplication.exec = exec_until_painted  # type: ignore[method-assign,assignment]
    sys.exit(cli.run(["--dossier", sys.argv[2], sys.argv[1]]))
