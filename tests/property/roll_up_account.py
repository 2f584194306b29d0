#!/usr/bin/env python3
"""`roll-up` against an independent account, in fen, over random households.

Members of all kinds, receipts around the edges of the window, households without members, members
and receipts without households, people in two households, stated values that are right or not, and
a policy that sets a minimum wage or does not. What is written must be what is worked out here.

usage: BANGFU_BIN=FOLDER tests/property/roll_up_account.py [SEED]
"""
import csv
import io
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

BIN = Path(
    os.environ.get("BANGFU_BIN", Path(__file__).resolve().parents[2] / "build" / "bin")).resolve()
SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 20250701
TRIALS, HOUSEHOLDS = 40, 60
TODAY = date(2025, 8, 15)

STAGES = {"研究生": "college", "大学生": "college", "高中": "high_school", "中专": "high_school",
          "中职中技": "high_school", "特殊教育": "special"}
EARNING, IDLE, PUPILS = ("在岗", "退休", "农民工"), ("无业", "失(无)业", "下岗"), ("小学", "初中")
KINDS = {"医疗": "medical", "medical": "medical", "学费": "education", "辅助器具": "disability"}
COLUMNS = {
    "households": ["household_id", "region", "applied_on", "household_size", "annual_income",
                   "other_income", "medical_cost"],
    "members": ["household_id", "name", "id_number", "relation", "member_income", "health",
                "member_status"],
    "receipts": ["household_id", "receipt_date", "receipt_kind", "receipt_total", "reimbursed"],
}

chance = random.Random(SEED)
failed = False


def report(name, faults):
    global failed
    failed |= bool(faults)
    print(f"{'not ok' if faults else 'ok'} - {name}")
    for fault in faults[:30]:
        print(f"# {fault}")


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02d}"


def fen(text):
    whole, _, part = text.partition(".")
    return int(whole or 0) * 100 + int((part + "00")[:2])


def typed(amount):
    """An amount as a strict table may have it."""
    if amount % 100 == 0 and chance.random() < 0.5:
        return str(amount // 100)
    return yuan(amount)


# --- random tables ------------------------------------------------------------------------------

def id_number(birth, serial):
    """GB 11643: the check digit makes the weighted sum 1 modulo 11."""
    digits = f"341502{birth:%Y%m%d}{serial:03d}"
    total = sum(int(d) * pow(2, 17 - i, 11) for i, d in enumerate(digits))
    return digits + "0123456789X"[(12 - total % 11) % 11]


def birthday():
    """Most near an age that something depends on."""
    year = chance.choice([2025 - 16, 2025 - 60, chance.randrange(1940, 2020)])
    return date(year, 8, 15) + timedelta(chance.choice([-1, 0, 1, chance.randrange(-200, 200)]))


def member(household, number, people):
    status = chance.choice([*STAGES, *EARNING, *IDLE, *PUPILS, ""])
    income = chance.choice([0, 0, chance.randrange(1, 500000)])
    birth = birthday()
    person = id_number(birth, len(people) % 1000)
    if people and chance.random() < 0.03:
        person = chance.choice(people)
    people.append(person)
    if birth.year < 2000 and chance.random() < 0.1 and person[6:8] == "19":
        person = person[:6] + person[8:17]  # the old kind
    return {"household_id": household, "name": f"N{number}",
            "id_number": "" if chance.random() < 0.1 else person,
            "relation": "本人" if number == 0 else "其他",
            # Nothing there is an answer only of those who are said to earn nothing.
            "member_income": typed(income) if income or status in (*EARNING, "")
            else chance.choice(["", "0"]),
            "health": chance.choice(["良好", "良好", "", "残疾", "肢体残疾二级", "高血压病"]),
            "member_status": status}


def receipt(household, year):
    day = chance.choice([date(year - 1, 7, 1), date(year, 6, 30)])
    day += timedelta(chance.choice([-1, 0, 1, chance.randrange(-300, 300)]))
    total = chance.randrange(0, 3000000)
    return {"household_id": household, "receipt_date": day.isoformat(),
            "receipt_kind": chance.choice(list(KINDS)), "receipt_total": typed(total),
            "reimbursed": chance.choice(["", typed(chance.randrange(0, total + 1))])}


def random_tables():
    tables, people = {"households": [], "members": [], "receipts": []}, []
    for number in range(HOUSEHOLDS):
        name = f"H{number}"
        applied = chance.choice([TODAY, date(2024, 1, 1), date(2024, 12, 31)])
        if chance.random() < 0.95:
            tables["households"].append(
                {"household_id": name, "region": "341502",
                 "applied_on": chance.choice(["", applied.isoformat()]), "household_size": "",
                 "annual_income": "", "medical_cost": "",
                 "other_income": chance.choice(["", "0", typed(chance.randrange(0, 900000))])})
        count = 0 if chance.random() < 0.05 else chance.randrange(1, 7)
        tables["members"] += [member(name, i, people) for i in range(count)]
        tables["receipts"] += [receipt(name, applied.year) for _ in range(chance.choice([0, 1, 5]))]
    for rows in tables.values():
        rows.sort(key=lambda row: row["household_id"].encode())  # a stable sort
    return tables


# --- the account --------------------------------------------------------------------------------

def identity(row):
    text = row["id_number"]
    return text[:6] + "19" + text[6:] if len(text) == 15 else text[:17]


def age(row):
    digits = identity(row)
    birth = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    return TODAY.year - birth.year - ((TODAY.month, TODAY.day) < (birth.month, birth.day))


def judge_wage(row):
    """Whether a member without income is counted at the minimum wage."""
    if fen(row["member_income"]) or row["member_status"] not in (*IDLE, ""):
        return "no"
    if row["health"] not in ("良好", ""):
        return "no"
    if not row["id_number"]:
        return "age-unknown:"
    if not 16 <= age(row) <= 59:
        return "no"
    return "" if row["health"] else "health-not-stated:"


def window(row):
    year = int(row["applied_on"][:4]) if row["applied_on"] else TODAY.year
    return f"{year - 1}-07-01", f"{year}-06-30"


def count_costs(row, receipts):
    first, last = window(row)
    costs, left_out = Counter(), 0
    for entry in receipts:
        if first <= entry["receipt_date"] <= last:
            costs[KINDS[entry["receipt_kind"]]] += \
                fen(entry["receipt_total"]) - fen(entry["reimbursed"])
        else:
            left_out += 1
    return costs, left_out


def account(row, members, receipts, wage, doubled):
    """What must stand in the household's record, but for what it states."""
    found, reasons = {}, []
    everybody = members
    met = set()
    # Each person once.
    members = [entry for entry in members
               if not entry["id_number"] or not (identity(entry) in met or met.add(identity(entry)))]
    if members:
        found["household_size"] = str(len(members))
        judged = Counter(judge_wage(entry) for entry in members)
        incomes = sum(fen(entry["member_income"]) for entry in members)
        incomes += judged[""] * wage
        found["annual_income"] = yuan(12 * incomes + fen(row["other_income"]))
        for stage in ("college", "high_school", "special"):
            found[f"students_{stage}"] = str(
                sum(STAGES.get(entry["member_status"]) == stage for entry in members))
        found["disabled_members"] = str(sum("残疾" in entry["health"] for entry in members))
        if wage:
            reasons += [f"income.imputed_wage:{kind}{judged[kind]}"
                        for kind in ("", "age-unknown:", "health-not-stated:") if judged[kind]]
    costs, left_out = count_costs(row, receipts)
    reasons.append("receipts.window:" + ":".join(window(row)))
    reasons += [f"receipts.left-out:{left_out}"] if left_out else []
    for kind in ("medical", "disability", "education"):
        found[f"{kind}_cost"] = yuan(costs[kind])
    found["medical_self_paid"] = yuan(costs["medical"])
    found["roll_up_reasons"] = ";".join(reasons)
    seen = Counter(identity(entry) for entry in everybody if entry["id_number"])
    problems = set() if members else {"no-members"}
    problems |= {"id_number:repeated"} if any(n > 1 for n in seen.values()) else set()
    problems |= {"id_number:in-two-households"} if doubled & set(seen) else set()
    return found, problems


def state_values(row, expected):
    """Puts right and wrong values into the record; returns the differences."""
    differences = {}
    for name in ("household_size", "annual_income", "medical_cost"):
        if name not in expected or chance.random() < 0.4:
            continue
        row[name] = expected[name]
        if chance.random() < 0.5:
            row[name] = str(int(expected[name]) + 1) if name == "household_size" else \
                yuan(fen(expected[name]) + chance.choice([1, 100, 12345]))
            differences[name] = (row[name], expected[name])
    return differences


# --- the program --------------------------------------------------------------------------------

def write_tables(folder, tables):
    for name, rows in tables.items():
        with open(Path(folder, f"{name}.csv"), "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS[name], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def run(folder, *options, jobs=1):
    done = subprocess.run(
        [BIN / "roll-up", "-j", str(jobs), "--date", TODAY.isoformat(), "--members", "members.csv",
         "--receipts", "receipts.csv", *options, "households.csv"],
        cwd=folder, capture_output=True, encoding="utf-8", check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"not ok - roll-up runs\n# {done.returncode}: {done.stderr}")
    return done.stdout, done.stderr


def policy(folder, wage):
    Path(folder, "policy.csv").write_text(
        "scheme,region,parameter,effective_from,effective_until,bracket_from,value,unit,source\n"
        f",341500,income.imputed_wage,2025-01-01,,,{yuan(wage)},yuan/month,a notice\n",
        encoding="utf-8")
    return ["--policy", "policy.csv"]


def by_household(rows):
    groups = defaultdict(list)
    for row in rows:
        groups[row["household_id"]].append(row)
    return groups


def compare(tables, expected, out, trust):
    rows = list(csv.DictReader(io.StringIO(out)))
    if len(rows) != len(tables["households"]):
        return [f"{len(rows)} rows of {len(tables['households'])} households"]
    for row, (values, problems, differences) in zip(rows, expected):
        wanted = dict(values)
        for name, (stated, computed) in differences.items():
            wanted[name] = stated if trust == "stated" else computed
            other = computed if trust == "stated" else stated
            problems = problems | {f"{name}:differs:{other}"}
        wrong = [f"{row['household_id']}: {name} is {row[name]!r}, expected {value!r}"
                 for name, value in wanted.items() if row[name] != value]
        if set(filter(None, row["problems"].split(";"))) != problems:
            wrong.append(f"{row['household_id']}: {row['problems']}, expected {sorted(problems)}")
        if wrong:
            return wrong
    return []


def compare_alone(tables, err):
    """What is of no household is named, the first of each."""
    known = {row["household_id"] for row in tables["households"]}
    alone = Counter((table, row["household_id"]) for table in ("members", "receipts")
                    for row in tables[table] if row["household_id"] not in known)
    return [f"{table}.csv of {name} is not named once" for table, name in alone
            if sum(line.startswith(f"roll-up: {table}.csv:")
                   and f"found '{name}', expected one of the table of households" in line
                   for line in err.splitlines()) != 1]


def trial(folder):
    tables = random_tables()
    wage = chance.choice([0, 0, 150000])
    options = policy(folder, wage) if wage else []
    members, receipts = by_household(tables["members"]), by_household(tables["receipts"])
    homes = defaultdict(set)
    for row in tables["members"]:
        if row["id_number"]:
            homes[identity(row)].add(row["household_id"])
    doubled = {person for person, where in homes.items() if len(where) > 1}
    expected = []
    for row in tables["households"]:
        name = row["household_id"]
        values, problems = account(row, members[name], receipts[name], wage, doubled)
        expected.append((values, problems, state_values(row, values)))
    write_tables(folder, tables)
    faults = []
    for trust in ("computed", "stated"):
        out, err = run(folder, "--trust", trust, *options)
        faults += compare(tables, expected, out, trust) + compare_alone(tables, err)
        if run(folder, "--trust", trust, *options, jobs=2) != (out, err):
            faults.append("-j 1 and -j 2 differ")
        Path(folder, "households.csv").write_text(out, encoding="utf-8")
        if run(folder, "--trust", trust, *options)[0] != out:
            faults.append(f"run over its own output it writes another, --trust {trust}")
        write_tables(folder, tables)
    return faults


def main():
    for number in range(TRIALS):
        with tempfile.TemporaryDirectory() as folder:
            report(f"random tables {number} of seed {SEED}: {HOUSEHOLDS} households",
                   trial(folder))
    return failed


if __name__ == "__main__":
    sys.exit(main())
