"""Beyond this computer a server is reached over TLS and proves who it is (reliability.md DA7)."""

import pytest

from mediation_desk.domain.errors import FileRefused
from mediation_desk.storage import engines


@pytest.mark.parametrize(
    ("address", "mode"),
    [
        ("postgresql://u@localhost/centre", None),
        ("postgresql://u@127.0.0.1:5432/centre", None),
        ("postgresql://u@[::1]/centre", None),
        ("postgresql://u@/centre?host=/var/run/postgresql", None),
        ("postgresql://u@localhost/centre?sslmode=disable", "disable"),
        ("postgresql://u@db.centre.gov.cn/centre", "verify-full"),
        ("postgresql://u@192.168.1.9/centre", "verify-full"),
        ("postgresql://u@/centre?host=192.168.1.9:5432", "verify-full"),
        ("postgresql://u@localhost/centre?hostaddr=192.168.1.9", "verify-full"),
        ("postgresql://u@/centre?service=centre", "verify-full"),
        ("postgresql://u@192.168.1.9/centre?sslmode=verify-ca", "verify-ca"),
    ],
)
def test_an_address_beyond_this_computer_asks_for_tls_and_a_proof(address, mode):
    assert engines.server_url(address).query.get("sslmode") == mode


def test_where_no_place_is_named_the_surroundings_name_it(monkeypatch):
    monkeypatch.setenv("PGHOST", "192.168.1.9")

    assert engines.server_url("postgresql://u@/centre").query["sslmode"] == "verify-full"


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer", "require"])
def test_an_address_that_would_go_without_a_proof_is_refused(mode):
    with pytest.raises(FileRefused, match="TLS"):
        engines.server_url(f"postgresql://u@192.168.1.9/centre?sslmode={mode}")
