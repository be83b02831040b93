"""The examples written in the docstrings of the domain are true."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import models.domain

MODULES = [m.name for m in pkgutil.walk_packages(models.domain.__path__, "models.domain.")]


@pytest.mark.parametrize("nom", MODULES)
def test_that_the_examples_of_a_module_are_true(nom: str):
    assert doctest.testmod(import_module(nom)).failed == 0
