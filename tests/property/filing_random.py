#!/usr/bin/env python3
"""`check-filing` against an independent account of the rules (filing_account.py).

All combinations of the few-valued cells, then random applications around holidays under random
policies, column by column; what must not change a result or make it worse; the share of visits of
each year; and draws, against a brute force of the rule.

usage: BANGFU_BIN=FOLDER tests/property/filing_random.py [SEED]
"""
import csv
import io
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import date, datetime, timezone
from fractions import Fraction
from itertools import product
from pathlib import Path

sys.dont_write_bytecode = True  # nothing is left beside the sources
from filing_account import (DAY, DOCUMENTS, OUTPUT, STEPS, UnknownYear, decide, draw, lot,
                            needed, new_dossiers, working_days_after)

BIN = Path(os.environ.get("BANGFU_BIN", Path(__file__).resolve().parents[2] / "build" / "bin"))
SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 20250301
POLICIES, APPLICATIONS = 60, 300
INPUT = ["household_id", "region", "union", "category", "applied_on", "documents", "visitors",
         "visit_form", "first_review", "sealed", "doubtful", "county_visited", "county_review",
         "match_result", "publicity_from", "publicity_to", "objection", "refusal_notified_on",
         "filed_on"]
EMPTY = dict.fromkeys(INPUT, "") | {"region": "341500", "category": "deep",
                                    "applied_on": "2025-03-03", "documents": ";".join(DOCUMENTS)}
PLAN = {"filing.visitors_min": 2, "filing.publicity_working_days": 5,
        "filing.visit_coverage_min": Fraction(1, 2)}
UNITS = {"filing.visitors_min": "count", "filing.publicity_working_days": "day",
         "filing.visit_coverage_min": "percent"}

# Other ways to write what a cell says.
CHINESE = {
    "deep": ["深度困难", ""], "relative": ["相对困难"], "accidental": ["意外致困"],
    "none": ["不符合"], "pass": ["通过", "同意", "符合"], "fail": ["不通过", "不同意", "不符合"],
    "doubtful": ["存疑"], "yes": ["是", "有", "1", "true"], "no": ["否", "无", "0", "false", ""],
    "authorization": ["家庭经济状况核对承诺授权书", "《家庭经济状况核对承诺授权书》", "授权书"],
    "id_card": ["身份证", "职工身份证"], "hukou": ["户口本", "家庭户口本"],
    "income_proof": ["收入证明", "家庭财产收入证明"],
    "hardship_proof": ["困难证明", "家庭困难证明材料"],
}

chance = random.Random(SEED)
failed = False


def report(name, faults):
    """Prints one result, and of many faults the first."""
    global failed
    print(f"{'not ok' if faults else 'ok'} - {name}")
    for fault in faults[:12]:
        print(f"# {fault}")
    failed = failed or bool(faults)


# --- running ----------------------------------------------------------------------------------

def table(rows, columns):
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def columns_of(rows):
    return [c for c in INPUT if c in rows[0]]


def run(policy, rows, *options):
    """The rows that came out, the exit status, and what was said."""
    done = subprocess.run([BIN / "check-filing", "--policy", policy, *options], check=False,
                          input=table(rows, columns_of(rows)), capture_output=True,
                          encoding="utf-8")
    if done.returncode not in (0, 1):
        sys.exit(f"not ok - check-filing runs\n# {done.returncode}: {done.stderr}")
    return list(csv.DictReader(io.StringIO(done.stdout))), done.returncode, done.stderr


def write_policy(folder, policy):
    lines = ["scheme,region,parameter,effective_from,effective_until,bracket_from,value,unit,"
             "source"]
    for name, value in policy.items():
        shown = f"{float(value * 100):g}%" if UNITS[name] == "percent" else value
        lines.append(f"dossier,000000,{name},2020-01-01,,,{shown},{UNITS[name]},test value")
    if len(lines) == 1:
        lines.append(",341500,dibao,2020-01-01,,,700,yuan/month,test value")
    file = Path(folder) / "policy.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def today():
    return datetime.now(timezone.utc).date()


# --- random applications ----------------------------------------------------------------------

HOLIDAYS = [date(2025, 1, 27), date(2025, 4, 3), date(2025, 4, 30), date(2025, 5, 30),
            date(2025, 7, 15), date(2025, 9, 28), date(2025, 10, 9), date(2025, 12, 31),
            date(2026, 2, 13), date(2026, 2, 24), date(2026, 4, 30), date(2026, 9, 24),
            date(2026, 12, 24)]


def near(day, least=-12, most=12):
    return str(day + chance.randrange(least, most + 1) * DAY)


def random_application(policy, around, has_county_review):
    """Mostly in the order of the procedure, with something out of place here and there."""
    a = EMPTY | {"union": chance.choice(["", "甲", "乙"]),
                 "category": chance.choices(["deep", "relative", "accidental", "none"],
                                            [5, 5, 4, 1])[0],
                 "applied_on": chance.choice(["", "2024-12-31", "2025-01-02", "2026-03-04"])}
    progress = chance.randrange(9)

    def comes(step, sound=0.9):
        return chance.random() < (sound if progress >= step else 1 - sound)

    a["documents"] = ";".join(d for d in chance.sample(DOCUMENTS, 5) if comes(1, 0.96))
    a["visitors"] = str(chance.randrange(1, 4)) if comes(2) else chance.choice(["", "0", "1"])
    a["visit_form"] = "yes" if comes(2) else chance.choice(["", "no"])
    if comes(3, 0.93):
        a["first_review"] = chance.choices(["pass", "fail"], [9, 1])[0]
    a["sealed"] = "yes" if comes(3) else "no"
    a["doubtful"] = chance.choices(["yes", "no"], [1, 3])[0]
    a["county_visited"] = "yes" if comes(4, 0.7) else "no"
    if has_county_review and comes(5, 0.93):
        a["county_review"] = chance.choices(["pass", "fail"], [9, 1])[0]
    if comes(6, 0.93):
        a["match_result"] = chance.choices(["pass", "fail", "doubtful"], [8, 1, 2])[0]
    if comes(7, 0.94):
        a["publicity_from"] = near(around)
    if comes(7, 0.94):
        a["publicity_to"] = near(around)
        if a["publicity_from"] and chance.random() < 0.8:
            try:
                first = date.fromisoformat(a["publicity_from"])
                least = working_days_after(first, policy.get("filing.publicity_working_days", 0))
                a["publicity_to"] = near(least, -1, 3)
            except UnknownYear:
                pass
    a["objection"] = "yes" if chance.random() < 0.08 else chance.choice(["", "no"])
    if chance.random() < 0.1:
        a["refusal_notified_on"] = near(around)
    if comes(8, 0.94):
        end = date.fromisoformat(a["publicity_to"] or str(around))
        a["filed_on"] = near(end, -1, 4)
    if not has_county_review:
        del a["county_review"]
    return a


def random_policy():
    policy = {}
    if chance.random() < 0.85:
        policy["filing.visitors_min"] = chance.randrange(1, 4)
    if chance.random() < 0.85:
        policy["filing.publicity_working_days"] = chance.randrange(3, 8)
    if chance.random() < 0.85:
        policy["filing.visit_coverage_min"] = Fraction(
            chance.choice([1, 10, 33, 49, 50, 51, 67, 99, 100]), 100)
    return policy


def retold(a):
    """The same application in other words."""
    out = dict(a)
    for column, cell in a.items():
        words = cell.split(";") if column == "documents" else [cell]
        told = [chance.choice([w] + CHINESE.get(w, [])) for w in words]
        out[column] = ";".join(told)
    return out


def numbered(applications):
    return [a | {"household_id": f"H{n}"} for n, a in enumerate(applications)]


# --- column by column -------------------------------------------------------------------------

seen = Counter()


def differences(policy, rows, found, status, day, asked):
    """What differs from the account. Without --as-of the clock's year may be beyond the notices:
    then only days that begin with a publicity are compared."""
    faults, finding = [], False
    if len(found) != len(rows):
        faults.append(f"{len(found)} records came out of {len(rows)}")
    for a, out in zip(rows, found):
        expected = decide(policy, a, day, asked)
        compared = OUTPUT + ["overdue"] * asked
        if not asked and not a["publicity_from"]:
            compared = [c for c in OUTPUT if c != "earliest_filing"]
        wrong = [f"{c} is {out[c]!r}, expected {expected[c]!r}"
                 for c in compared if out[c] != expected[c]]
        if wrong:
            faults.append("; ".join(wrong) + " of " + ",".join(a.values()) + f" on {day}")
        finding |= expected["finding"]
        for column in ("stage", "next_step", "violations", "missing"):
            seen.update((column, word) for word in expected[column].split(";"))
        seen["overdue", bool(expected["overdue"])] += 1
    if finding and status != 1:
        faults.append(f"exit status {status} with findings")
    return faults


def all_combinations():
    """Each cell with each of its few values, and four publicities."""
    rows = []
    spans = [("", ""), ("2025-09-28", "2025-10-11"), ("2025-09-28", "2025-10-10"),
             ("2025-09-28", ""), ("", "2025-10-11")]
    for (category, documents, visitors, form, review, sealed, doubtful, visited, county, match,
         span, objection, filed) in product(
             ["deep", "accidental", "none"], [DOCUMENTS, DOCUMENTS[1:]], ["1", "2"], ["yes", "no"],
             ["", "pass", "fail"], ["yes", "no"], ["yes", "no"], ["yes", "no"],
             ["", "pass", "fail"], ["", "pass", "fail", "doubtful"], spans, ["no", "yes"],
             ["", "2025-10-11", "2025-10-13"]):
        rows.append(EMPTY | {
            "category": category, "documents": ";".join(documents), "visitors": visitors,
            "visit_form": form, "first_review": review, "sealed": sealed, "doubtful": doubtful,
            "county_visited": visited, "county_review": county, "match_result": match,
            "publicity_from": span[0], "publicity_to": span[1], "objection": objection,
            "filed_on": filed})
    return rows


def check_combinations(folder):
    rows, day = all_combinations(), date(2025, 10, 14)
    file = write_policy(folder, PLAN)
    found, status, _ = run(file, rows, "--as-of", str(day))
    report(f"all {len(rows)} combinations of few-valued cells, with the county's opinion recorded",
           differences(PLAN, rows, found, status, day, True))
    rows = [{c: v for c, v in a.items() if c != "county_review"}
            for a in rows if a["county_review"] == ""]
    found, status, _ = run(file, rows, "--as-of", str(day))
    report(f"all {len(rows)} combinations without the county's opinion",
           differences(PLAN, rows, found, status, day, True))


def check_random(folder, number):
    policy, around = random_policy(), HOLIDAYS[number % len(HOLIDAYS)]
    asked, has_county_review = chance.random() < 0.85, chance.random() < 0.4
    rows = numbered(random_application(policy, around, has_county_review)
                    for _ in range(APPLICATIONS))
    file = write_policy(folder, policy)
    while True:  # again, where midnight came in between
        day = around + chance.randrange(-6, 12) * DAY if asked else today()
        options = ["--as-of", str(day)] if asked else []
        found, status, said = run(file, [retold(a) for a in rows], *options)
        if asked or day == today():
            break
    faults = differences(policy, rows, found, status, day, asked)
    if faults:
        faults.append(f"policy {policy}")
    name = f"random policy {number} of seed {SEED}"
    report(f"{name}: {len(rows)} applications", faults)
    stages = [out["stage"] for out in found]
    report(f"{name}: visits of each year",
           coverage_faults(policy, rows, stages, day, said, False))
    return policy, rows, options


# --- what must not matter ---------------------------------------------------------------------

def same_rows(expected, found, how):
    key = {out["household_id"]: out for out in found}
    return [f"{how}: {out} became {key.get(out['household_id'])}" for out in expected
            if key.get(out["household_id"]) != out]


def check_neighbours(folder, rows, options):
    file = write_policy(folder, PLAN)
    found, status, said = run(file, rows, *options)
    shuffled = chance.sample(rows, len(rows))
    again, status_again, said_again = run(file, shuffled, *options)
    faults = same_rows(found, again, "in another order")
    if [out["household_id"] for out in again] != [a["household_id"] for a in shuffled]:
        faults.append("the order of the records is not that of the input")
    if (status, said) != (status_again, said_again):
        faults.append(f"exit status and words changed: {said!r}, then {said_again!r}")
    report("permuting the records permutes the results, and the counts are the same", faults)
    faults = []
    for place in chance.sample(range(len(rows)), 40):
        faults += same_rows([found[place]], run(file, [rows[place]], *options)[0], "alone")
    report("a record alone has the result it has among others", faults)
    report("neither do threads matter",
           [f"{n} threads" for n in (1, 3, 8)
            if run(file, rows, "--jobs", str(n), *options) != (found, status, said)])


def compare_better(name, folder, policy, pairs, options):
    """Each second of a pair is the first with something made better: it must not be found worse."""
    file = write_policy(folder, policy)
    before = run(file, numbered(first for first, _ in pairs), *options)[0]
    after = run(file, numbered(second for _, second in pairs), *options)[0]
    faults = []
    for (first, _), old, new in zip(pairs, before, after):
        added = set(new["violations"].split(";")) - set(old["violations"].split(";")) - {""}
        if old["stage"] == new["stage"]:  # on a later one more may be expected
            added |= set(new["missing"].split(";")) - set(old["missing"].split(";")) - {""}
        added |= set(DOCUMENTS) & (set(new["missing"].split(";")) - set(old["missing"].split(";")))
        if new["stage"] in STEPS and old["stage"] in STEPS \
                and STEPS.index(new["stage"]) < STEPS.index(old["stage"]):
            added.add(f"stage {new['stage']} after {old['stage']}")
        if added:
            faults.append(f"{added}: {','.join(first.values())}")
    report(f"{name}: {len(pairs)} pairs", faults if pairs else ["nothing to compare"])


def check_better(folder, policy, rows, options):
    pairs = []
    for a in rows:
        for d in DOCUMENTS:
            if d not in a["documents"].split(";"):
                pairs.append((a, a | {"documents": ";".join(filter(None, [a["documents"], d]))}))
    compare_better("one more document adds no violation and nothing missing", folder, policy,
                   pairs, options)
    compare_better("one more visitor adds no violation", folder, policy,
                   [(a, a | {"visitors": str(int(a["visitors"] or 0) + 1)}) for a in rows],
                   options)
    pairs = []
    for a in rows:
        if a["publicity_to"]:
            longer = str(date.fromisoformat(a["publicity_to"]) + chance.randrange(1, 9) * DAY)
            # Filed before it is over, a longer publicity is a worse one.
            if not a["filed_on"] or a["filed_on"] > longer:
                pairs.append((a, a | {"publicity_to": longer}))
    compare_better("a longer publicity adds no violation, unless it was filed before its end",
                   folder, policy, pairs, options)


# --- visits of the county ---------------------------------------------------------------------

def coverage_lines(policy, rows, stages, day, always):
    share = policy.get("filing.visit_coverage_min")
    for year, numbers in new_dossiers(rows, stages, day).items():
        visited = sum(rows[n]["county_visited"] == "yes" for n in numbers)
        more = needed(share, len(numbers), visited)
        if more > 0 or always:
            yield (f"check-filing: {year}: the county has visited {visited} of {len(numbers)} new "
                   f"dossiers, expected at least {float((share or 0) * 100):g}% "
                   f"(filing.coverage): {more} more to visit")


def coverage_faults(policy, rows, stages, day, said, always):
    found = [line for line in said.splitlines() if "filing.coverage" in line]
    expected = list(coverage_lines(policy, rows, stages, day, always))
    return [] if found == expected else [f"said {found}, expected {expected}"]


def check_shares(folder):
    """Thresholds: each number of visits of each number of dossiers, at 49, 50 and 51 per cent."""
    faults = []
    for percent in (49, 50, 51, 100):
        policy = PLAN | {"filing.visit_coverage_min": Fraction(percent, 100)}
        file = write_policy(folder, policy)
        sizes = [1, 2, 3, 7, 10] if percent != 50 else [1, 2, 3, 4, 5, 9, 10, 11, 99, 100, 101]
        cases = [(size, visited) for size in sizes for visited in range(size + 1)
                 if size < 12 or size // 2 - 2 <= visited <= size // 2 + 2]
        cases += [(100, visited) for visited in range(48, 53) if percent != 100]
        for size, visited in cases:
            rows = numbered(EMPTY | {"county_visited": "yes" if n < visited else "no"}
                            for n in range(size))
            found, status, said = run(file, rows, "--as-of", "2025-04-01", "--summary")
            faults += coverage_faults(policy, rows, [out["stage"] for out in found],
                                      date(2025, 4, 1), said, True)
            enough = visited * 100 >= percent * size
            if status != (not enough):
                faults.append(f"exit status {status}: {visited} of {size} at {percent} %")
    report("visits just below, at and just above the share, of even and odd totals", faults)


def check_years(folder):
    """The year is that of filing, else of the application, else of the day; who does not count."""
    filed = EMPTY | {"visitors": "2", "visit_form": "yes", "first_review": "pass", "sealed": "yes",
                     "match_result": "pass", "publicity_from": "2026-01-05",
                     "publicity_to": "2026-01-12"}
    rows = numbered([
        EMPTY | {"applied_on": "2025-12-31"}, EMPTY | {"applied_on": "2026-01-01"},
        EMPTY | {"applied_on": ""}, filed | {"applied_on": "2025-12-31", "filed_on": "2026-01-13"},
        EMPTY | {"first_review": "fail"}, EMPTY | {"match_result": "fail"},
        EMPTY | {"category": "none"}, EMPTY | {"category": "accidental"},
        EMPTY | {"category": "relative", "county_visited": "yes"},
        EMPTY | {"category": "accidental", "county_visited": "yes"},
        EMPTY | {"first_review": "fail", "county_visited": "yes"},
        EMPTY | {"county_visited": "yes", "publicity_from": "2027-05-01"}])
    file = write_policy(folder, PLAN)
    found, status, said = run(file, rows, "--as-of", "2026-06-01", "--summary")
    lines = [line for line in said.splitlines() if "filing.coverage" in line]
    start, end = "check-filing: ", " (filing.coverage): "
    expected = [f"{start}2025: the county has visited 1 of 2 new dossiers, expected at least 50%"
                f"{end}0 more to visit",
                f"{start}2026: the county has visited 0 of 3 new dossiers, expected at least 50%"
                f"{end}2 more to visit"]
    report("years by filing, application and day; without those refused, accidental or undecided",
           [] if lines == expected and found[-1]["stage"] == "invalid" and status == 1
           else [f"{status}: {lines}"])


# --- draws ------------------------------------------------------------------------------------

def random_households(count):
    unions = ["工会" + str(n) for n in range(chance.randrange(1, 6))] + [""]
    doubt, seen_before = chance.choice([0, 0.1, 0.4]), chance.choice([0, 0.2, 0.6])
    return [EMPTY | {"household_id": f"LA{n:04}", "union": chance.choice(unions),
                     "applied_on": chance.choice(["2025-06-01", "2025-11-30", "2024-08-08"]),
                     "category": chance.choices(["deep", "relative", "accidental", "none"],
                                                [6, 6, 1, 1])[0],
                     "county_visited": "yes" if chance.random() < seen_before else "no",
                     "doubtful": "yes" if chance.random() < doubt else "no",
                     "match_result": "doubtful" if chance.random() < doubt / 2 else ""}
            for n in range(count)]


def expected_draw(policy, rows, stages, seed, day):
    drawn = {}
    for numbers in new_dossiers(rows, stages, day).values():
        of_year = draw(policy.get("filing.visit_coverage_min"), [rows[n] for n in numbers], seed)
        drawn |= {rows[numbers[place]]["household_id"]: how for place, how in of_year.items()}
    return drawn


def draw_faults(policy, rows, seed, file):
    day, options = date(2025, 12, 1), ["--as-of", "2025-12-01"]
    found, _, _ = run(file, rows, *options)
    stages = [out["stage"] for out in found]
    seeds = ["--seed", str(seed)] if seed or chance.random() < 0.5 else []
    drawn, _, said = run(file, rows, "--draw-visits", *seeds, *options)
    expected = expected_draw(policy, rows, stages, seed, day)
    kinds = {out["household_id"]: out["visit_draw"] for out in drawn}
    faults = [] if kinds == expected else [f"seed {seed}: drawn {kinds}, expected {expected}"]
    if [o["household_id"] for o in drawn] != [
            a["household_id"] for a in rows if a["household_id"] in expected]:
        faults.append("the drawn do not stand in the order of the input")
    counts = Counter(kinds.values())
    if not re.search(rf"^check-filing: drawn: {counts['doubtful']} doubtful, {counts['lot']} by "
                     rf"lot with --seed {seed}$", said, re.MULTILINE):
        faults.append(f"said {said!r} of {counts}")
    # Where they are visited nothing is lacking any more, and of those by lot none is too many.
    visited = [a | {"county_visited": "yes"} if a["household_id"] in kinds else a for a in rows]
    share = policy.get("filing.visit_coverage_min")
    for year, numbers in new_dossiers(rows, stages, day).items():
        done = sum(visited[n]["county_visited"] == "yes" for n in numbers)
        by_lot = sum(kinds.get(rows[n]["household_id"]) == "lot" for n in numbers)
        if needed(share, len(numbers), done) > 0 or (
                by_lot and needed(share, len(numbers), done - 1) == 0):
            faults.append(f"{year}: {done} of {len(numbers)} with {by_lot} by lot at {share}")
        faults += [f"doubtful and not drawn: {rows[n]}" for n in numbers
                   if "yes" != visited[n]["county_visited"] and
                   (rows[n]["doubtful"] == "yes" or rows[n]["match_result"] == "doubtful")]
    again, _, said_again = run(file, chance.sample(rows, len(rows)), "--draw-visits", *seeds,
                               *options)
    if {o["household_id"]: o["visit_draw"] for o in again} != kinds or said != said_again:
        faults.append("another order of the records draws others")
    return faults


def check_draws(folder):
    faults, sizes = [], [1, 2, 3, 5, 8, 13, 30, 60, 120]
    for number in range(45):
        policy = random_policy() if number % 3 else PLAN
        file = write_policy(folder, policy)
        seed = chance.choice([0, 1, 2, 20251231, 2**64 - 1])
        faults += draw_faults(policy, random_households(sizes[number % len(sizes)]), seed, file)
    report("draws are those of the lots, from the union with the least share, as many as needed",
           faults)
    # Lots of one union are its households by their SHA-256.
    rows = numbered(EMPTY for _ in range(40))
    file = write_policy(folder, PLAN)
    by_seed = {}
    for seed in (0, 1, 7):
        drawn = run(file, rows, "--draw-visits", "--seed", str(seed), "--as-of", "2025-12-01")[0]
        by_seed[seed] = {o["household_id"] for o in drawn}
    expected = {seed: set(sorted((a["household_id"] for a in rows),
                                 key=lambda key: lot(seed, key))[:20]) for seed in by_seed}
    report("of one union the smallest lots are drawn, by each seed others",
           [] if by_seed == expected and len(set(map(frozenset, by_seed.values()))) == 3
           else [str(by_seed)])


# --- all --------------------------------------------------------------------------------------

def check_seen():
    """All kinds of answers have come up, or the applications above have shown little."""
    wanted = {("stage", s) for s in STEPS + ["visit", "ready", "filed", "refused", "invalid"]}
    wanted |= {("next_step", s) for s in (
        "", "collect-documents", "visit", "first-review", "seal", "county-visit", "county-review",
        "match", "resolve-match", "publish", "await-publicity", "extend-publicity",
        "resolve-objection", "file", "explain-refusal", "notify-refusal")}
    wanted |= {("violations", "filing." + c) for c in (
        "category", "documents", "visitors", "first_review", "county_visit", "county_review",
        "match", "publicity")}
    wanted |= {("missing", m) for m in DOCUMENTS + [
        "visitors", "visit_form", "first_review", "sealed", "county_visited", "county_review",
        "match_result", "publicity_from", "publicity_to"]}
    wanted |= {("overdue", True), ("overdue", False)}
    report("every kind of answer came up", sorted(f"never: {w}" for w in wanted - set(seen)))


def main():
    with tempfile.TemporaryDirectory() as folder:
        check_combinations(folder)
        for number in range(POLICIES):
            policy, rows, options = check_random(folder, number)
            if number < 4:
                check_better(folder, policy, rows, options)
                check_neighbours(folder, rows, options)
        check_seen()
        check_shares(folder)
        check_years(folder)
        check_draws(folder)
    return failed


if __name__ == "__main__":
    sys.exit(main())
