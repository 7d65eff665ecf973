import pytest

from mediation_desk.storage import folding, pinyin


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("单雄信", "shanxiongxin"),
        ("仇英", "qiuying"),
        ("解晓东", "xiexiaodong"),
        ("区伟", "ouwei"),
        ("查良镛", "zhaliangyong"),
        ("曾国藩", "zengguofan"),
        ("尉迟恭", "yuchigong"),
        ("张三丰", "zhangsanfeng"),
        ("𠮷田", "jitian"),
    ],
)
def test_surnames_with_special_readings_are_spelled_right(name: str, spelled: str):
    assert pinyin.spelled(name) == spelled


@pytest.mark.parametrize(
    ("name", "first"),
    [("单雄信", "sxx"), ("仇英", "qy"), ("解晓东", "xxd"), ("区伟", "ow"), ("查良镛", "zly")],
)
def test_initials_begin_with_the_likeliest_and_know_the_others(name: str, first: str):
    assert pinyin.initials(name)[0] == first


def test_other_readings_of_a_character_are_initials_too():
    assert {"sxx", "dxx", "cxx"} <= set(pinyin.initials("单雄信"))


def test_a_firm_reads_its_first_character_as_a_word_not_as_a_surname():
    assert pinyin.spelled("查封公司", person=False).startswith("cha")


def test_names_sort_by_their_sound():
    names = ["张三", "李四", "安宁", "单雄信", "Bob"]

    assert sorted(names, key=pinyin.sort_key) == ["Bob", "安宁", "李四", "单雄信", "张三"]


def test_case_numbers_sort_by_their_figures():
    numbers = ["张字〔2026〕第10000号", "张字〔2026〕第9999号", "张字〔2025〕第12号"]

    assert sorted(numbers, key=folding.number_key) == numbers[::-1]


def test_folding_makes_width_and_case_alike():
    assert folding.fold("ＡＢｃ（１）") == "abc(1)"
