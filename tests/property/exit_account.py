#!/usr/bin/env python3
"""`check-exit` against an independent account of the rules, in exact fractions.

Random policies – a dibao that changes in the middle of a year, begins late or runs out, of a
prefecture and of a county in it – decide random households, most of them within a fen of a limit
(exit_random.py): months in a row or missing, relief, visitors, a notice, an objection, a review.
What the program writes must be what is worked out in exit_rules.py. Then the tables are shuffled,
taken apart and added to.

usage: BANGFU_BIN=FOLDER tests/property/exit_account.py [SEED]
"""
import csv
import io
import os
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

sys.dont_write_bytecode = True  # nothing is left beside the sources
from exit_random import (INPUT, chance, household_rows, policy_file, random_household,
                         random_policy)
from exit_rules import OUTPUT, decide, dibao_of, months_after, working_days_after

BIN = Path(os.environ.get("BANGFU_BIN", Path(__file__).resolve().parents[2] / "build" / "bin"))
SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 20250701
POLICIES, HOUSEHOLDS = 40, 120
ALONE, COPIES = 25, 12
PASSED_ON = [name for name in INPUT if name not in OUTPUT]

failed = False


def report(name, faults):
    global failed
    failed |= bool(faults)
    print(f"{'not ok' if faults else 'ok'} - {name}")
    for fault in faults[:60]:
        print(f"# {fault}")


def table(households):
    """The text of a table of (name, rows)."""
    text = io.StringIO()
    writer = csv.DictWriter(text, INPUT, lineterminator="\n")
    writer.writeheader()
    for _, rows in households:
        writer.writerows(rows)
    return text.getvalue()


def run(options, households):
    """What check-exit writes, as text."""
    done = subprocess.run([BIN / "check-exit", *options], input=table(households), check=False,
                          capture_output=True, encoding="utf-8")
    if done.returncode not in (0, 1):
        sys.exit(f"not ok - check-exit runs\n# {done.returncode}: {done.stderr}")
    return done.stdout


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def counted(text):
    return Counter(tuple(row.values()) for row in rows_of(text))


class Trial:
    """A random policy, its households and what the program made of them."""

    def __init__(self, folder):
        self.policy = random_policy()
        self.date = chance.choice([None, None, date(2025, 12, 15), date(2026, 3, 1)])
        self.as_of = chance.choice([None, date(2025, 10, 9), date(2026, 6, 30)])
        file = Path(folder) / "policy.csv"
        file.write_text(policy_file(self.policy), encoding="utf-8")
        self.options = ["--policy", file]
        self.options += ["--date", self.date.isoformat()] if self.date else []
        self.options += ["--as-of", self.as_of.isoformat()] if self.as_of else []
        self.records = [random_household(self.policy) for _ in range(HOUSEHOLDS)]
        self.households = [(f"H{n:04d}", household_rows(f"H{n:04d}", records))
                           for n, records in enumerate(self.records)]
        self.text = run(self.options, self.households)

    def explained(self, rows):
        return ([" ".join(map(str, self.options[2:]))] + table([("", rows)]).splitlines()
                + policy_file(self.policy).splitlines())

    def compared(self, seen):
        """The faults of the program's rows, held against the account."""
        results = rows_of(self.text)
        if len(results) != HOUSEHOLDS:
            return [f"{len(results)} rows of {HOUSEHOLDS} households came out"]
        for records, (_, rows), found in zip(self.records, self.households, results):
            expected = decide(self.policy, records, self.date, self.as_of)
            expected.update({name: rows[-1][name] for name in PASSED_ON})
            seen.update({("exit_status", expected["exit_status"]),
                         ("next_step", expected["next_step"])})
            wrong = [f"{name} is {found[name]!r}, expected {expected[name]!r}"
                     for name in expected if found[name] != expected[name]]
            if wrong:
                return wrong + [f"reasons: {found['exit_reasons']}"] + self.explained(rows)
        return []

    def shuffled(self):
        """Households in any order give the same rows."""
        order = chance.sample(self.households, len(self.households))
        other = run(self.options, order)
        return [] if counted(other) == counted(self.text) else self.explained([])

    def alone(self):
        """A household by itself gives the row that it has among others."""
        lines = rows_of(self.text)
        for n in chance.sample(range(HOUSEHOLDS), ALONE):
            if rows_of(run(self.options, [self.households[n]])) != [lines[n]]:
                return self.explained(self.households[n][1])
        return []

    def fallen_back(self):
        """One month more, at or below dibao, puts nobody out who stayed."""
        more = []
        for row, records, (name, rows) in zip(rows_of(self.text), self.records, self.households):
            if row["exit_status"] != "stay":
                continue
            last = dict(records[-1], month=records[-1]["month"] + 1)
            limit = (dibao_of(self.policy, last) or 0) * last["size"]
            last["income"] = max(0, limit - chance.choice([0, 0, 1, 5000]))
            more.append((name, rows + household_rows(name, [last])))
        results = rows_of(run(self.options, more)) if more else []
        for (_, rows), row in zip(more, results):
            if row["exit_status"] == "out" or row["run_months"] not in ("0", ""):
                return self.explained(rows)
        return [] if len(results) == len(more) else ["not all households came out"]

    def scattered(self):
        """A household whose months do not stand together is one row, and undecided."""
        split = [n for n, (_, rows) in enumerate(self.households) if len(rows) > 1]
        chosen = set(chance.sample(split, 5))
        parts = [(name, rows[:1] if n in chosen else rows)
                 for n, (name, rows) in enumerate(self.households)]
        parts += [(self.households[n][0], self.households[n][1][1:]) for n in sorted(chosen)]
        before = {row["household_id"]: row for row in rows_of(self.text)}
        after = rows_of(run(self.options, parts))
        if len(after) != HOUSEHOLDS or {row["household_id"] for row in after} != set(before):
            return [f"{len(after)} rows of {HOUSEHOLDS} households came out"]
        for row in after:
            torn = int(row["household_id"][1:]) in chosen
            if torn and row["exit_status"] != "invalid" or \
                    not torn and row != before[row["household_id"]]:
                return [str(row)] + self.explained([])
        return []

    def threads(self):
        """As many copies of the households as fill several batches: the same bytes."""
        many = [(f"{name}-{copy}", [dict(row, household_id=f"{name}-{copy}") for row in rows])
                for copy in range(COPIES) for name, rows in self.households]
        outputs = [run(self.options + ["-j", str(jobs)], many) for jobs in (1, 2)]
        if outputs[0] != outputs[1]:
            return ["-j 1 and -j 2 differ"] + self.explained([])
        copies = Counter(tuple(v for k, v in row.items() if k != "household_id")
                         for row in rows_of(outputs[0]))
        once = Counter(tuple(v for k, v in row.items() if k != "household_id")
                       for row in rows_of(self.text))
        return [] if copies == Counter({k: COPIES * n for k, n in once.items()}) else \
            ["copies of a household differ from it"] + self.explained([])


PROPERTIES = {"households in any order": Trial.shuffled, "each household alone": Trial.alone,
              "a month at or below dibao": Trial.fallen_back,
              "households whose months are apart": Trial.scattered,
              "one thread and two": Trial.threads}


def check_days():
    """A few days counted on paper, before the rest is believed."""
    expected = {("2025-09-03", 1): "2025-10-09", ("2025-03-05", 1): "2025-04-07",
                ("2026-01-28", 1): "2026-02-28", ("2025-01-31", 1): "2025-02-28"}
    faults = [str(key) for key, end in expected.items()
              if str(months_after(date.fromisoformat(key[0]), key[1])) != end]
    if str(working_days_after(date(2026, 2, 9), 15)) != "2026-03-06":
        faults.append("15 working days after 2026-02-09")
    if working_days_after(date(2026, 12, 28), 15) or months_after(date(2026, 12, 2), 1):
        faults.append("2027 is not known")
    report("the account's own days are those counted on paper", faults)


def main():
    chance.seed(SEED)
    check_days()
    seen, faults = set(), {name: [] for name in PROPERTIES}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(POLICIES):
            trial = Trial(folder)
            report(f"random policy {number} of seed {SEED}: {HOUSEHOLDS} households",
                   trial.compared(seen))
            for name, holds in PROPERTIES.items():
                faults[name] = faults[name] or holds(trial)
    for name, found in faults.items():
        report(name, found)
    # All kinds of answer have come up, or the households above have shown little.
    wanted = {("exit_status", s) for s in ("voluntary", "out", "relieved", "stay", "invalid")}
    wanted |= {("next_step", s) for s in ("", "close", "visit", "notify", "note-refusal", "review",
                                          "await-objection", "list-relieved")}
    report("every kind of answer came up", sorted(f"never: {kind}" for kind in wanted - seen))
    return failed


if __name__ == "__main__":
    sys.exit(main())
