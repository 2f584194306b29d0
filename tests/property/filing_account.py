"""The filing procedure worked out independently of the programs: rules(7), section 4.

An application is a dict of the cells of its record, in English words; a policy is a dict of
parameters, of which one that is not in it is unset. `day` is the day on which the application is
looked at. Days are datetime.date.
"""
import hashlib
from datetime import date, timedelta
from fractions import Fraction

DOCUMENTS = ["authorization", "id_card", "hukou", "income_proof", "hardship_proof"]
OUTPUT = ["stage", "missing", "next_step", "earliest_filing", "violations"]
DAY = timedelta(days=1)

# --- working days -----------------------------------------------------------------------------

# The notices of the State Council: days off, from and to, and the weekend days worked for them.
OFF = """
2025-01-01 2025-01-01, 2025-01-28 2025-02-04, 2025-04-04 2025-04-06, 2025-05-01 2025-05-05,
2025-05-31 2025-06-02, 2025-10-01 2025-10-08,
2026-01-01 2026-01-03, 2026-02-15 2026-02-23, 2026-04-04 2026-04-06, 2026-05-01 2026-05-05,
2026-06-19 2026-06-21, 2026-09-25 2026-09-27, 2026-10-01 2026-10-07
"""
WORKED = """
2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10
"""
LAST_KNOWN = date(2026, 12, 31)


def spans(text):
    for span in text.split(","):
        first, last = map(date.fromisoformat, span.split())
        while first <= last:
            yield first
            first += DAY


DAYS_OFF = set(spans(OFF))
DAYS_WORKED = set(map(date.fromisoformat, WORKED.split()))


class UnknownYear(Exception):
    """The notice of that year was not published."""


def working(day):
    if day > LAST_KNOWN:
        raise UnknownYear
    return day in DAYS_WORKED or (day.weekday() < 5 and day not in DAYS_OFF)


def working_days_after(day, number):
    """The last of so many working days; the first day does not count."""
    if day > LAST_KNOWN:
        raise UnknownYear
    while number > 0:
        day += DAY
        number -= working(day)
    return day


# --- one application --------------------------------------------------------------------------

# The steps, and which checks each consists of. Of the short way there are but three.
STEPS = ["application", "first-review", "county-review", "matching", "publicity"]
CHECKS = {"documents": 0, "visitors": 1, "first_review": 1, "county_visit": 2, "county_review": 2,
          "match": 3, "publicity": 4}
SHORT_WAY = ["documents", "visitors", "publicity"]


def day_of(a, column):
    return date.fromisoformat(a[column]) if a[column] else None


def yes(a, column):
    return a[column] == "yes"


class Publicity:
    """The days of the publicity. Raises UnknownYear where its least end cannot be told."""

    def __init__(self, p, a):
        self.first, self.last = day_of(a, "publicity_from"), day_of(a, "publicity_to")
        self.least = self.end = None
        if self.first:
            self.least = working_days_after(self.first,
                                            p.get("filing.publicity_working_days", 0))
            self.end = max(self.last or self.least, self.least)
        self.too_short = bool(self.first and self.last and self.last < self.least)
        self.whole = bool(self.first and self.last and self.last >= self.least)

    def filed_too_early(self, a):
        """On its last day or before."""
        return bool(a["filed_on"] and self.end and day_of(a, "filed_on") <= self.end)

    def runs(self, day):
        return bool(self.last and day <= self.last)


def asked(a):
    """The checks that are asked of it."""
    if a["category"] == "accidental":
        return SHORT_WAY
    doubt = yes(a, "doubtful") or a["match_result"] == "doubtful"
    return [c for c in CHECKS if (c != "county_visit" or doubt)
            and (c != "county_review" or "county_review" in a)]


def lacks(p, a, check, public):
    """What a check finds missing, by the names of columns or documents."""
    if check == "documents":
        return [d for d in DOCUMENTS if d not in a["documents"].split(";")]
    if check == "visitors":
        few = int(a["visitors"] or 0) < p.get("filing.visitors_min", 0)
        return few * ["visitors"] + (not yes(a, "visit_form")) * ["visit_form"]
    if check == "first_review":
        if a["first_review"] == "fail":
            return []
        return (a["first_review"] == "") * ["first_review"] + (not yes(a, "sealed")) * ["sealed"]
    if check == "county_visit":
        return (not yes(a, "county_visited")) * ["county_visited"]
    if check == "county_review":
        return (a["county_review"] == "") * ["county_review"]
    if check == "match":
        return (a["match_result"] in ("", "doubtful")) * ["match_result"]
    return (public.first is None) * ["publicity_from"] + (public.last is None) * ["publicity_to"]


VERDICTS = {"first_review": "first_review", "county_review": "county_review",
            "match": "match_result"}


def says_no(a):
    """The checks whose verdict is no; one that is not asked counts all the same."""
    return [c for c, column in VERDICTS.items() if a.get(column) == "fail"]


def gone_on(a, check):
    """Whether the application went on past a check: a later verdict, publicity, or filing.

    A first review that says no ends it, so the documents need not be whole; but nobody may give an
    opinion without a visit. A doubt that only the matching raised is looked into after it.
    """
    if a["filed_on"]:
        return True
    if check == "publicity":
        return False
    if a["publicity_from"] or a["publicity_to"]:
        return True
    if a["category"] == "accidental" or check in ("category", "match"):
        return False
    later = [a["match_result"]]
    if check == "county_visit" and not yes(a, "doubtful"):
        return False
    if check != "county_review":
        later.append(a.get("county_review", ""))
    if check == "visitors":
        later.append(a["first_review"])
    if check == "documents" and a["first_review"] == "pass":
        return True
    return any(later)


def reached(a):
    """The latest step that has a verdict or a day."""
    if a["publicity_from"] or a["publicity_to"]:
        return 4
    latest = 0
    for step, column in [(1, "first_review"), (2, "county_review"), (3, "match_result")]:
        if a.get(column):
            latest = step
    return min(latest, 1) if a["category"] == "accidental" else latest


STEP_OF = {"documents": "collect-documents", "visitors": "visit", "county_visit": "county-visit",
           "county_review": "county-review"}


def next_of(a, check, public):
    if check in STEP_OF:
        return STEP_OF[check]
    if check == "first_review":
        return "seal" if a["first_review"] == "pass" else "first-review"
    if check == "match":
        return "resolve-match" if a["match_result"] == "doubtful" else "match"
    if yes(a, "objection"):
        return "resolve-objection"
    if public.first is None:
        return "publish"
    return "extend-publicity" if public.too_short else "await-publicity"


def next_step(a, stage, open_checks, no, public):
    if stage == "ready":
        return "file"
    if stage == "refused":
        if a["refusal_notified_on"]:
            return ""
        return "notify-refusal" if "match" in no else "explain-refusal"
    if stage == "filed":  # what can still be made good
        mends = [c for c in open_checks if c in ("documents", "visitors", "county_visit")]
        if mends:
            return STEP_OF[mends[0]]
        return "resolve-objection" if yes(a, "objection") else ""
    return next_of(a, open_checks[0], public)


def earliest(p, a, refused, public, day):
    """The first working day after the publicity; without a first day it begins on `day`."""
    if refused or yes(a, "objection"):
        return None
    if public.first is None:
        if a["filed_on"]:
            return None
        least = working_days_after(day, p.get("filing.publicity_working_days", 0))
        return working_days_after(max(public.last or least, least), 1)
    return working_days_after(public.end, 1)


def decide(p, a, day, with_overdue):
    """The cells of OUTPUT, `overdue`, and whether the record is a finding."""
    invalid = dict.fromkeys(OUTPUT, "") | {"stage": "invalid", "overdue": "", "finding": True}
    if a["filed_on"] and day_of(a, "filed_on") > day:
        return invalid | {"violations": "filed_on:in-future"}
    try:
        public = Publicity(p, a)
    except UnknownYear:
        return invalid | {"violations": "publicity_from:unknown-year"}
    no = says_no(a)
    missing = {c: lacks(p, a, c, public) for c in asked(a)}
    open_checks = [c for c in missing if missing[c] and c != "publicity"]
    filed = bool(a["filed_on"])
    held = public.whole and not yes(a, "objection") and (
        not public.filed_too_early(a) if filed else not public.runs(day))
    if not held:
        open_checks.append("publicity")
    refused = bool(no) or a["category"] == "none"
    violated = [c for c in CHECKS if (c in open_checks or c in no) and gone_on(a, c)]
    if public.too_short and "publicity" not in violated:
        violated.append("publicity")
    if a["category"] == "none" and gone_on(a, "category"):
        violated.insert(0, "category")

    if filed:
        stage, shown = "filed", open_checks
    elif refused:
        stage, shown = "refused", [c for c in open_checks if c in violated]
    elif not open_checks:
        stage, shown = "ready", []
    else:
        step = max(reached(a), CHECKS[open_checks[0]])
        stage, shown = STEPS[step], [c for c in open_checks if CHECKS[c] <= step]
        if a["category"] == "accidental" and step == 1:
            stage = "visit"
    out = {"stage": stage, "missing": ";".join(m for c in shown for m in missing[c]),
           "next_step": next_step(a, stage, open_checks, no, public),
           "violations": ";".join("filing." + c for c in violated),
           "earliest_filing": "", "overdue": "", "finding": bool(violated)}
    try:
        first = earliest(p, a, refused, public, day)
        out["earliest_filing"] = str(first or "")
        if with_overdue and stage == "ready" and first < day:
            out["overdue"], out["finding"] = f"file:{first}", True
    except UnknownYear:
        out["finding"] = True
    return out


# --- the file as a whole ----------------------------------------------------------------------

def year_of(a, day):
    return int((a["filed_on"] or a["applied_on"] or str(day))[:4])


def new_dossiers(rows, stages, day):
    """Those whose visits count, by year: not refused, not by the short way, not invalid."""
    years = {}
    for number, (a, stage) in enumerate(zip(rows, stages)):
        if stage not in ("refused", "invalid") and a["category"] != "accidental":
            years.setdefault(year_of(a, day), []).append(number)
    return dict(sorted(years.items()))


def needed(share, dossiers, visited):
    """How many more visits make visited >= share x dossiers."""
    more = 0
    while share is not None and visited + more < share * dossiers and visited + more < dossiers:
        more += 1
    return more


def lot(seed, key):
    return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()


def draw(share, rows, seed):
    """The places of the rows that are drawn, of one year, and how."""
    drawn = {n: "doubtful" for n, a in enumerate(rows) if not yes(a, "county_visited")
             and (yes(a, "doubtful") or a["match_result"] == "doubtful")}
    covered = {n for n, a in enumerate(rows) if yes(a, "county_visited")} | set(drawn)
    while share is not None and len(covered) < share * len(rows):
        choices = []
        for union in {a["union"] for a in rows}:
            members = {n for n, a in enumerate(rows) if a["union"] == union}
            rest = [(lot(seed, rows[n]["household_id"]), n) for n in members - covered]
            if rest:
                choices.append((Fraction(len(members & covered), len(members)), *min(rest)))
        taken = min(choices)[2]
        drawn[taken] = "lot"
        covered.add(taken)
    return drawn
