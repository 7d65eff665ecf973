"""The address of a centre, as a person reads it."""

import pytest

from mediation_desk.domain.addresses import is_server, readable


@pytest.mark.parametrize(
    ("address", "read"),
    [
        (
            "postgresql+psycopg://chief:pa@ss:w@db.local:5433/centre?sslmode=verify-full",
            "postgresql://chief@db.local:5433/centre",
        ),
        ("postgres://chief@127.0.0.1/centre", "postgresql://chief@127.0.0.1/centre"),
        ("postgresql://[", "postgresql://["),
        ("postgresql:///centre?host=/run/pg", "postgresql:///centre"),
        ("C:\\调解台\\centre.desk", "C:\\调解台\\centre.desk"),
        ("/home/desk/a:b@c.desk", "/home/desk/a:b@c.desk"),
    ],
)
def test_an_address_is_read_without_password_and_driver(address: str, read: str):
    assert readable(address) == read
    assert is_server(address) == read.startswith("postgresql:")
