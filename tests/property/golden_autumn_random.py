#!/usr/bin/env python3
"""`--scheme golden-autumn` of classify, calc-aid and check-filing, against an independent account
of the rules (golden_autumn_account.py).

All combinations of the few-valued cells under plan 2's policy; then random applications, within a
fen and a day of what decides, under random policies; what must not change a result or make it
worse; and by which day's policy an application is decided.

usage: BANGFU_BIN=FOLDER tests/property/golden_autumn_random.py [SEED]
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
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from pathlib import Path

sys.dont_write_bytecode = True  # nothing is left beside the sources
from golden_autumn_account import (ALL_CAUSES, CALLED, CAUSES, DOCUMENTS, NEEDED, PLAN, aid,
                                   clamped, decide, filing, months_after, net_income, to_the_fen,
                                   yuan)

BIN = Path(os.environ.get("BANGFU_BIN", Path(__file__).resolve().parents[2] / "build" / "bin"))
SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 20170801
POLICIES, APPLICATIONS = 40, 250
DAY = timedelta(days=1)
FEN = Fraction(1, 100)
COSTS = ["medical_cost", "disability_cost", "education_cost", "other_rigid_cost",
         "employment_cost", "accident_loss", "accident_compensation"]
STATED = ["has_shop", "hires_others", "private_school", "self_funded_abroad", "uses_vehicle"]
STUDENTS = ["students_college", "students_high_school", "students_special"]
INPUT = ["household_id", "region", "household_size", "annual_income", *COSTS, "hardship_cause",
         *STUDENTS, "unionised", "in_service", "houses", *STATED, "applied_on", "assessed_on",
         "local_hukou", "employed_since", "contract_months", "spouse_separate_hukou", "documents"]
# By condition 1: 50 000 yuan less 15 000 for school.
ELIGIBLE = dict.fromkeys(INPUT, "") | dict.fromkeys(STATED, "no") | {
    "region": "330802", "household_size": "3", "annual_income": "50000",
    "education_cost": "15000", "hardship_cause": "schooling", "students_college": "1",
    "houses": "1", "applied_on": "2017-07-20",
    "documents": "id_card;hukou;income_proof;school_proof"}
HEADER = "scheme,region,parameter,effective_from,effective_until,bracket_from,value,unit,source\n"
UNITS = {"dibao": "yuan/month", "golden_autumn.income_multiple": "count",
         "golden_autumn.net_income_max": "yuan/month", "golden_autumn.deadline": "word",
         "golden_autumn.tenure_months": "month", "golden_autumn.contract_months": "month",
         "golden_autumn.deductions": "list", "golden_autumn.amount.college": "yuan",
         "golden_autumn.amount.high_school": "yuan", "golden_autumn.amount.special": "yuan"}

# Other ways to write what a cell says.
YES, NO = ["yes", "是", "有", "1", "true"], ["no", "否", "无", "0", "false"]
CHINESE = {
    "illness": ["患病"], "schooling": ["子女上学", "子女就学"], "disability": ["残疾"],
    "single_parent": ["单亲"], "sudden_event": ["突发事件"], "injury": ["意外伤害"],
    "major_illness": ["重大疾病", "大病"], "other": ["其他特殊原因", "其他", "失业"],
    "id_card": ["身份证", "身份证复印件"], "hukou": ["户口簿", "户口本", "户口簿复印件"],
    "income_proof": ["收入证明", "低保证", "低保证复印件", "工资条"],
    "school_proof": ["学费发票", "录取通知书", "准考证", "成绩单"],
    "disability_card": ["残疾证", "残疾证复印件"], "marriage_cert": ["结婚证", "结婚证复印件"],
    "medical_receipts": ["医药费发票", "医药费用社保证明"],
}

chance = random.Random(SEED)
failed = False
seen = Counter()


def report(name, faults):
    """Prints one result, and of many faults the first."""
    global failed
    print(f"{'not ok' if faults else 'ok'} - {name}")
    for fault in faults[:12]:
        print(f"# {fault}")
    failed = failed or bool(faults)


def maybe(probability):
    return chance.random() < probability


# --- running ----------------------------------------------------------------------------------

def table(rows, columns):
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def run(program, policy, data, *options):
    """The rows that came out, the exit status, and what went to standard output."""
    done = subprocess.run([BIN / program, "--scheme", "golden-autumn", "--policy", policy,
                           *options], check=False, input=data, capture_output=True,
                          encoding="utf-8")
    if done.returncode not in (0, 1):
        sys.exit(f"not ok - {program} runs\n# {done.returncode}: {done.stderr}")
    return list(csv.DictReader(io.StringIO(done.stdout))), done.returncode, done.stdout


def shown(name, value):
    if name == "golden_autumn.deadline":
        return "{:02}-{:02}".format(*value)
    if name == "golden_autumn.deductions":
        return "+".join(value)
    if UNITS[name].startswith("yuan"):
        return to_the_fen(value)
    return f"{float(value):.6f}".rstrip("0").rstrip(".")


def lines_of(policy, since="2000-01-01", until=""):
    return [f"golden-autumn,330802,{name},{since},{until},,{shown(name, value)},{UNITS[name]},test"
            for name, value in policy.items()]


def write_lines(folder, lines):
    # What another scheme says is none of its business.
    other = ["dossier,330802,dibao,2000-01-01,,,1.00,yuan/month,of another scheme"]
    file = Path(folder) / "policy.csv"
    file.write_text(HEADER + "\n".join(lines + other) + "\n", encoding="utf-8")
    return file


def write_policy(folder, policy):
    return write_lines(folder, lines_of(policy))


# --- against the account ----------------------------------------------------------------------

def brought(sentence):
    return {document for document, called in CALLED.items() if called in sentence}


def until(sentence):
    """The day that it names, if any."""
    found = re.search(r"(\d+)年(\d+)月(\d+)日（含）前", sentence)
    return date(*map(int, found.groups())) if found else None


def classify_faults(expected, out):
    reasons = out["reasons"].split(";")
    if len(set(reasons)) != len(reasons):
        yield f"reasons say it twice: {reasons}"
    if set(reasons) - {""} != expected["reasons"]:
        yield f"reasons are {out['reasons']!r}, expected {sorted(expected['reasons'])}"
    for column in ("category", "categories", "per_capita_income", "per_capita_net", "dibao"):
        if out[column] != expected[column]:
            yield f"{column} is {out[column]!r}, expected {expected[column]!r}"


def aid_faults(expected, out):
    for column, value in expected.items():
        # The category of a record that is invalid is not asked a second time.
        if column == "aid_reasons" and expected["aid_category"] == "invalid":
            continue
        if out[column] != value:
            yield f"{column} is {out[column]!r}, expected {value!r}"


def filing_faults(expected, out):
    found = out | {"missing": set(out["missing"].split(";")) - {""},
                   "to_bring": brought(out["to_bring"]), "until": until(out["to_bring"])}
    if bool(out["to_bring"]) != bool(expected["to_bring"]):
        yield f"it is told to bring {out['to_bring']!r}"
    for column, value in expected.items():
        if found[column] != value:
            yield f"{column} is {found[column]!r}, expected {value!r}"


def differences(policy, rows, file):
    """What the three programs say that the account does not."""
    faults = []
    decided, status, text = run("classify", file, table(rows, INPUT))
    aided, aid_status, _ = run("calc-aid", file, text)
    as_of = date.fromisoformat(rows[0]["applied_on"]) + chance.randrange(-20, 40) * DAY
    states, filing_status, _ = run("check-filing", file, table(rows, INPUT), "--as-of", str(as_of))
    if not len(decided) == len(aided) == len(states) == len(rows):
        return [f"{len(rows)} became {len(decided)}, {len(aided)} and {len(states)} records"]
    overdue = broken = False
    for a, out, granted, state in zip(rows, decided, aided, states):
        expected, state_expected = decide(policy, a), filing(policy, a, as_of)
        broken |= expected["category"] == "invalid"
        overdue |= bool(state_expected["overdue"])
        wrong = [*classify_faults(expected, out), *aid_faults(aid(policy, a), granted),
                 *filing_faults(state_expected, state)]
        if wrong:
            faults.append("; ".join(wrong) + " of " + str({k: v for k, v in a.items() if v})
                          + f" on {as_of}")
        seen.update([*expected["reasons"], expected["category"], granted["aid_reasons"],
                     state["next_step"], *state_expected["missing"],
                     state_expected["overdue"].partition(":")[0],
                     "told until when" if state_expected["until"] else ""])
    if (status, aid_status, filing_status) != (broken, broken, broken or overdue):
        faults.append(f"exit statuses {status}, {aid_status}, {filing_status}")
    return faults


# --- all combinations -------------------------------------------------------------------------

def exclusions():
    for houses, *stated in product(["", "0", "1", "2", "3"], *[["", "no", "yes"]] * len(STATED)):
        yield dict(zip(STATED, stated), houses=houses)


def incomes():
    """Each set of causes by each place of gross and net income: of three heads 71 712 is 3 x 664
    a month, and 35 856 is 996."""
    sets = [[c for bit, c in enumerate(ALL_CAUSES) if number >> bit & 1]
            for number in range(1 << len(ALL_CAUSES))]
    places = [("71711.99", 35856), ("71712", 35856), ("71712.01", 35856), ("71712", 35857),
              ("71712.01", 35857), ("35856", 35856), ("35856.01", "35856.01"), ("90000", -5000)]
    for causes, (gross, net) in product(sets, places):
        cost = yuan(gross) - yuan(net)
        yield {"hardship_cause": ";".join(chance.sample(causes, len(causes))),
               "annual_income": gross, "education_cost": to_the_fen(cost)}


def papers():
    for number, disability, medical, separate in product(
            range(1 << len(DOCUMENTS)), ["", "0.01"], ["", "0.01", "0"], ["", "no", "yes"]):
        there = [d for bit, d in enumerate(DOCUMENTS) if number >> bit & 1]
        yield {"documents": ";".join(chance.sample(there, len(there))),
               "disability_cost": disability, "medical_cost": medical,
               "spouse_separate_hukou": separate}


def targets():
    for unionised, in_service, *students in product(
            ["", "yes", "no"], ["", "yes", "no"], ["", "0", "1", "2"], ["", "0", "1"], ["", "1"]):
        yield dict(zip(STUDENTS, students), unionised=unionised, in_service=in_service)


# Of leap years, of ends of months and years, and of the deadline.
APPLIED = ["2017-02-28", "2017-07-20", "2017-07-31", "2017-08-01", "2017-08-02", "2017-12-31",
           "2018-01-01", "2016-02-28", "2016-02-29", "2016-03-01", "2017-03-01", "2020-02-29",
           "2021-02-28"]


def migrants():
    for applied, hukou, contract in product(APPLIED, ["", "yes", "no"],
                                            ["", "0", "11", "12", "13"]):
        day = date.fromisoformat(applied)
        year_before = clamped(day.year - 1, day.month, day.day)
        for since in ["", *(str(year_before + n * DAY) for n in range(-3, 4)), applied]:
            yield {"applied_on": applied, "local_hukou": hukou, "employed_since": since,
                   "contract_months": contract}


def check_combinations(folder):
    file = write_policy(folder, PLAN)
    for name, changes in (("exclusions", exclusions()), ("causes and incomes", incomes()),
                          ("documents", papers()), ("who it is for", targets()),
                          ("workers from elsewhere, and deadlines", migrants())):
        rows = numbered(ELIGIBLE | change for change in changes)
        report(f"all {len(rows)} combinations: {name}", differences(PLAN, rows, file))
    report("there is such aid only where the policy has all of " + ", ".join(NEEDED), [
        f"without {without}: {fault}" for number in range(1 << len(NEEDED))
        for without in [[n for bit, n in enumerate(NEEDED) if number >> bit & 1]]
        for policy in [{n: v for n, v in PLAN.items() if n not in without}]
        for fault in differences(policy, numbered([ELIGIBLE, ELIGIBLE | {"houses": "2"}]),
                                 write_policy(folder, policy))])


# --- at random --------------------------------------------------------------------------------

def amount(low, high):
    """Whole yuan, mostly."""
    return Fraction(chance.randrange(low, high)) + (chance.randrange(100) * FEN
                                                    if maybe(0.4) else 0)


def random_policy():
    policy = {
        "dibao": amount(300, 1300),
        "golden_autumn.income_multiple": chance.choice(
            [3, 3, 1, 2, Fraction(3, 2), Fraction(3333333, 10**6), Fraction(1, 10**6)]),
        "golden_autumn.net_income_max": chance.choice([amount(500, 2500), Fraction(996), FEN]),
        "golden_autumn.deadline": chance.choice(
            [(8, 1), (8, 31), (2, 28), (2, 29), (12, 31), (1, 1), (7, 15)]),
        "golden_autumn.tenure_months": chance.choice([0, 1, 6, 11, 12, 12, 13, 24, 36]),
        "golden_autumn.contract_months": chance.choice([0, 1, 11, 12, 12, 13, Fraction(23, 2), 36]),
        "golden_autumn.deductions": chance.sample(
            ["medical", "disability", "education", "other", "employment", "accident"],
            chance.randrange(1, 7)),
        "golden_autumn.amount.college": amount(0, 9000),
        "golden_autumn.amount.high_school": amount(0, 5000),
        "golden_autumn.amount.special": amount(0, 5000)}
    return {name: value for name, value in policy.items()
            if not maybe(0.02 if name in NEEDED else 0.2)}


def near_the_limits(policy, a):
    """Its income, and a cost, within a fen of what decides."""
    heads = 12 * int(a["household_size"])
    limit = heads * policy.get("golden_autumn.income_multiple", 3) * policy.get("dibao", 600)
    near = Fraction(int(limit * 100), 100) + chance.randrange(-1, 3) * FEN
    a["annual_income"] = to_the_fen(max(Fraction(0), chance.choice(
        [near, near, limit / 2, limit * Fraction(5, 4)])))
    most = heads * policy.get("golden_autumn.net_income_max", Fraction(996))
    deducted = policy.get("golden_autumn.deductions", ["education"])
    column = {"accident": "accident_loss", "other": "other_rigid_cost"}.get(
        deducted[0], deducted[0] + "_cost")
    a[column] = ""
    too_much = net_income(policy, a) - most
    if too_much > 0 and maybe(0.8):
        wanted = too_much + chance.randrange(-1, 2) * FEN
        if column == "accident_loss":
            wanted += yuan(a["accident_compensation"])
        a[column] = to_the_fen(max(Fraction(0), wanted))


def random_days(policy, a):
    year = chance.choice([2016, 2017, 2019, 2020, 2021, 2024, 2025])
    last = clamped(year, *policy.get("golden_autumn.deadline", (8, 1)))
    day = chance.choice([last + chance.randrange(-2, 3) * DAY, clamped(year, 2, 29),
                         date(year, 3, 1), date(year, 12, 31), date(year, 1, 1),
                         date(year, chance.randrange(1, 13), chance.randrange(1, 29))])
    a["applied_on"] = str(day)
    if maybe(0.4):
        a["local_hukou"] = "no"
        months = policy.get("golden_autumn.tenure_months", 12)
        a["employed_since"] = chance.choice(
            [str(months_after(day, -months) + chance.randrange(-3, 4) * DAY)] * 6 + [""])
        least = int(policy.get("golden_autumn.contract_months", 12))
        a["contract_months"] = str(chance.choice(
            ["", *(n for n in range(least - 1, least + 3) if n >= 0), 9999]))


def random_application(policy):
    """Mostly one to whom aid goes, with something amiss here and there."""
    a = ELIGIBLE | {"household_size": str(chance.choice([1, 2, 3, 3, 4, 5, 7, 11, 99]))}
    for column in COSTS:
        a[column] = to_the_fen(amount(0, 30000)) if maybe(0.3) else chance.choice(["", "0"])
    causes = chance.sample(ALL_CAUSES + ["失业", "其它"], chance.choice([0, 1, 1, 2, 3]))
    a["hardship_cause"] = ";".join(causes)
    near_the_limits(policy, a)
    random_days(policy, a)
    a["houses"] = chance.choices(["1", "0", "", "2", "3"], [12, 3, 1, 1, 1])[0]
    for column in STATED:
        a[column] = chance.choices(["no", "", "yes"], [20, 1, 1])[0]
    for column in ("unionised", "in_service"):
        a[column] = chance.choices(["", "yes", "no"], [12, 8, 1])[0]
    for column in STUDENTS:
        a[column] = chance.choice(["", "0", "1", "2", "12"])
    a["spouse_separate_hukou"] = chance.choice(["", "no", "yes"])
    a["documents"] = ";".join([d for d in chance.sample(DOCUMENTS, len(DOCUMENTS)) if maybe(0.97)]
                              + maybe(0.2) * ["低保证明信", "photo"])
    a["assessed_on"] = chance.choice(["", "", "1990-01-01", "2030-12-31"])
    return a


def numbered(applications):
    return [a | {"household_id": f"H{n}"} for n, a in enumerate(applications)]


def retold(a):
    """The same application in other words. What is not stated stays so."""
    out = dict(a)
    for column, cell in a.items():
        if column in ("hardship_cause", "documents"):
            told = [chance.choice([w] + CHINESE.get(w, [])) for w in cell.split(";")]
            out[column] = chance.choice([";", "、", "；", "，"]).join(told)
        elif cell in ("yes", "no"):
            out[column] = chance.choice(YES if cell == "yes" else NO)
    return out


def check_random(folder, number):
    policy = random_policy()
    rows = numbered(random_application(policy) for _ in range(APPLICATIONS))
    file = write_policy(folder, policy)
    faults = differences(policy, rows, file)
    report(f"random policy {number} of seed {SEED}: {len(rows)} applications",
           faults + [f"policy {policy}"] * bool(faults))
    return policy, rows


# --- what must not matter ---------------------------------------------------------------------

def added(outs):
    """What a program added to each record, by household."""
    return {out["household_id"]: {c: v for c, v in out.items() if c not in INPUT} for out in outs}


def check_neighbours(folder, policy, rows):
    file = write_policy(folder, policy)
    for program, day in (("classify", ()), ("check-filing", ("--as-of", "2019-08-01"))):
        found, status, _ = run(program, file, table(rows, INPUT), *day)
        faults = []
        for jobs in ("1", "3"):
            mixed = table([retold(a) for a in chance.sample(rows, len(rows))],
                          chance.sample(INPUT, len(INPUT)))
            other, status_then, _ = run(program, file, mixed, "--jobs", jobs, *day)
            if status_then != status or added(other) != added(found):
                faults.append(f"-j {jobs}: " + str([
                    (k, v, added(other).get(k)) for k, v in added(found).items()
                    if added(other).get(k) != v][:2]))
        for place in chance.sample(range(len(rows)), 10):
            alone = run(program, file, table([rows[place]], INPUT), *day)[0]
            if alone != [found[place]]:
                faults.append(f"alone: {alone}, among others {found[place]}")
        report(f"{program}: order, words, threads and neighbours do not matter", faults)


ORDER = ["none", "incomplete", "golden-autumn"]


def better(a):
    """Each application with one thing changed for the better."""
    for document in DOCUMENTS:
        yield a | {"documents": a["documents"] + ";" + document}
    for column in STATED:
        yield a | {column: "no"}
    yield a | {"houses": "0"}
    yield a | {"contract_months": "9999"}
    yield a | {"employed_since": "1999-01-01"}
    yield a | {"local_hukou": "yes"}
    yield a | {"students_college": "3"}
    yield a | {"hardship_cause": a["hardship_cause"] + ";other"}
    yield a | {"other_rigid_cost": to_the_fen(yuan(a["other_rigid_cost"]) + 1000)}


def check_better(folder, policy, rows):
    file = write_policy(folder, policy)
    pairs = [(a, b) for a in rows[:60] for b in better(a)]
    before, after = (run("classify", file, table(numbered(side), INPUT))[0]
                     for side in zip(*pairs))
    faults = [f"{old['category']} became {new['category']}: {first}, then {second}"
              for (first, second), old, new in zip(pairs, before, after)
              if old["category"] != "invalid"
              and ORDER.index(new["category"]) < ORDER.index(old["category"])]
    report(f"{len(pairs)} changes for the better make nothing worse", faults)


# --- which day's policy -----------------------------------------------------------------------

def check_days(folder):
    """A dibao of 664 until 20 July 2017 and of 700 from then; the day before, and none after."""
    names = {name: value for name, value in PLAN.items() if name != "dibao"}
    lines = lines_of(names) + lines_of({"dibao": Fraction(664)}, "2017-01-01", "2017-07-19") \
        + lines_of({"dibao": Fraction(700)}, "2017-07-20", "2017-07-25")
    file = write_lines(folder, lines)
    days = [("2017-07-19", "664.00", ""), ("2017-07-20", "700.00", ""),
            ("2017-07-25", "700.00", ""), ("2017-07-26", "", "policy-gap:dibao"),
            ("2016-12-31", "", "no-policy:dibao"), ("", "", "missing:applied_on"),
            ("2017-02-29", "", "applied_on:not-a-date")]
    faults = []
    for assessed in ("", "2017-07-19", "2017-07-20", "2030-01-01"):
        rows = numbered(ELIGIBLE | {"applied_on": day, "assessed_on": assessed}
                        for day, _, _ in days)
        for (day, dibao, reason), out in zip(days, run("classify", file, table(rows, INPUT))[0]):
            if out["dibao"] != dibao or (reason and reason != out["reasons"]):
                faults.append(f"{day!r}, assessed {assessed!r}: {out['dibao']}, {out['reasons']}")
    report("the policy is that of the day of the application, not of another", faults)
    rows = numbered(ELIGIBLE | {"applied_on": day} for day in ("2017-07-20", "2017-08-01",
                                                                "2017-08-02", "2020-08-02"))
    found = run("classify", file, table(rows, INPUT), "--date", "2017-07-19")[0]
    report("--date is by which day's policy, and no other deadline",
           [] if [(out["dibao"], out["category"]) for out in found]
           == [("664.00", "golden-autumn")] * 2 + [("664.00", "none")] * 2 else [str(found)])
    for name in names:
        ended = [line for n, v in names.items() for line in lines_of(
            {n: v}, until="2017-07-19" if n == name else "")] + lines_of({"dibao": Fraction(664)})
        rows = numbered(ELIGIBLE | {"applied_on": day} for day in ("2017-07-19", "2017-07-20"))
        out = run("classify", write_lines(folder, ended), table(rows, INPUT))[0]
        found = [(row["category"], row["reasons"]) for row in out]
        report(f"{name}: after its last day it is not known any more",
               [] if found == [("golden-autumn", "ga.condition1"),
                               ("invalid", "policy-gap:" + name)]
               else [str(found)])


# --- all --------------------------------------------------------------------------------------

def check_seen():
    """All kinds of answers have come up, or the applications above have shown little."""
    wanted = {*CAUSES, "ga.condition", "ga.target", "ga.exclude.houses", "ga.exclude.business",
              "ga.exclude.school", "ga.exclude.vehicle", "ga.deadline", "ga.migrant",
              "ga.documents", "ga.exclude.houses:missing", "ga.exclude.business:missing",
              "ga.exclude.school:missing", "ga.exclude.vehicle:missing", "ga.migrant:missing",
              "golden-autumn", "incomplete", "none", "invalid", "ga.amount", "ga.amount:not-set",
              "documents", "form", "told until when", "grant", "explain-refusal",
              "collect-documents", "complete-form", "houses", "employed_since",
              "contract_months", *STATED, *DOCUMENTS,
              *("no-policy:" + name for name in NEEDED)}
    report("every kind of answer came up", sorted(f"never: {w}" for w in wanted - set(seen)))


def main():
    with tempfile.TemporaryDirectory() as folder:
        check_combinations(folder)
        for number in range(POLICIES):
            policy, rows = check_random(folder, number)
            if number < 4:
                check_neighbours(folder, policy, rows)
                check_better(folder, policy, rows)
        check_days(folder)
        check_seen()
    return failed


if __name__ == "__main__":
    sys.exit(main())
