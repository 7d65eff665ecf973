import pytest

from mediation_desk import paths
from mediation_desk.law.packs import Law, load_law


@pytest.fixture(scope="session")
def law() -> Law:
    return load_law(paths.resources("law"))
