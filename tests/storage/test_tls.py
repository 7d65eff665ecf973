"""Beyond this computer a server is reached over TLS and proves who it is (reliability.md DA7)."""

import socket
import threading

import pytest

from mediation_desk import i18n
from mediation_desk.domain.errors import FileRefused
from mediation_desk.storage import engines
from mediation_desk.storage.database import Database


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


@pytest.mark.parametrize(
    ("answer", "said"),
    [(b"N", "没有启用加密连接（TLS）"), (b"S", "根证书不存在：/nowhere/root.crt")],
    ids=["no TLS", "no root"],
)
def test_what_is_missing_for_a_proof_is_said_with_what_to_do(answer, said):
    """A server is asked for TLS by its first eight bytes, and answers with one."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def answers():
            while True:
                try:
                    line, _from = door.accept()
                except OSError:
                    return
                with line:
                    line.recv(8)
                    line.sendall(answer)

        threading.Thread(target=answers, daemon=True).start()
        port = door.getsockname()[1]
        address = f"postgresql://u@127.0.0.1:{port}/centre?sslmode=verify-full"
        with i18n.speaking(i18n.CHINESE), pytest.raises(FileRefused) as refused:
            Database.open(f"{address}&sslrootcert=/nowhere/root.crt")

    assert said in str(refused.value)
    assert "管理员" in str(refused.value)
