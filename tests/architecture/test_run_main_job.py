"""Without a display ``run.py`` writes the example and its documents: the main job of the product."""

import os
import sys
from pathlib import Path

import pytest
from fichiers_du_depot import ROOT

from pvd_desktop.documents.catalogue import document_for

sys.path.insert(0, str(ROOT))  # run.py is a script of the checkout, not a module of the product
import run


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script of the shell")
def test_that_without_a_display_the_documents_of_the_example_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    # The commands themselves are proved in tests/cli: here an interpreter that only notes what it is asked.
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\necho "$@" >> "{tmp_path}/asked"\n', "utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(run, "ROOT", tmp_path)
    assert run.run_main_job(python) == 0
    asked = [line.split("pvd_desktop ")[1].split() for line in (tmp_path / "asked").read_text("utf-8").splitlines()]
    assert asked[0] == ["exemple", f"{tmp_path}/out/exemple.pvd"]
    written = {Path(words[2]).name: words[3:] for words in asked[1:]}
    assert written.keys() == {"convention.pdf", "convention.docx", "maquette.xlsx", "fiches.pdf", "exemple.json"}
    for name, options in written.items():
        if options:
            assert document_for(options[1], Path(name)).id == Path(name).stem
