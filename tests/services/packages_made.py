"""Synthetic period packages, as centres elsewhere would send them."""

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.rollup import BESIDE, Package
from mediation_desk.importers import packages
from mediation_desk.security import signing
from mediation_desk.services import rollup
from mediation_desk.storage import statistics

OCTOBER = Period.of(Span.MONTH, 2026, 10)
MADE_AT = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)


class Centre:
    """A centre elsewhere with its own key."""

    def __init__(self, region, name="", seed=0):
        self.region, self.name = region, name or f"{region}劳动争议调解中心"
        self.secret, public = signing.new_pair()
        self.key = public.hex()
        self.seed = seed or int(region)

    @property
    def fingerprint(self):
        return signing.fingerprint(self.key)

    def package(self, cases=12, sequence=1, period=OCTOBER, parts=(), **changes):
        rows = tuple(row(self.region, number, self.seed) for number in range(1, cases + 1))
        made = Package(
            region=self.region,
            sender=self.name,
            period=period,
            sequence=sequence,
            made_at=MADE_AT,
            serial=f"2026-{sequence:04d}",
            columns=packages.COLUMNS,
            rows=changes.pop("rows", rows),
            beside=dict.fromkeys(BESIDE, 2),
            key=self.key,
            parts=tuple(packages.digest_of(part) for part in parts),
        )
        made = replace(made, figures=figures(made))
        return replace(made, **changes)

    def text(self, *, parts=(), **how):
        own = packages.written(self.package(parts=parts, **how), self.secret)
        return own + b"".join(parts)


def figures(package):
    return statistics.counts(rollup.given_facts(package), rollup.DIMENSIONS)


def row(region, number, seed):
    """A case: open from before or accepted, then ended or not."""
    chance = Random(seed * 1000 + number)
    opening = chance.random() < 0.3
    closed = chance.random() < 0.7
    outcome = chance.choice(("agreed", "agreed", "reconciled", "failed", "withdrawn"))
    agreed = chance.randrange(0, 5_000_000) if closed and outcome == "agreed" else 0
    workers = chance.choice((1, 1, 1, 2, 14))
    held = {
        "number": f"{region}劳调字〔2026〕第{number:04d}号",
        "received": 0 if opening else 1,
        "opening": int(opening),
        "accepted": int(not opening),
        "closed": int(closed),
        "still_open": int(not closed),
        "outcome": outcome if closed else "",
        "cause": chance.choice(("A01", "A02", "B01", "D01")),
        "district": region,
        "source": "walk_in",
        "industry": "制造业",
        "ownership": "",
        "workers": workers,
        "new_workers": 0 if opening else workers,
        "women": min(workers, 1),
        "migrants": workers,
        "claimed": chance.randrange(0, 9_000_000),
        "agreed": agreed,
        "paid": agreed // 2,
        "in_time": int(closed),
        "days": 9 if closed else 0,
        "sessions": 1,
    }
    texts = packages.TEXTS
    return tuple(held.get(name, "" if name in texts else 0) for name in packages.COLUMNS)
