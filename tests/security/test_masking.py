import pytest

from mediation_desk.security.masking import mask_account, mask_id, mask_name, mask_phone


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("139900198501010016", "139900********0016"),
        ("13990019880520109X", "139900********109X"),
        ("110105491231002", "110105*****1002"),
        ("E12345678", "*******78"),
        ("12", "**"),
        ("", ""),
    ],
)
def test_an_identity_number_shows_its_first_six_and_last_four(number: str, shown: str) -> None:
    assert mask_id(number) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("13812341234", "138****1234"),
        ("138 1234 1234", "138****1234"),
        ("+86-13812341234", "138****1234"),
        ("１３８１２３４１２３４", "138****1234"),
        ("0313-8012345", "*******2345"),
        ("13812341234、13900000101", "138****1234、139****0101"),
        ("010-12345678转8", "*******5678转8"),
        ("12345", "*****"),
        ("无", "无"),
        ("", ""),
    ],
)
def test_a_telephone_shows_its_ends(text: str, shown: str) -> None:
    assert mask_phone(text) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("李建国", "李**"),
        ("陈　磊", "陈*"),
        ("吴𠮷", "吴*"),
        ("孙㛃", "孙*"),
        ("欧阳海", "欧阳*"),
        ("欧阳", "欧*"),
        ("买买提·艾力", "买*"),
        ("阿依古丽•买买提", "阿*"),
        ("葛\U000e0100某", "葛*"),
        ("O'Brien", "O*"),
        ("李", "李*"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_name_shows_the_surname_only(name: str, shown: str) -> None:
    assert mask_name(name) == shown


def test_an_account_shows_its_last_four() -> None:
    assert mask_account("6222 0200 1234 5678") == "************5678"
    assert mask_account("123") == "***"
