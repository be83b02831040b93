"""Closing while a thread begins to read: in another process, for what it would take down."""

import subprocess
import sys
from pathlib import Path

from models.store.database import Database

PROGRAMME = """
import sys, threading
from pathlib import Path
from models.queries.contenus import load_contenus
from models.store.database import Database

sys.setswitchinterval(1e-6)
Database.prepare()
for tour in range(200):
    database = Database.open(Path(sys.argv[1]), lecture_seule=True)
    depart = threading.Barrier(2)

    def lire():
        depart.wait()
        with database.read() as session:
            load_contenus(session, {"absent"})

    lecteur = threading.Thread(target=lire)
    lecteur.start()
    depart.wait()
    for _ in range(tour * 20):
        pass
    database.close()
    lecteur.join()
print("intact")
"""


def test_that_a_project_closed_while_a_thread_begins_to_read_takes_nothing_down(tmp_path: Path):
    projet = tmp_path / "projet.pvd"
    Database.create(projet).close()
    fini = subprocess.run([sys.executable, "-c", PROGRAMME, str(projet)], capture_output=True, text=True, check=False)
    assert (fini.returncode, fini.stdout.strip(), fini.stderr) == (0, "intact", "")
