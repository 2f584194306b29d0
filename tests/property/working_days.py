#!/usr/bin/env python3
"""What due-date counts, counted by others: every day of 2023 to 2026 and 1, 5, 15, 30 working days.

Once day by day from the four notices of the State Council, typed here as they were published; once
by the package chinese-days of the npm registry, where node and the package are there: in
$CHINESE_DAYS, in build/npm, or installed for all. A count that runs past 2026 must be `invalid`,
since the notice of 2027 is not known.

usage: BANGFU_BIN=FOLDER tests/property/working_days.py
"""
import csv
import io
import json
import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(os.environ.get("BANGFU_BIN", ROOT / "build/bin"))
VERSION = "1.5.7"
FIRST, LAST = date(2023, 1, 1), date(2026, 12, 31)
NUMBERS = [1, 5, 15, 30]
DAY = timedelta(days=1)

# The notices: days off, from and to, and the weekend days that are worked for them.
OFF = """
2022-12-31 2023-01-02, 2023-01-21 2023-01-27, 2023-04-05 2023-04-05, 2023-04-29 2023-05-03,
2023-06-22 2023-06-24, 2023-09-29 2023-10-06,
2024-01-01 2024-01-01, 2024-02-10 2024-02-17, 2024-04-04 2024-04-06, 2024-05-01 2024-05-05,
2024-06-10 2024-06-10, 2024-09-15 2024-09-17, 2024-10-01 2024-10-07,
2025-01-01 2025-01-01, 2025-01-28 2025-02-04, 2025-04-04 2025-04-06, 2025-05-01 2025-05-05,
2025-05-31 2025-06-02, 2025-10-01 2025-10-08,
2026-01-01 2026-01-03, 2026-02-15 2026-02-23, 2026-04-04 2026-04-06, 2026-05-01 2026-05-05,
2026-06-19 2026-06-21, 2026-09-25 2026-09-27, 2026-10-01 2026-10-07
"""
WORKED = """
2023-01-28 2023-01-29 2023-04-23 2023-05-06 2023-06-25 2023-10-07 2023-10-08
2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12
2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10
"""
# The package's own count, not one made here of its days.
COUNT = """
const days = require(process.argv[1]);
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(cases.map(([from, number]) => days.findWorkday(number, from))));
"""

failed = False


def report(name, faults):
    """Prints one result, and of many faults the first."""
    global failed
    print(f"{'not ok' if faults else 'ok'} - {name}")
    for fault in faults[:10]:
        print(f"# {fault}")
    failed = failed or bool(faults)


def days(first, last):
    while first <= last:
        yield first
        first += DAY


def by_notices(cases):
    off = {day for span in OFF.split(",")
           for day in days(*map(date.fromisoformat, span.split()))}
    worked = set(map(date.fromisoformat, WORKED.split()))
    for day, number in cases:
        while number > 0:
            day += DAY
            number -= day in worked or (day.weekday() < 5 and day not in off)
        yield str(day)


def package():
    """Where chinese-days is, or why it cannot be asked."""
    if shutil.which("node") is None:
        return None, "node is not installed"
    places = [ROOT / "build/npm/node_modules/chinese-days"]
    if "CHINESE_DAYS" in os.environ:
        places.insert(0, Path(os.environ["CHINESE_DAYS"]))
    elif shutil.which("npm") is not None:
        places.append(Path(subprocess.run(
            ["npm", "root", "--global"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, check=False).stdout.strip(), "chinese-days"))
    places.append(Path("/usr/share/nodejs/chinese-days"))
    for place in places:
        if (place / "package.json").is_file():
            version = json.loads((place / "package.json").read_text(encoding="utf-8"))["version"]
            return (place, "") if version == VERSION else (
                None, f"chinese-days is {version}, not {VERSION}")
    return None, "chinese-days is not installed"


def by_package(place, cases):
    done = subprocess.run(
        ["node", "-e", COUNT, place.resolve()], stdout=subprocess.PIPE, text=True, check=True,
        input=json.dumps([(str(day), number) for day, number in cases]),
        env={**os.environ, "TZ": "UTC"})
    return json.loads(done.stdout)


def by_program(cases):
    """The column due, as the program adds it, and the exit status."""
    table = "from,working_days\n" + "".join(f"{day},{number}\n" for day, number in cases)
    done = subprocess.run([BIN / "due-date"], input=table, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True, check=False)
    return [row["due"] for row in csv.DictReader(io.StringIO(done.stdout))], done.returncode


def compare(name, cases, found, expected):
    faults = []
    if len(found) != len(expected):
        faults.append(f"{len(found)} records, expected {len(expected)}")
    for (day, number), due, end in zip(cases, found, expected):
        end = end if end <= str(LAST) else "invalid"
        if due != end:
            faults.append(f"{number} working days from {day}: {due}, expected {end}")
    report(name, faults)


def main():
    cases = [(day, number) for number in NUMBERS for day in days(FIRST, LAST)]
    found, status = by_program(cases)
    report("some counts run past the calendar, and the exit status says so",
           [] if status == 1 and "invalid" in found else [f"exit status {status}"])
    compare("working days are those of the notices", cases, found, list(by_notices(cases)))
    name = f"working days are those that chinese-days {VERSION} counts"
    place, why = package()
    if place is None:
        print(f"ok - {name} # skip {why}")
    else:
        compare(name, cases, found, by_package(place, cases))
    sys.exit(failed)


main()
