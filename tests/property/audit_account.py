#!/usr/bin/env python3
"""`audit` against an independent account of rules(7), over random decisions.

A random policy decides random households, most of them within a fen or two of a limit; what is
recorded of them is then changed here and there: a category, a fen, a total, an approval. They stand
in two files with people and cards that come again, with households that have left, and with a
ledger that holds more or less than was decided. What is found must be what is worked out here, by
one thread as by several.

usage: BANGFU_BIN=FOLDER tests/property/audit_account.py [SEED]
"""
import csv
import datetime
import io
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

sys.dont_write_bytecode = True  # nothing is left beside the sources
from aid_account import CATEGORIES, ITEMS, Invalid, award, condition, decide, entitlement, yuan
from aid_random import INPUT, chance, household_row, policy_file, random_household, random_policy

BIN = Path(os.environ.get("BANGFU_BIN", Path(__file__).resolve().parents[2] / "build" / "bin"))
SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 20250301
ROUNDS = 100
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
AIDS = [item + "_aid" for item in ITEMS]
COLUMNS = INPUT + ["id_number", "bank_card", "dibao", "category"] + AIDS + [
    "total_aid", "approval", "approved_by", "approved_on", "exited_on", "filed_on",
    "aid_category"]
FOUND = ["line", "household_id", "finding", "recorded", "recomputed", "difference", "source"]
LEVELS = ["", "county", "province", "national"]
DAYS = ["2024-12-31", "2025-01-01", "2025-03-01", "2025-03-01", "2025-06-30", "2025-12-31",
        "2026-01-01"]
# Grants anything to anybody, so that any amount can be posted.
GENEROUS = """scheme,region,parameter,effective_from,effective_until,bracket_from,value,unit,source
,341500,dibao,2024-01-01,,,1000000,yuan/month,any
dossier,341500,deep.income_multiple,2024-01-01,,,1,count,any
dossier,341500,deep.items,2024-01-01,,,all,word,any
dossier,341500,deep.living.amount,2024-01-01,,,900000,yuan,any
dossier,341500,deep.medical.rate,2024-01-01,,0,100%,percent,any
dossier,341500,deep.education.months.college,2024-01-01,,,1,month,any
dossier,341500,deep.accident.rate,2024-01-01,,,100%,percent,any
"""


def chosen(probability):
    return chance.random() < probability


def fen(text):
    whole, _, rest = text.partition(".")
    return int(whole or 0) * 100 + int((rest + "00")[:2])


def wide(text):
    return "".join(chr(ord(c) - 0x30 + 0xFF10) if c in "0123456789" else c for c in text)


def typed(household):
    """A number as people type it: it is the same household."""
    if not household or chosen(0.7):
        return household
    return chance.choice([household.lower(), "'" + household, wide(household),
                          household[0] + " " + household[1:]])


class Decision:
    """One record: its facts, what is recorded, and where it stands."""

    def __init__(self, policy, number, people):
        self.household = f"H{chance.randrange(number)}" if chosen(0.93) else ""
        self.shown = typed(self.household)
        self.day = chance.choice(DAYS)
        self.facts = random_household(policy)
        self.row = dict.fromkeys(COLUMNS, "") | household_row(self.shown, self.facts)
        self.row["assessed_on"] = self.day
        right = decide(policy, self.facts)
        for name in ["category", "total_aid", "approval"] + AIDS:
            self.row[name] = right[name]
        self.row["dibao"] = right["dibao"] if chosen(0.5) else ""
        self.person = chance.choice(people) if chosen(0.5) else None
        if self.person:
            self.row["id_number"] = chance.choice(
                [self.person, self.person.lower(), self.person[:6] + self.person[8:17],
                 "'" + self.person, wide(self.person), self.person[:6] + " " + self.person[6:14]
                 + "-" + self.person[14:]])
            if chosen(0.1):  # a wrong check digit: another number
                self.row["id_number"] = chance.choice(["", " "]) + self.person[:17] + "Y"
                self.person = self.person[:17] + "Y"
        self.card = f"62220200{chance.randrange(12):09}" if chosen(0.4) else None
        if self.card:
            self.row["bank_card"] = chance.choice(["", " "]) + self.card[:4] + chance.choice(
                ["", " ", "-"]) + chance.choice([self.card[4:], wide(self.card[4:])])
        self.change(right)

    def change(self, right):
        row = self.row
        if right["aid_category"] == "invalid" and chosen(0.5):
            row["category"] = "invalid"
        if chosen(0.03):
            row["category"] = "invalid"
        if chosen(0.15):
            row["category"] = chance.choice(CATEGORIES + ["none"])
        for name in AIDS:
            if chosen(0.15):
                row[name] = yuan(max(0, fen(row[name]) + chance.choice([1, -1, 1, 50000])))
        if chosen(0.1):
            row["total_aid"] = yuan(fen(row["total_aid"]) + 1)
        elif chosen(0.8):
            row["total_aid"] = yuan(sum(fen(row[name]) for name in AIDS))
        if chosen(0.1):
            row["approval"] = chance.choice(LEVELS)
        if chosen(0.5):
            row["approved_by"] = "national union"
        if chosen(0.5):
            row["approved_on"] = chance.choice(["2025-01-02", "2999-01-01"])
        if chosen(0.1):
            row["dibao"] = yuan(fen(row["dibao"]) + 1)
        if chosen(0.1):
            row["exited_on"] = chance.choice(DAYS)
        if chosen(0.2):
            row["filed_on"] = chance.choice(DAYS)
        if chosen(0.03):
            row["aid_category"] = "invalid"
        self.readable = not chosen(0.03)
        if not self.readable:
            row["annual_income"] = "many"
        self.decided = "invalid" not in (row["category"], row["aid_category"])
        self.granted = [fen(row[name]) if self.decided else 0 for name in AIDS]
        self.paid = [self.facts["paid"][item] if self.decided and self.readable else 0
                     for item in ITEMS]
        self.category = row["category"] if row["category"] in CATEGORIES else None


# --- each decision ------------------------------------------------------------------------------

def taken(policy, facts):
    """The category whose standard is taken, or None; Invalid where nothing can be decided."""
    best, total = None, -1
    for c in CATEGORIES:
        if condition(policy, facts, c):
            granted = sum(award(policy, facts, c).values())
            if best is None or (granted > total and policy.get("aid.category_choice") != "first"):
                best, total = c, granted
    return best


def single(policy, c):
    return policy.get(c + ".items", "one") != "all"


def level(policy, medical):
    for name in ("national", "province"):
        if medical >= policy.get("approval.medical." + name, medical + 1):
            return name
    return "county"


def amounts(code, was, should_be):
    return (code, yuan(was), yuan(should_be), yuan(was - should_be))


def check_aid(policy, d, standard):
    row, granted = d.row, award(policy, d.facts, standard) if standard else {}
    for item, was in zip(ITEMS, d.granted):
        due = granted.get(item, 0)
        if was != due:
            yield amounts(f"{item}-{'over' if was > due else 'under'}", was, due)
    aid, by = sum(d.granted), standard or d.category
    items = [item for item, now, before in zip(ITEMS, d.granted, d.paid) if now or before]
    if aid and by and len(items) > 1 and single(policy, by):
        yield ("several-items", ";".join(items), "one", "")
    if row["total_aid"] and fen(row["total_aid"]) != aid:
        yield amounts("total", fen(row["total_aid"]), aid)
    if not aid:
        return
    needed, is_now = level(policy, d.paid[1] + d.granted[1]), row["approval"]
    if is_now != needed:
        word = "missing" if not is_now else "too-low" if LEVELS.index(is_now) < LEVELS.index(
            needed) else "too-high"
        yield ("approval-" + word, is_now, needed, "")
    approved = row["approved_by"] and row["approved_on"] == "2025-01-02"
    if needed != "county" and not approved:
        yield ("not-approved", "", needed, "")


def check_decision(policy, d):
    row = d.row
    if not d.readable:
        yield ("unreadable", row["category"], "annual_income:not-a-number", "")
        return
    held = [c for c in CATEGORIES if condition(policy, d.facts, c)]
    first = (held + ["none"])[0]
    if row["category"] != first:
        yield ("category", row["category"], first, "")
    if d.category and d.category not in held:
        yield ("condition", d.category, "not-met", "")
    try:
        standard = taken(policy, d.facts)
    except Invalid:
        yield ("undecidable", row["category"], "living-months", "")
    else:
        yield from check_aid(policy, d, standard)
    if (row["approved_by"] and row["approved_on"] == "2025-01-02" and sum(d.granted)
            and d.day > "2025-01-02"):
        yield ("not-approved", "2025-01-02", recorded_level(policy, d), "")
    if row["dibao"] and fen(row["dibao"]) != policy["dibao"]:
        yield amounts("dibao", fen(row["dibao"]), policy["dibao"])


def recorded_level(policy, d):
    """The level that is needed, where the aid could be decided at all."""
    try:
        taken(policy, d.facts)
    except Invalid:
        return ""
    return level(policy, d.paid[1] + d.granted[1])


def check_invalid(policy, d):
    """What is recorded as invalid is granted nothing, and may be decidable."""
    row = d.row
    aid = max(sum(fen(row[name]) for name in AIDS), fen(row["total_aid"]))
    if aid:
        yield amounts("invalid-with-aid", aid, 0)
    elif row["approval"]:
        yield ("invalid-with-aid", row["approval"], "", "")
    if row["category"] == "invalid" and d.readable:
        held = [c for c in CATEGORIES if condition(policy, d.facts, c)]
        yield ("category", "invalid", (held + ["none"])[0], "")


def check_exit(d, exits):
    left = [day for day in (d.row["exited_on"], exits.get(d.household)) if day]
    again = left and min(left) < d.row["filed_on"] <= d.day
    if left and sum(d.granted) and d.day > min(left) and not again:
        yield ("after-exit", d.day, min(left), "")


# --- all of them together -----------------------------------------------------------------------

def tops_up(one, other):
    return any(other.granted) and all(
        p >= q + g for p, q, g in zip(one.paid, other.paid, other.granted))


def twice_on_a_day(decisions):
    """Those of one day that do not top each other up: each with the nearest before it."""
    decisions = sorted((d for d in decisions if d.decided), key=lambda d: (d.day, d.order))
    for number, here in enumerate(decisions):
        against = [before for before in decisions[:number] if before.day == here.day
                   and not tops_up(before, here) and not tops_up(here, before)]
        if against:
            yield here, against[-1]


def repeats(code, decisions, key, owner):
    groups = defaultdict(lambda: defaultdict(list))
    for d in decisions:
        if key(d):
            groups[key(d)][owner(d)].append(d)
    for households in groups.values():
        firsts = sorted((min(each, key=lambda d: d.order) for each in households.values()),
                        key=lambda d: d.order)
        for d in firsts[1:]:
            yield d, (code, d.shown or d.place, firsts[0].shown or firsts[0].place, "")
        for each in households.values() if code == "person-twice" else []:
            for here, before in twice_on_a_day(each):
                yield here, (code, here.place, before.place, "")


def check_year(policy, own, net):
    """The decided ones of a household's year; `net` is what the ledger holds, None without one."""
    last, standards = own[-1], []
    known = []
    for d in own:
        try:
            c = taken(policy, d.facts) if d.readable else None
        except Invalid:
            continue
        if d.readable:
            known.append(d)
            standards += [(c, d)] if c else []
    before, granted = [0] * len(ITEMS), [0] * len(ITEMS)
    for d in own:
        before = [max(b, p - g) for b, p, g in zip(before, d.paid, granted)]
        granted = [g + more for g, more in zip(granted, d.granted)]
        yield from check_level(policy, d, d in known, before[1] + granted[1])
    if not known or (len(known) < len(own) and not standards):
        return
    net = net or [0] * len(ITEMS)
    grown = [b + g if sum(granted) else 0 for b, g in zip(before, granted)]
    sums = [max(pair) for pair in zip(grown, net)]
    for number, item in enumerate(ITEMS):
        limit = max([entitlement(policy, d.facts, c, item) for c, d in standards] + [0])
        alone = max([d.paid[number] + d.granted[number] for d in known if d.granted[number]] + [0])
        if net[number] > limit or (granted[number] and grown[number] > max(limit, alone)):
            yield last, amounts("year-limit", sums[number], limit)
    caps = [policy.get(c + ".total.cap") for c, _ in standards]
    alone = max([sum(d.paid) + sum(d.granted) for d in known if sum(d.granted)] + [0])
    if caps and None not in caps and (
            sum(net) > max(caps) or sum(grown) > max(*caps, alone)):
        yield last, amounts("year-limit", max(sum(grown), sum(net)), max(caps))
    items = [item for item, each in zip(ITEMS, sums) if each > 0]
    shown = any(single(policy, c) and any(d.granted)
                and sum(bool(g or b) for g, b in zip(d.granted, d.paid)) > 1
                for c, d in standards)
    if (standards and all(single(policy, c) for c, _ in standards) and len(items) > 1
            and not shown):
        yield last, ("several-items", ";".join(items), "one", "")


def check_level(policy, d, known, medical):
    """The level of approval by the medical aid of the year until then."""
    is_now, needed = d.row["approval"], level(policy, medical)
    alone = level(policy, d.paid[1] + d.granted[1])
    if known and sum(d.granted) and is_now and (
            LEVELS.index(alone) <= LEVELS.index(is_now) < LEVELS.index(needed)):
        yield d, ("approval-too-low", is_now, needed, "")


def check_payments(own, paid):
    """The decided ones of a household's year, and what was paid by day."""
    decided, before = defaultdict(list), own[0].paid
    for d in own:
        decided[d.day].append(d)
    for number in range(len(ITEMS)):
        of_all = ([d for d in own if d.granted[number]] or own)[-1]
        stray = sum(each[number] for day, each in paid.items() if day not in decided)
        explained = before[number]
        for day, each in decided.items():
            of = ([d for d in each if d.granted[number]] or each)[-1]
            due = sum(d.granted[number] for d in each)
            if day in paid:
                net = paid[day][number]
            else:
                net = min(due, max(0, stray - explained))
                explained += net
            if net != due:
                code = "unexplained-payment" if net > due else "never-paid"
                yield of, amounts(code, net, due)
        if stray > explained:
            yield of_all, amounts("unexplained-payment", stray, explained)


def check_all(policy, decisions, entries, year):
    """`entries`: (household, day, item, fen) of the ledger, None without one."""
    yield from repeats("person-twice", decisions, lambda d: d.person,
                       lambda d: d.household)
    yield from repeats("card-twice", decisions, lambda d: d.card,
                       lambda d: d.household or d.person or d.order)
    by_household, years = defaultdict(list), defaultdict(list)
    for d in sorted(decisions, key=lambda d: (d.day, d.order)):
        if d.household:
            by_household[d.household].append(d)
            if d.decided:
                years[d.household, d.day[:4]].append(d)
    for each in by_household.values():
        for here, before in twice_on_a_day(each):
            yield here, ("household-twice", here.place, before.place, "")
    audited = {year} if year else {d.day[:4] for d in decisions}
    posted = str(datetime.datetime.now(datetime.timezone.utc).year)
    here = set(by_household) | {e[0] for e in entries or [] if e[1][:4] in audited}
    paid = defaultdict(lambda: defaultdict(lambda: [0] * len(ITEMS)))
    for household, day, item, amount in entries or []:
        if day[:4] not in audited and (year or posted not in audited or household not in here):
            continue
        paid[household, day[:4]][day][ITEMS.index(item)] += amount
        of = [d for d in by_household[household] if d.day == day]
        if amount > 0:
            first = min(of, key=lambda d: d.order) if of else household
            yield first, ("policy", "", "", "")
    for key, own in years.items():
        if key[1] in audited:
            days = paid.get(key, {})
            yield from check_year(policy, own, [sum(each) for each in zip(*days.values())])
            if entries is not None:
                yield from check_payments(own, days)
    for key, days in paid.items():
        for amount in (amount for net in days.values() for amount in net):
            if key not in years and amount > 0:
                yield key[0], amounts("unexplained-payment", amount, 0)


# --- the ledger ---------------------------------------------------------------------------------

def random_payments(decisions):
    """Batches of (household, day, amounts): what was decided, or something else."""
    batches = []
    for _ in range(2):
        batch = {}
        for d in chance.sample(decisions, min(len(decisions), 12)) if decisions else []:
            if not d.household or d.household in batch:
                continue
            paid = [g if chosen(0.8) else g + chance.choice([1, 100, 30000]) for g in d.granted]
            batch[d.household] = (d.day, [min(each, 20000000) for each in paid])
        if chosen(0.5):
            batch["stranger"] = (chance.choice(DAYS), [5000, 0, 0, 1])
        batches.append({household: each for household, each in batch.items() if sum(each[1])})
    return [batch for batch in batches if batch]


def post(folder, batches):
    """Makes the ledger; returns its entries."""
    entries = []
    (folder / "generous.csv").write_text(GENEROUS, encoding="utf-8")
    ledger = ["post-aid", "--ledger", "aid.db"]
    if not batches:
        run(folder, [*ledger, "--begin"], (0,))
    for number, batch in enumerate(batches):
        text = ("household_id,region,assessed_on,household_size,annual_income,accident_loss,"
                "medical_self_paid,students_college,category,approval," + ",".join(AIDS)
                + ",total_aid\n")
        for household, (day, paid) in batch.items():
            text += (f"{household},341500,{day},1,0,900000,900000,1,deep,county,"
                     + ",".join(yuan(each) for each in (*paid, sum(paid))) + "\n")
            entries += [(household, day, item, each) for item, each in zip(ITEMS, paid) if each]
        (folder / "batch.csv").write_text(text, encoding="utf-8")
        run(folder, [*ledger, "--batch", f"B{number}", "--policy", "generous.csv", "batch.csv"],
            (0,))
        if chosen(0.3):
            household, (day, paid) = chance.choice(list(batch.items()))
            item, amount = chance.choice([(i, a) for i, a in zip(ITEMS, paid) if a])
            run(folder, [*ledger, "--reverse", f"B{number}:{household}:{item}", "--reason", "why"],
                (0,))
            entries.append((household, day, item, -amount))
    return entries


def run(folder, command, accepted):
    done = subprocess.run([BIN / command[0], *command[1:]], cwd=folder, capture_output=True,
                          encoding="utf-8", check=False)
    if done.returncode not in accepted:
        sys.exit(f"not ok - {command[0]} runs\n# {' '.join(command)}: {done.returncode}\n"
                 f"# {done.stderr}")
    return done


# --- rounds -------------------------------------------------------------------------------------

def people(count):
    for number in range(count):
        digits = f"3415021970{chance.randrange(1, 13):02}15{number:03}"
        yield digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS)) % 11]


def write(path, decisions):
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(d.row for d in decisions)
    path.write_text(text.getvalue(), encoding="utf-8")


def random_exits(folder, households):
    """A table of check-exit, and the day on which each left."""
    lines, left = ["household_id,exit_status,exited_on,notified_on,latest_month"], {}
    for number in chance.choices(range(households), k=households // 3 + 1):
        household = f"H{number}"
        status = chance.choice(["out", "voluntary", "stay", "relieved", "invalid", "已脱困",
                                "自愿退档"])
        day = datetime.date.fromisoformat(chance.choice(DAYS))
        end = (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
        cells = chance.choice([(day, "", ""), ("", day, "2030-01"), ("", "", f"{day:%Y-%m}")])
        known = str(day if any(cells[:2]) else end - datetime.timedelta(days=1))
        if status in ("stay", "relieved"):
            if chosen(0.5):
                cells, known = ("", "", ""), "9999-12-31"
            if left.get(household, "9999-12-31") <= known:
                left.pop(household, None)
        elif status != "invalid":
            left[household] = min(known, left.get(household, known))
        lines.append(f"{typed(household)},{status}," + ",".join(str(cell) for cell in cells))
    (folder / "exits.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return left


def written(place, household, finding):
    code, *rest = finding
    return (place, household, code, *(["", "", ""] if code == "policy" else rest))


def expected(policy, decisions, exits, entries, year):
    own, whole = [], []
    for d in decisions:
        found = list(check_decision(policy, d)) + list(check_exit(d, exits)) if d.decided else []
        found = found if d.decided else list(check_invalid(policy, d))
        own += [written(d.place, d.shown, each) for each in found]
    for of, finding in check_all(policy, decisions, entries, year):
        whole.append(written("", of, finding) if isinstance(of, str)
                     else written(of.place, of.shown, finding))
    return own, whole


def one_round(folder, seen):
    policy = random_policy()
    households, crowd = chance.choice([4, 12, 40]), list(people(8))
    files = [[Decision(policy, households, crowd) for _ in range(chance.randrange(1, 30))]
             for _ in range(chance.choice([1, 2]))]
    names = [f"file{number}.csv" for number in range(len(files))]
    for number, (name, each) in enumerate(zip(names, files)):
        write(folder / name, each)
        for line, d in enumerate(each, 2):
            d.order, d.place = (number, line), f"{name}:{line}" if len(files) > 1 else str(line)
    (folder / "policy.csv").write_text(policy_file(policy), encoding="utf-8")
    decisions = [d for each in files for d in each]
    command = ["audit", "--policy", "policy.csv", *names]
    exits, entries, year = {}, None, None
    if chosen(0.5):
        exits = random_exits(folder, households)
        command += ["--exits", "exits.csv"]
    (folder / "aid.db").unlink(missing_ok=True)
    if chosen(0.6):
        entries = post(folder, random_payments(decisions))
        command += ["--ledger", "aid.db"]
    if chosen(0.3):
        year = chance.choice(["2024", "2025", "2026", "2030"])
        command += ["--year", year]
    own, whole = expected(policy, decisions, exits, entries, year)
    done = run(folder, [*command, "-j", "1"], (0, 1))
    found = [tuple(r[name] for name in FOUND[:6])
             for r in csv.DictReader(io.StringIO(done.stdout), strict=True)]
    found = [written(r[0], r[1], r[2:]) for r in found]
    seen.update(r[2] for r in found)
    faults = [f"too much: {r}" for r in (Counter(found) - Counter(own + whole)).elements()]
    faults += [f"lacking: {r}" for r in (Counter(own + whole) - Counter(found)).elements()]
    if not faults and found[:len(own)] != own:
        faults.append("the findings of records are not in the order of the input")
    if done.returncode != bool(own + whole):
        faults.append(f"exit status {done.returncode}")
    if run(folder, [*command, "-j", "4"], (0, 1)).stdout != done.stdout:
        faults.append("four threads find something else than one")
    if faults:
        faults.append(" ".join(command))
        for name in [*names, "policy.csv"]:
            faults += (folder / name).read_text(encoding="utf-8").splitlines()
    return faults


CODES = {f"{item}-{way}" for item in ITEMS for way in ("over", "under")} | {
    "total", "dibao", "invalid-with-aid", "year-limit", "unexplained-payment", "never-paid", "unreadable",
    "undecidable", "category", "condition", "several-items", "approval-missing",
    "approval-too-low", "approval-too-high", "not-approved", "after-exit", "person-twice",
    "card-twice", "household-twice", "policy"}


def main():
    chance.seed(SEED)
    seen, faults = set(), []
    with tempfile.TemporaryDirectory() as scratch:
        for number in range(ROUNDS):
            faults = one_round(Path(scratch), seen)
            if faults:
                faults.insert(0, f"round {number} of seed {SEED}")
                break
    print(f"{'not ok' if faults else 'ok'} - {ROUNDS} audits are what an independent account finds")
    for fault in faults[:80]:
        print(f"# {fault}")
    unseen = sorted(CODES - seen)
    if not faults:
        print(f"{'not ok' if unseen else 'ok'} - every finding was met")
    if unseen:
        print(f"# never: {', '.join(unseen)}")
    sys.exit(bool(faults or unseen))


main()
