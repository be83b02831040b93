"""Data models and domain of PVD Desktop, usable from a script, without Qt.

Layers, from the bottom up: ``domain`` (pure snapshots, computations, rules), ``entities`` (SQLAlchemy
classes), ``store`` and ``referentiel`` (the project file, the reference data), ``commands`` and ``queries``
(write and read use-cases), ``echange`` (the JSON of a whole project).
"""
