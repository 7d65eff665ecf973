import pytest

from mediation_desk.security.sealed_files import NotWhole, new_key, sealed, unsealed

MEBIBYTE = 1 << 20


@pytest.mark.parametrize("size", [0, 1, MEBIBYTE, MEBIBYTE + 1, 3 * MEBIBYTE])
def test_what_was_sealed_is_what_opens(size):
    key, data = new_key(), bytes(range(256)) * (size // 256 + 1)

    assert unsealed(sealed(data[:size], key), key) == data[:size]
    assert sealed(data[:size], key) == sealed(data[:size], key)


def test_nothing_of_the_content_can_be_read_and_another_key_does_not_open_it():
    data = "李建国 130705199001011234".encode()
    stored = sealed(data, new_key())

    assert "李建国".encode() not in stored
    with pytest.raises(NotWhole):
        unsealed(stored, new_key())


def test_a_file_that_was_altered_cut_off_or_put_in_another_order_does_not_open():
    key = new_key()
    stored = sealed(b"a" * MEBIBYTE + b"b" * MEBIBYTE, key)
    piece, head = MEBIBYTE + 16, 8

    for harmed in (
        stored[:100] + bytes([stored[100] ^ 1]) + stored[101:],
        stored[:-1],
        stored[: head + piece],
        stored[:head],
        stored[:head] + stored[head + piece :] + stored[head : head + piece],
        b"",
        b"%PDF-1.7",
    ):
        with pytest.raises(NotWhole):
            unsealed(harmed, key)
