"""Changes to a sound file, as accident and malice make them; a seed repeats them."""

import json
import random
import zipfile
from io import BytesIO

TEXTS = (
    *("张\u200b三", "张\ufeff三", "李\u202eexe.fdp", "\u2066李", "\ufa19田", "⼀", "㈱①Ⅳ㎡％１２"),
    *("𬭎䶮㛃𠮷", "\ue863", "葛\U000e0100", "a\x00b", "\x0b\x0c\x1b", "\ufffe"),
    *("e" + "\u0301" * 60, "阿依古丽•买买提", "O'Brien-王", " 张三 ", "A & B <公司>", "]]>"),
    *("&amp;lt;", "{{7*7}}", "{% for %}", "<img src='/etc/hostname'/>", "<b>张三"),
    *("'; DROP TABLE c;--", "%_\\", '=HYPERLINK("http://x")', "+cmd|'/C calc'!A0", "@SUM(1)"),
    *(
        "\t=1",
        "＝1+1",
        "..\\..\\x",
        "CON",
        "👨\u200d👩\u200d👧",
        "１１０１０１１９９００３０７１２３４",
    ),
    *("1.101011990030712e+17", "-500", "1e5", "1,2345.00", "12,000元", "壹万贰仟", "NaN"),
    *("Infinity", "1e1000000", "0.005", "92233720368547758.08", "9" * 5000, "2023-02-29"),
    *("2024-13-01", "0000-00-00", "10000-01-01", "24-01-01", "2024-W09-4", "20240229"),
    *("２０２４-02-09", "民国113年", "1899-12-31", "45000.5", "-1", "2958466", "1E+308"),
    *("#REF!", "无", "", "²", "٣", "Ⅳ"),
)
"""The texts and numbers of reliability.md 4."""

_WORDS = (
    *("<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "<", ">", "]]>", "<![CDATA[", "<?x", "/>", '"'),
    *('t="s"', 't="d"', 't="e"', 't="str"', "<v>99999999</v>", "<f>A1</f>", 'r="XFE1048577"'),
    *('r="0"', 'r="-1"', 's="999"', "<row", "</row>", "<c", "[", "]", "{", "}", "[[", "]]", "="),
    *("null", "true", "1e999", "-0", "NaN", "[" * 300, '{"a":' * 60, "'''", '"' * 3, ",", ";"),
    *("\n", "\t", "\\u0000", "\\ud800", "{{ x.__class__ }}", "{% for a in b %}", "w:altChunk"),
    *('TargetMode="External"', "%PDF-1.7", "endobj", "/Count 999999999", "/Kids [1 0 R]"),
    *("PK\x05\x06", "startxref\n0\n", *TEXTS),
)
_TOKENS = tuple(word.encode("utf-8", "surrogatepass") for word in _WORDS)
_BYTES = (b"\x00", b"\xff", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80", b"\xed\xa0\x80")


def changed(data: bytes, chance: random.Random) -> bytes:
    """Change some places of a file."""
    whole = bytearray(data)
    for _change in range(chance.choice((1, 1, 2, 4, 12))):
        _change_once(whole, chance)
    return bytes(whole)


def _change_once(whole: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(whole) + 1)
    length = min(len(whole) - at, chance.choice((1, 1, 2, 4, 16, 200)))
    match chance.randrange(8):
        case 0 if at < len(whole):
            whole[at] ^= 1 << chance.randrange(8)
        case 1:
            whole[at : at + length] = chance.choice(_BYTES)
        case 2:
            whole[at:at] = chance.choice(_TOKENS)
        case 3:
            whole[at : at + length] = chance.choice(_TOKENS)
        case 4:
            del whole[at : at + length]
        case 5:
            whole[at:at] = whole[at : at + length] * chance.choice((1, 3, 50))
        case 6 if chance.random() < 0.3:
            del whole[at:]
        case _:
            other = chance.randrange(len(whole) + 1)
            whole[at : at + length] = whole[other : other + length]


def changed_zip(data: bytes, chance: random.Random) -> bytes:
    """Change a part inside of a zipped document, its members, or the zip itself."""
    if chance.random() < 0.2:
        return changed(data, chance)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = [(member.filename, archive.read(member)) for member in archive.infolist()]
    place = chance.randrange(len(parts))
    name, content = parts[place]
    match chance.randrange(12):
        case 0:
            del parts[place]
        case 1:
            parts.append((name + chance.choice(("", "x", "/../x")), content))
        case 2:
            parts[place] = (name, chance.choice(parts)[1])
        case _:
            parts[place] = (name, changed(content, chance))
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for named, held in parts:
            archive.writestr(zipfile.ZipInfo(named), held)
    return target.getvalue()


def changed_json(held: object, chance: random.Random) -> object:
    """Change a value somewhere in what JSON says, so that it stays JSON."""
    whole = json.loads(json.dumps(held))
    node, key = {"": whole}, ""
    while isinstance(node[key], dict | list) and node[key] and chance.random() < 0.9:
        node = node[key]
        key = chance.choice(list(node) if isinstance(node, dict) else range(len(node)))
    match chance.randrange(4):
        case 0 if isinstance(node, dict) and key:
            del node[key]
        case 1:
            node[key] = chance.choice((None, True, -1, 0, 10**20, 1.5, [], {}, [[]], {"a": 1}))
        case _:
            node[key] = chance.choice(TEXTS)
    return whole.get("", whole) if isinstance(whole, dict) else whole
