"""Write readings.txt, the table by which names are found and sorted by pinyin.

Run by hand when the table should change: `python resources/pinyin/build.py`. It needs
pypinyin (MIT licence), which the program itself does not.
"""

from pathlib import Path

from pypinyin.constants import PINYIN_DICT
from pypinyin.contrib.tone_convert import to_normal

HERE = Path(__file__).parent

RARE = {"𠮷": "ji", "㛃": "jie", "䶮": "yan", "㙓": "kui", "喆": "zhe", "堃": "kun"}
"""Characters of names that pypinyin may not know."""

SURNAMES = {
    "单": "shan",
    "仇": "qiu",
    "解": "xie",
    "区": "ou",
    "查": "zha",
    "曾": "zeng",
    "朴": "piao",
    "盖": "ge",
    "翟": "zhai",
    "覃": "qin",
    "种": "chong",
    "缪": "miao",
    "任": "ren",
    "华": "hua",
    "宁": "ning",
    "尉": "wei",
    "秘": "bi",
    "乐": "yue",
    "员": "yun",
    "贠": "yun",
    "黑": "he",
    "折": "she",
    "繁": "po",
    "逄": "pang",
    "冼": "xian",
    "洗": "xian",
    "召": "shao",
    "车": "che",
    "卜": "bu",
    "万": "wan",
    "石": "shi",
    "燕": "yan",
    "应": "ying",
    "那": "na",
    "哈": "ha",
    "纪": "ji",
    "过": "guo",
    "盛": "sheng",
    "乜": "nie",
    "郇": "xun",
    "郗": "xi",
    "隗": "wei",
    "缴": "jiao",
    "晁": "chao",
    "臧": "zang",
    "祭": "zhai",
    "幺": "yao",
    "令": "ling",
    "尹": "yin",
    "牟": "mu",
    "能": "nai",
    "句": "gou",
    "谌": "chen",
    "占": "zhan",
    "阚": "kan",
    "教": "jiao",
    "六": "lu",
    "都": "du",
    "佘": "she",
    "葛": "ge",
    "沈": "shen",
    "柏": "bai",
    "薄": "bo",
    "长孙": "zhang sun",
    "单于": "chan yu",
    "尉迟": "yu chi",
    "万俟": "mo qi",
    "澹台": "tan tai",
    "宓": "mi",
}
"""Readings that a character has as a surname (USERS.md; library comparison)."""


def readings() -> dict[str, list[str]]:
    """Return every character's readings without tones, the commonest first."""
    table: dict[str, list[str]] = {}
    for code, written in PINYIN_DICT.items():
        plain = [to_normal(one) for one in written.split(",")]
        table[chr(code)] = [one for one in dict.fromkeys(plain) if one.isascii() and one.isalpha()]
    for character, reading in RARE.items():
        table[character] = list(dict.fromkeys([reading, *table.get(character, [])]))
    return {character: found for character, found in table.items() if found}


def main() -> None:
    """Write one line per syllable: the syllable, its characters, and those it reads rarely."""
    first: dict[str, list[str]] = {}
    other: dict[str, list[str]] = {}
    for character, found in sorted(readings().items()):
        first.setdefault(found[0], []).append(character)
        for reading in found[1:]:
            other.setdefault(reading, []).append(character)
    lines = [
        f"{syllable}\t{''.join(first.get(syllable, []))}\t{''.join(other.get(syllable, []))}"
        for syllable in sorted(first.keys() | other.keys())
    ]
    (HERE / "readings.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    names = [f"{name}\t{reading}" for name, reading in sorted(SURNAMES.items())]
    (HERE / "surnames.txt").write_text("\n".join(names) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
