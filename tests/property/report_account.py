#!/usr/bin/env python3
"""What `report --format csv` prints, worked out independently of the program: rules(7), section 7.

Random tables of two or three years go through the program: households with several records in a
month, that move from one category, union, region or cause to another, that are known by a number
of theirs or by none; records without a month, undecided ones, unreadable cells; shuffled, and in
several files. Every line must be the one worked out here. Then the figures are held against each
other: whatever the groups, they add up to the total.

An amount is a whole number of fen. The account is slow and plain: for each figure it goes through
all records and asks the question anew.

usage: BANGFU_BIN=FOLDER tests/property/report_account.py [SEED]
"""
import csv
import io
import os
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

BIN = Path(os.environ.get("BANGFU_BIN", Path(__file__).resolve().parents[2] / "build" / "bin"))
SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 20250630
TABLES, SECONDS = 120, 20
chance = random.Random()

CATEGORIES = ["deep", "relative", "accidental"]
ITEMS = ["living", "medical", "education", "accident"]
HEADER = ["part", "period", "group", "item", "households", "grants", "amount", "target",
          "completion", "on_file"]
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def with_check_digit(digits):
    """An ID number of 18 characters out of its first 17 (GB 11643)."""
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS)) % 11]


def person(number):
    """Who an ID number is of; nobody, where it is not sound."""
    number = number.upper()
    sound = (len(number) == 18 and number[:17].isdigit()
             and with_check_digit(number[:17]) == number)
    return number if sound else ""


COLUMNS = (["household_id", "id_number", "month", "assessed_on", "category", "aid_category",
            "union", "region", "hardship_cause", "approval"]
           + [item + "_aid" for item in ITEMS] + ["total_aid"])
OPTIONAL = ["household_id", "id_number", "aid_category", "union", "region", "hardship_cause",
            "approval"]

# Region, item, first day, last day, households.
TARGETS = [
    ("000000", "living", "2022-01-01", "", 50),
    ("340000", "medical", "2022-01-01", "2023-12-31", 30),
    ("340000", "medical", "2024-01-01", "", 3),
    ("341500", "education", "2024-07-15", "", 15),
    ("341502", "living", "2024-01-01", "", 7),
    ("341502", "medical", "2024-07-01", "", 0),
    ("341502", "education", "2023-01-01", "2024-06-30", 9),
]


# --- the account: records ---------------------------------------------------------------------

def fen(cell):
    """A strict amount as whole fen; None where it is none."""
    whole, point, rest = cell.partition(".")
    if not (cell.isascii() and whole.isdigit() and (rest.isdigit() if point else True)
            and len(rest) <= 2):
        return None
    return int(whole) * 100 + int(rest.ljust(2, "0"))


def yuan(amount):
    return f"{amount // 100}.{amount % 100:02d}"


def month_of_record(row, default):
    """The month cell, else that of the day, else the user's month."""
    if row["month"]:
        return row["month"] if is_month(row["month"]) else None
    if row["assessed_on"]:
        return row["assessed_on"][:7]
    return default


def is_month(text):
    return len(text) == 7 and text[4] == "-" and 1 <= int(text[5:]) <= 12


def understood(number, row, month, region):
    """A record as it counts; `number` is its place in the order in which records come."""
    amounts = {item: fen(row[item + "_aid"] or "0") for item in ITEMS}
    codes = row["region"] or region or ""
    doubtful = (None in amounts.values() or row["category"] not in CATEGORIES + ["none", "invalid"]
                or row["approval"] not in ("", "county", "province", "national")
                or not (codes == "" or len(codes) == 6 and codes.isdigit()))
    invalid = doubtful or "invalid" in (row["category"], row["aid_category"])
    causes = row["hardship_cause"].replace(",", ";").replace("、", ";").split(";")
    who = row["household_id"].strip() or person(row["id_number"].strip())
    return {
        "number": number,
        "month": month_of_record(row, month),
        "household": ("named", who) if who else ("anonymous", number),
        "invalid": invalid,
        "aid": {item: 0 if invalid else amounts[item] for item in ITEMS},
        "category": "invalid" if invalid else row["category"],
        "union": row["union"].strip(),
        "region": codes if len(codes) == 6 and codes.isdigit() else "",
        "cause": causes[0].strip(),
        "causes": {cause.strip() for cause in causes} - {""},
    }


def in_order(records):
    return sorted(records, key=lambda r: (r["month"], r["number"]))


# --- the account: figures ---------------------------------------------------------------------

def grants(record):
    return [item for item in ITEMS if record["aid"][item] > 0]


def firsts(span):
    """For each item, and over all, each household's first record of the span that grants it."""
    first = {item: {} for item in ITEMS + ["total"]}
    for record in in_order(span):
        for item in grants(record):
            first[item].setdefault(record["household"], record)
            first["total"].setdefault(record["household"], record)
    return first


def figures(span, by=None, group=None):
    """Households, grants and fen of each item and over all, of one group or of everything."""
    def stands(record):
        return by is None or record[by] == group

    result, first = {}, firsts(span)
    for item in ITEMS:
        granted = [r["aid"][item] for r in span if stands(r) and r["aid"][item] > 0]
        result[item] = (sum(map(stands, first[item].values())), len(granted), sum(granted))
    result["total"] = (sum(map(stands, first["total"].values())),
                       sum(result[item][1] for item in ITEMS),
                       sum(result[item][2] for item in ITEMS))
    return result


def on_file(span, by=None, group=None):
    latest = {}
    for record in in_order(span):
        latest[record["household"]] = record
    return sum(by is None or record[by] == group for record in latest.values())


def groups_of(year, by):
    there = {record[by] for record in year}
    if by == "category":
        return CATEGORIES + [g for g in ("none", "invalid") if g in there]
    if by == "cause":  # also those that an aided household names after its main one
        aided = {record["household"] for record in year if grants(record)}
        there |= {cause for record in year if record["household"] in aided
                  for cause in record["causes"]}
    named = there - {""}
    if by == "region":
        order = sorted(named)
    else:
        order = sorted(named, key=lambda g: (-figures(year, by, g)["total"][2], g.encode()))
    return order + [""] * ("" in there)


# --- the account: targets ---------------------------------------------------------------------

def above(code):
    """A region and all that it lies in, from the smallest to the country."""
    chain = [code, code[:4] + "00", code[:2] + "0000", "000000"]
    return [c for i, c in enumerate(chain) if c not in chain[:i]]


def common(codes):
    """The smallest region that all lie in; the country where there is none."""
    if not codes:
        return "000000"
    return next(c for c in above(codes[0]) if all(c in above(other) for other in codes))


def policy_target(item, region, day):
    for place in above(region):
        rows = [t for t in TARGETS if t[0] == place and t[1] == item and t[2] <= day]
        if rows:
            _, _, _, until, households = max(rows, key=lambda t: t[2])
            return households if not until or day <= until else None
    return None


def last_day(month):
    year, number = int(month[:4]), int(month[5:])
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][number - 1]
    return f"{month}-{days}"


def completion(households, target):
    """Tenths of a per cent; a half goes up, nothing being negative."""
    tenths = int(Fraction(households * 1000, target) + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}%"


# --- the account: lines -----------------------------------------------------------------------

def lines_of(part, period, group, values, targets=None, file=""):
    for item in ITEMS + ["total"]:
        households, count, amount = values[item]
        target = (targets or {}).get(item)
        reached = completion(households, target) if target else ""
        yield [part, period, group, item, str(households), str(count), yuan(amount),
               "" if target is None else str(target), reached,
               str(file) if item == "total" else ""]


def span_of(records, first, last):
    return [r for r in records if r["month"] is not None and first <= r["month"] <= last]


def account(records, month, targets):
    """All lines of a return."""
    year, number = month[:4], month[5:]
    before = f"{int(year) - 1:04d}"
    to_date = span_of(records, year + "-01", month)
    now = span_of(records, month, month)
    lines = [HEADER]
    lines += lines_of("total", "year", "", figures(to_date), targets, on_file(to_date))
    lines += lines_of("total", "month", "", figures(now))
    for period, first in (("last-year", "01"), ("last-year-month", number)):
        span = span_of(records, f"{before}-{first}", f"{before}-{number}")
        if span:
            lines += lines_of("total", period, "", figures(span))
    for i in range(1, int(number) + 1):
        name = f"{year}-{i:02d}"
        lines += lines_of("by-month", name, "", figures(span_of(records, name, name)))
    for by in ("category", "union", "region", "cause"):
        for group in groups_of(to_date, by):
            lines += lines_of(by, "year", group, figures(to_date, by, group), None,
                              on_file(to_date, by, group))
            lines += lines_of(by, "month", group, figures(now, by, group))
    return lines


# --- random tables ----------------------------------------------------------------------------

def maybe(probability):
    return chance.random() < probability


def random_amount(largest):
    if maybe(0.1):
        return chance.choice([1, 99, 100, largest])
    return chance.randrange(1, largest + 1)


def random_cause():
    causes = ["疾病", "残疾", "子女上学", "下岗失业", "意外灾害", "a \"b\" c", "其他"]
    listed = chance.sample(causes, chance.choice([0, 1, 1, 1, 2, 3]))
    return chance.choice([";", "、", ",", " ; "]).join(listed)


def random_place(kind):
    """Somewhere to stand, of a table that lies in one place or in several."""
    places = {"county": ["341502"], "prefecture": ["341502", "341503", "341522", "341500"],
              "province": ["341502", "341522", "340104", "340800", "340000"],
              "country": ["341502", "420102", "420100", "340104", "000000"]}
    return chance.choice(places[kind])


def random_unions():
    return [f"第{n}工会" for n in range(chance.randrange(1, 5))] + ["工会, \"甲\"", ""]


class Household:
    """Stays the same in most things from one record to the next."""

    def __init__(self, number, kind, unions):
        self.kind, self.unions = kind, unions
        self.names = {"household_id": f"H{number:03d}" if maybe(0.8) else "",
                      "id_number": with_check_digit(f"34150219700101{number:03d}") if maybe(0.7) else ""}
        if maybe(0.1):
            self.names["id_number"] = chance.choice(["3.41502E+17", "341502197001011234", "none"])
        if maybe(0.2):
            self.names["id_number"] = self.names["id_number"].lower()
        self.stand()

    def stand(self):
        self.category = chance.choice(CATEGORIES + ["none"])
        self.union = chance.choice(self.unions)
        self.region = random_place(self.kind) if maybe(0.9) else ""
        self.cause = random_cause()

    def record(self, month, largest):
        if maybe(0.3):
            self.stand()
        row = dict.fromkeys(COLUMNS, "")
        row.update(self.names, category=self.category, union=self.union, region=self.region,
                   hardship_cause=self.cause)
        for name in ("household_id", "union"):
            if maybe(0.05):
                row[name] = f" {row[name]}  "
        how = chance.random()
        row["month"] = month if how < 0.9 else ""
        row["assessed_on"] = f"{month}-{chance.randrange(1, 29):02d}" if 0.5 < how < 0.97 else ""
        total = 0
        for item in ITEMS:
            amount = random_amount(largest) if maybe(0.35) else 0
            total += amount
            row[item + "_aid"] = chance.choice(["", "0", "0.00"]) if amount == 0 else yuan(amount)
        row["total_aid"] = yuan(total)
        row["approval"] = chance.choice(["", "county", "province", "national"])
        spoil(row)
        return row


def spoil(row):
    """Makes some records undecided, and some unreadable."""
    how = chance.random()
    if how < 0.05:
        row["category"] = "invalid"
        for item in ITEMS + ["total"]:
            row[("total" if item == "total" else item) + "_aid"] = ""
    elif how < 0.08:
        row["aid_category"] = "invalid"
        for item in ITEMS + ["total"]:
            row[("total" if item == "total" else item) + "_aid"] = ""
    elif how < 0.09:
        row["living_aid"] = chance.choice(["约3万", "1.234", "-5.00", "1,000"])
    elif how < 0.10:
        row["category"] = chance.choice(["", "深度"])
    elif how < 0.11:
        row["region"] = chance.choice(["3415", "六安"])
    elif how < 0.12:
        row["approval"] = "city"
    elif how < 0.13:
        row["month"] = chance.choice(["2025-13", "2024-00"])
    elif how < 0.14 and row["month"]:
        row["category"] = "none"


def random_table():
    kind = chance.choice(["county", "prefecture", "prefecture", "province", "country"])
    largest = chance.choice([500, 10**5, 10**7, 10**14])
    unions = random_unions()
    households = [Household(n, kind, unions) for n in range(chance.randrange(1, 40))]
    months = [f"{year}-{number:02d}" for year in range(2023, 2026) for number in range(1, 13)]
    start = chance.randrange(0, 30)
    months = months[start:start + chance.randrange(1, 27)]
    if maybe(0.3):  # a month, or several, that nothing happened in
        months = chance.sample(months, (len(months) + 1) // 2)
    rows = []
    for household in households:
        for month in sorted(chance.choices(months, k=chance.randrange(0, 9))):
            rows.append(household.record(month, largest))
            if maybe(0.15):  # again in the same month
                rows.append(household.record(month, largest))
    if maybe(0.6):
        chance.shuffle(rows)
    return rows, months


def random_columns():
    """The columns of a table, in some order, some of the optional ones not there."""
    columns = [name for name in COLUMNS if name not in OPTIONAL or maybe(0.85)]
    if maybe(0.15):
        columns.remove(chance.choice(["month", "assessed_on"]))
    chance.shuffle(columns)
    return columns


def write_files(folder, rows, columns):
    """The table in one to three files, in this order."""
    cuts = sorted(chance.randrange(0, len(rows) + 1) for _ in range(chance.choice([0, 1, 2])))
    files = []
    for first, last in zip([0] + cuts, cuts + [len(rows)]):
        file = Path(folder, f"aid-{len(files)}.csv")
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows[first:last])
        files.append(file)
    return files


def random_options(months):
    options, given = [], {}
    if maybe(0.5):
        given["month"] = chance.choice(months) if maybe(0.95) else "2027-01"
        options += ["--month", given["month"]]
    if maybe(0.3):
        given["region"] = chance.choice(["341502", "341500"])
        options += ["--region", given["region"]]
    if maybe(0.4):
        given["targets"] = {item: chance.choice([0, 1, 3, 12, 700])
                            for item in chance.sample(ITEMS, chance.randrange(1, 5))}
        listed = ",".join(f"{item}={n}" for item, n in given["targets"].items())
        options += ["--targets", listed]
    if maybe(0.3):
        options += ["-j", str(chance.choice([1, 2, 5]))]
    return options, given


# --- what the program says --------------------------------------------------------------------

def expected_of(rows, columns, given):
    """The lines, and the exit status; None for the lines where there is no return to make."""
    rows = [{name: row[name] if name in columns else "" for name in COLUMNS} for row in rows]
    records = [understood(number, row, given.get("month"), given.get("region"))
               for number, row in enumerate(rows)]
    months = [record["month"] for record in records if record["month"] is not None]
    month = given.get("month") or max(months, default=None)
    if month is None or not span_of(records, month[:4] + "-01", month):
        return None, 2
    placed = [record for record in records if record["region"] and record["month"]
              and record["month"][:4] == month[:4] and record["month"] <= month]
    aided = [record for record in placed if any(record["aid"].values())]
    region = given.get("region") or common([record["region"] for record in aided or placed])
    targets = {item: policy_target(item, region, last_day(month)) for item in ITEMS}
    targets.update(given.get("targets", {}))
    flagged = (any(record["invalid"] or record["month"] is None for record in records)
               or not span_of(records, month, month))
    return account(records, month, targets), int(flagged)


def program_says(command):
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return None, "", f"still running after {SECONDS} seconds"
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def differences(expected, found):
    if expected is None:
        return ["something was written"] if found else []
    rows = list(csv.reader(io.StringIO(found, newline="")))
    faults = [f"line {n}: found {','.join(a)}, expected {','.join(b)}"
              for n, (a, b) in enumerate(zip(rows, expected), 1) if a != b]
    if len(rows) != len(expected):
        faults.append(f"{len(rows)} lines, expected {len(expected)}")
    if "\r" in found or not found.endswith("\n"):
        faults.append("a line does not end in LF")
    return faults


# --- the figures against each other -----------------------------------------------------------

def read_figures(text):
    """part → period → group → item → (households, grants, fen), and on file where it is said."""
    table, file = defaultdict(lambda: defaultdict(dict)), defaultdict(dict)
    for row in csv.DictReader(io.StringIO(text)):
        place = table[row["part"]][row["period"]].setdefault(row["group"], {})
        place[row["item"]] = (int(row["households"]), int(row["grants"]), fen(row["amount"]))
        if row["on_file"]:
            file[row["part"]][row["group"]] = int(row["on_file"])
    return table, file


def add(measures):
    return tuple(sum(values) for values in zip(*measures)) or (0, 0, 0)


def disagreements(text):
    table, file = read_figures(text)
    total = table["total"]
    for period in total:
        whole = total[period][""]
        items = add(whole[item] for item in ITEMS)
        if items[1:] != whole["total"][1:]:
            yield f"{period}: the items are {items}, the total is {whole['total']}"
        if not max(whole[item][0] for item in ITEMS) <= whole["total"][0] <= items[0]:
            yield f"{period}: households of the total do not go with those of the items"
    for by in ("category", "union", "region", "cause"):
        for period in ("year", "month"):
            groups = table[by][period].values()
            for item in ITEMS + ["total"]:
                parts = add(group[item] for group in groups)
                if parts != total[period][""][item]:
                    yield f"{by}, {period}, {item}: {parts}, not {total[period][''][item]}"
        if sum(file[by].values()) != file["total"][""]:
            yield f"{by}: on file {sum(file[by].values())}, not {file['total']['']}"
    for item in ITEMS + ["total"]:
        parts = add(month[""][item] for month in table["by-month"].values())
        if parts[1:] != total["year"][""][item][1:]:
            yield f"months, {item}: {parts}, not {total['year'][''][item]}"


# --- all together -----------------------------------------------------------------------------

def policy_file(folder):
    file = Path(folder, "policy.csv")
    lines = ["scheme,region,parameter,effective_from,effective_until,bracket_from,value,unit,source"]
    lines += [f"dossier,{region},target.{item},{first},{last},,{households},count,plan"
              for region, item, first, last, households in TARGETS]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def note_kinds(seen, text, given, columns):
    """What has come up at all."""
    if text is None:
        seen.add("no return")
        return
    for row in text:
        seen.update([row[0], row[1] if row[0] == "total" else "", "a target" if row[7] else "",
                     "a completion" if row[8] else "", "another place" if row[2] == "" else ""])
        if row[4].isdigit() and row[0] == "category" and row[4] == "0" and row[5] != "0":
            seen.add("a grant whose household stands elsewhere")
        if row[0] == "category":
            seen.add(row[2])
        if row[4].isdigit() and int(row[4]) < int(row[5]):
            seen.add("fewer households than grants")
    seen.update(f"without {name}" for name in COLUMNS if name not in columns)
    seen.update(given)


WANTED = ({"no return", "year", "month", "last-year", "last-year-month", "a target",
           "a completion", "a grant whose household stands elsewhere", "none", "invalid",
           "fewer households than grants", "category", "union", "region", "cause", "by-month",
           "targets"} | {f"without {name}" for name in OPTIONAL + ["month", "assessed_on"]})


def main():
    failed, seen = False, set()
    chance.seed(SEED)
    for number in range(TABLES):
        with tempfile.TemporaryDirectory() as folder:
            rows, months = random_table()
            columns = random_columns()
            options, given = random_options(months)
            expected, status = expected_of(rows, columns, given)
            command = [BIN / "report", "--format", "csv", "--policy", policy_file(folder),
                       *options, *write_files(folder, rows, columns)]
            code, found, errors = program_says(command)
            faults = [f"exit status {code}, expected {status}"] if code != status else []
            if code == status:
                faults += differences(expected, found)
            if found:
                faults += disagreements(found)
            note_kinds(seen, expected, given, columns)
            print(f"{'not ok' if faults else 'ok'} - random table {number} of seed {SEED}: "
                  f"{len(rows)} records {' '.join(options)}")
            for fault in faults[:20] + (errors.splitlines()[:5] if faults else []):
                print(f"# {fault}")
            failed |= bool(faults)
    print(f"{'ok' if WANTED <= seen else 'not ok'} - every kind of line came up")
    for kind in sorted(WANTED - seen):
        print(f"# never: {kind}")
    return failed or not WANTED <= seen


if __name__ == "__main__":
    sys.exit(main())
