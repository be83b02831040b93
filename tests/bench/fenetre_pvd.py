"""Our start-up, all that ``pvd-desktop FICHIER.pvd`` does, until the plan d'action is painted."""

import gc
import sys


def main() -> int:
    """The command line, whose window ends at its first paint."""
    # The command line puts the collector to sleep, then imports Qt; the patch below imports Qt a little before.
    gc.disable()
    from peinture import report_and_quit
    from PySide6.QtWidgets import QApplication

    from pvd_desktop import cli

    run_loop = QApplication.exec

    def run_until_painted(app: QApplication) -> int:
        report_and_quit(app)
        return run_loop()

    QApplication.exec = run_until_painted  # type: ignore[method-assign,assignment]
    return cli.run(["--dossier", sys.argv[2], sys.argv[1]])


if __name__ == "__main__":
    sys.exit(main())
