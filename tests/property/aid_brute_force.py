#!/usr/bin/env python3
"""`classify | calc-aid` against an independent account of the rules, in exact fractions.

Random policies (caps, scales, brackets, steps, orders, comparisons, rounding, …) decide random
households, most of them within a fen or two of a limit (aid_random.py). What the programs write
must be what is worked out in aid_account.py.

usage: BANGFU_BIN=FOLDER tests/property/aid_brute_force.py [SEED]
"""
import csv
import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True  # nothing is left beside the sources
from aid_account import CATEGORIES, OUTPUT, decide
from aid_random import INPUT, chance, household_row, policy_file, random_household, random_policy

BIN = Path(os.environ.get("BANGFU_BIN", Path(__file__).resolve().parents[2] / "build" / "bin"))
SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 20250301
POLICIES, HOUSEHOLDS = 72, 300


def run(policy, rows):
    """What classify | calc-aid write, as rows."""
    text = io.StringIO()
    writer = csv.DictWriter(text, INPUT, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    table = text.getvalue()
    for program in ("classify", "calc-aid"):
        done = subprocess.run([BIN / program, "--policy", policy], input=table, check=False,
                              capture_output=True, encoding="utf-8")
        if done.returncode not in (0, 1):
            sys.exit(f"not ok - {program} runs\n# {done.returncode}: {done.stderr}")
        table = done.stdout
    return list(csv.DictReader(io.StringIO(table)))


def compare(policy, folder, seen):
    file = Path(folder) / "policy.csv"
    file.write_text(policy_file(policy), encoding="utf-8")
    households = [random_household(policy) for _ in range(HOUSEHOLDS)]
    rows = [household_row(number, h) for number, h in enumerate(households)]
    results = run(file, rows)
    faults = [] if len(results) == len(rows) else [f"{len(results)} rows of {len(rows)} came out"]
    for row, h, found in zip(rows, households, results):
        expected = decide(policy, h)
        wrong = [f"{name} is {found[name]!r}, expected {expected[name]!r}"
                 for name in OUTPUT if found[name] != expected[name]]
        for name in ("category", "aid_category", "approval"):
            seen.add((name, expected[name]))
        seen.add(("items", expected["aid_order"].count(";") + (expected["aid_order"] != "")))
        if wrong:
            faults += wrong + [",".join(str(v) for v in row.values())]
    if faults:
        faults += [",".join(INPUT)] + file.read_text(encoding="utf-8").splitlines()
    return faults


def main():
    failed, seen = False, set()
    chance.seed(SEED)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(POLICIES):
            faults = compare(random_policy(), folder, seen)
            print(f"{'not ok' if faults else 'ok'} - random policy {number} of seed {SEED}: "
                  f"{HOUSEHOLDS} households")
            for fault in faults[:80]:
                print(f"# {fault}")
            failed |= bool(faults)
    # All kinds of answer have come up, or the households above have shown little.
    wanted = {("category", c) for c in CATEGORIES + ["none"]}
    wanted |= {("aid_category", c) for c in CATEGORIES + ["", "invalid"]}
    wanted |= {("approval", a) for a in ("", "county", "province", "national")}
    wanted |= {("items", n) for n in range(5)}
    print(f"{'ok' if wanted <= seen else 'not ok'} - every kind of answer came up")
    for kind in sorted(map(str, wanted - seen)):
        print(f"# never: {kind}")
    return failed or not wanted <= seen


if __name__ == "__main__":
    sys.exit(main())
