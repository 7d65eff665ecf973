"""What looks for marks in bytes finds them, and nothing where there is none."""

import base64

from tests.faults.canary import found_in


def test_a_short_mark_is_not_found_where_it_is_not(tmp_path):
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "other").write_bytes(bytes(range(256)))

    assert found_in(tmp_path, ["号0楼"], set()) == []


def test_a_mark_is_found_as_it_is_and_in_base64(tmp_path):
    mark = "暗记000000001号1"
    (tmp_path / "plain").write_text(mark, encoding="utf-8")
    (tmp_path / "coded").write_bytes(base64.b64encode(f"a{mark}b".encode()))

    assert len(found_in(tmp_path, [mark], set())) == 2
