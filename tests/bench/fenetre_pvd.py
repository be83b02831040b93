"""Our start-up, as ``pvd-desktop FICHIER.pvd`` does it, until the plan d'action is painted."""

import sys
from pathlib import Path
from unittest import mock

from PySide6.QtWidgets import QApplication

from pvd_desktop import main

_exec = QApplication.exec


def exec_until_painted(app: QApplication) -> int:
    """The event loop of the application, which ends at the first paint."""
    from peinture import report_and_quit

    report_and_quit(app)
    return _exec()


if __name__ == "__main__":
    with mock.patch.object(QApplication, "exec", exec_until_painted):
        sys.exit(main.run(Path(sys.argv[1]), dossier=Path(sys.argv[2])))
