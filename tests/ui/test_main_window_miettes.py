"""The garbage collector waits as long as one document is being made."""

import gc

from pvd_desktop.ui.miettes import paused_collector


def test_that_the_collector_comes_back_after_the_last_pause():
    with paused_collector():
        with paused_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_that_the_collector_comes_back_after_a_failure():
    try:
        with paused_collector():
            raise KeyError("uid")
    except KeyError:
        assert gc.isenabled()
