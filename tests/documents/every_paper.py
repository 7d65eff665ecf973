"""Every form of four cases beside LibreOffice: `python -m tests.documents.every_paper [FOLDER]`.

Opens each Word file in LibreOffice and compares text, pages and line ends with our PDF; says
whether a placeholder is left, and whether each font is embedded and its text can be copied. With
a folder, the Word files and both PDFs stay there to be looked at.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from mediation_desk import i18n
from mediation_desk.documents import atoms
from mediation_desk.documents.pdf import to_pdf
from tests.documents.full_cases import Made, cases, loose_papers, papers_of
from tests.documents.office import APART, apart, compare, convert
from tests.documents.samples import fonts_in, printed, squeezed, written


def main() -> int:
    """Print a line for each form, and return 1 where one is not right."""
    with i18n.speaking(i18n.CHINESE), tempfile.TemporaryDirectory() as name:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        atoms._APART = APART
        everything = {case: list(papers_of(found)) for case, found in cases().items()}
        everything["loose"] = list(loose_papers())
        wrong = [line for case, made in everything.items() for line in _case(folder, case, made)]
    print(f"{sum(map(len, everything.values()))} papers, {len(wrong)} that differ")
    return 1 if wrong else 0


def _case(folder: Path, case: str, made: list[Made]) -> Iterator[str]:
    place = folder / case
    place.mkdir()
    ours = {}
    for one in made:
        docx = apart(one.docx)
        (place / f"{one.code}.docx").write_bytes(docx)
        ours[one.code] = to_pdf(docx, one.title)
        (place / f"{one.code}.ours.pdf").write_bytes(ours[one.code])
    convert(place, timeout=3600)
    alike, ends = 0, 0
    for code, pdf in ours.items():
        found = compare(pdf, (place / f"{code}.pdf").read_bytes())
        alike, ends = alike + found.alike, ends + found.ends
        faults = [*_faults(pdf, (place / f"{code}.docx").read_bytes())]
        if len(set(found.pages)) > 1:
            faults.append(f"pages {found.pages}")
        if found.lines < 0.8:
            faults.append(f"line ends {found.lines:.0%}")
        if sorted(found.missing) != sorted(found.more):  # rare characters may stand elsewhere
            faults.append(f"text -{found.missing[:20]} +{found.more[:20]}")
        if faults:
            print(f"{case} {code}: {'; '.join(faults)}", flush=True)
            yield code
    print(f"{case}: {len(ours)} papers, line ends alike {alike / ends:.1%}", flush=True)


def _faults(pdf: bytes, docx: bytes) -> Iterator[str]:
    read = printed(pdf)
    if re.search(r"\{\{|\{%|None|\bnan\b", read):
        yield "a placeholder is left"
    if lacking := set(squeezed(written(docx))) - set(read):
        yield f"cannot be copied: {''.join(lacking)}"
    if not all(row[-5:-2] == ["yes", "yes", "yes"] for row in fonts_in(pdf)):
        yield "a font is not embedded"


if __name__ == "__main__":
    sys.exit(main())
