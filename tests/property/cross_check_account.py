#!/usr/bin/env python3
"""`cross-check` against an independent account of the matching, over random tables.

Households of one to four people, some of whom belong to two; registers whose lines are theirs or
strangers', with ID numbers of 18 or 15 digits, names as given, written otherwise or of others, and
lines that are no records; policies with limits by region and year. What the program writes must be
what is worked out here, whatever the order of the options, the number of threads and the way the
register comes in. Nothing of a stranger may be in anything that it writes.

usage: BANGFU_BIN=FOLDER tests/property/cross_check_account.py [SEED]
"""
import csv
import io
import os
import random
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

BIN = Path(os.environ.get("BANGFU_BIN", Path(__file__).resolve().parents[2] / "build" / "bin"))
SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 20250701
ROUNDS = 60

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ADDED = ["match_result", "match_hits", "income_found", "match_reasons"]
PARAMETERS = {"house": ("match.house.max", 1), "vehicle": ("match.vehicle.max", 0),
              "business": ("match.business.max", 0), "deceased": ("match.deceased.max", 0)}
REGISTERS = [*PARAMETERS, "income", "pension"]
SURNAMES = "王李张刘陈杨赵黄周吴"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明"

chance = random.Random(SEED)
failed = False


def report(name, faults):
    global failed
    failed |= bool(faults)
    print(f"{'not ok' if faults else 'ok'} - {name}")
    for fault in faults[:30]:
        print(f"# {fault}")


def check_digit(digits):
    return "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS)) % 11]


class Person:
    """Somebody with an ID number of their own."""
    used = set()

    def __init__(self, stranger=False):
        while True:
            born = chance.choice(("19", "19", "20"))
            digits = (chance.choice(("341502", "341522", "330802")) + born +
                      f"{chance.randrange(0, 24):02}{chance.randrange(1, 13):02}"
                      f"{chance.randrange(1, 29):02}{chance.randrange(1, 999):03}")
            if digits not in Person.used:
                break
        Person.used.add(digits)
        self.digits, self.number = digits, digits + check_digit(digits)
        self.name = chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.randint(1, 2)))
        if chance.random() < 0.1:
            self.name = "买买提\u00b7艾力" + chance.choice(GIVEN)
        if stranger:
            self.name = "生人" + self.name

    def typed(self):
        """The ID number as somebody may have typed it."""
        if self.digits[6:8] == "19" and chance.random() < 0.3:
            return self.digits[:6] + self.digits[8:]
        number = self.number.lower() if chance.random() < 0.2 else self.number
        return chance.choice(("", "", "", " ", "\u3000")) + number + chance.choice(("", "", " "))

    def spelled(self):
        """The name as somebody else may have written the same one."""
        way = chance.random()
        if way < 0.1:
            return self.name[0] + chance.choice((" ", "\u3000")) + self.name[1:]
        if way < 0.2:
            return self.name.replace("\u00b7", chance.choice((".", "\u2022", "\u30fb")))
        return self.name


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02}"


def write(path, header, rows):
    """A table with or without a byte order mark, with either line end."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=chance.choice(("\n", "\r\n")))
    writer.writerow(header)
    writer.writerows(rows)
    path.write_bytes(chance.choice((b"", b"\xef\xbb\xbf")) + text.getvalue().encode())
    return path


# ---- what is made up ---------------------------------------------------------------------------


def random_households():
    """Rows of applicants, rows of members, and of each applicant the people of the household."""
    people = [Person() for _ in range(30)]
    applicants, members, families = [], [], []
    for i in range(14):
        applicant = chance.choice(people)
        stated = chance.choice((0, 1000000, chance.randrange(0, 5000000)))
        typed = applicant.typed()
        fault = ""
        if chance.random() < 0.12:
            fault = chance.choice(("missing:id_number", "id_number:not-an-id", "id_number:checksum",
                                   "id_number:birth-date"))
            typed = {"missing:id_number": "", "id_number:not-an-id": "12345",
                     "id_number:checksum": applicant.digits +
                     chance.choice([d for d in "0123456789X" if d != applicant.number[-1]]),
                     "id_number:birth-date": "341502198013010018"}[fault]
        household = chance.choice(("", f"H{i}", f"H{i}", f"H{i}", f"H{max(i - 1, 0)}"))
        given = chance.choice((applicant.name, applicant.name, applicant.name, ""))
        applicants.append({"household_id": household, "name": given, "id_number": typed,
                           "annual_income": yuan(stated), "region": "341502",
                           "assessed_on": chance.choice(("2025-03-01", "2024-03-01"))})
        families.append({"fault": fault, "people": {applicant.number: given}, "unsound": 0,
                         "stated": stated})
    for household in sorted({a["household_id"] for a in applicants} - {""}) + ["H99"]:
        for _ in range(chance.randint(0, 3)):
            person = chance.choice(people)
            unsound = chance.random() < 0.1
            row = [household, "1234" if unsound else person.typed(),
                   chance.choice((person.spelled(), person.spelled(), ""))]
            members.append(row)
            for applicant, family in zip(applicants, families):
                if applicant["household_id"] == household:
                    family["unsound"] += unsound
                    if not unsound:
                        family["people"].setdefault(person.number, row[2])
    return people, applicants, members, families


def random_register(name, people, strangers):
    """The lines of a register, as cells, and what each of them says: (ID number, name, fen)."""
    lines, says = [], []
    for _ in range(chance.randint(0, 40)):
        person = chance.choice(people if chance.random() < 0.5 else strangers)
        other = chance.random() < 0.2
        owner = chance.choice(strangers).name if other else person.spelled()
        if chance.random() < 0.1:
            owner = ""
        amount = chance.choice((0, 1, 1000000, 1000001, chance.randrange(0, 3000000)))
        cell, fen = yuan(amount), amount
        if name == "income" and chance.random() < 0.05:
            cell, fen = chance.choice(("", "x", "-1", "1.234", "1e3")), None
        number = person.typed()
        if chance.random() < 0.05:
            lines.append([f"秘{chance.random()}", owner, person.digits[:10], cell])
            continue
        line = [f"秘{chance.random()}", owner, number, cell]
        for _ in range(chance.choice((1, 1, 1, 2))):
            lines.append(line)
            says.append((person.number, owner, fen))
    return lines, says


def spoil(path):
    """Adds lines that are no records somewhere behind the header; returns how many."""
    lines = path.read_bytes().splitlines(keepends=True)
    broken = [b"\xd5\xc5\xc8\xfd,x,y,z\n", "秘一,二\n".encode(), "秘\"密,a,b,c\n".encode(),
              "秘,a,b,c,d\n".encode()]
    count = chance.randint(0, 3)
    for _ in range(count):
        lines.insert(chance.randint(1, len(lines)), chance.choice(broken))
    path.write_bytes(b"".join(lines))
    return count


def random_policy(path):
    """A policy with limits from 2025 on, and the values that hold in both years."""
    rows, values = [], {2024: {}, 2025: {}}
    for parameter, default in [*PARAMETERS.values(), ("match.income_tolerance", 0)]:
        values[2024][parameter] = values[2025][parameter] = Decimal(default)
        unit = "yuan" if "tolerance" in parameter else "count"
        if chance.random() < 0.4:
            value = chance.choice(("0.01", "5000", "100.50") if unit == "yuan" else
                                  ("0", "1", "2", "1.5"))
            rows.append(["dossier", "341500", parameter, "2025-01-01", "", "", value, unit, "s"])
            values[2025][parameter] = Decimal(value)
    write(path, "scheme region parameter effective_from effective_until bracket_from value unit "
          "source".split(), rows)
    return values


# ---- the account -------------------------------------------------------------------------------


def same_name(a, b):
    def plain(name):
        return "".join(c for c in name if c not in " \u3000.\u00b7\u2022\u30fb")
    return plain(a) == "" or plain(b) == "" or plain(a) == plain(b)


def decide(family, order, said, limits):
    """The cells that are to be added for a household."""
    if family["fault"]:
        return ["invalid", "", "", family["fault"]]
    hits, reasons, fails, doubts = [], [], False, False
    income, has_income, unread = 0, False, 0
    for name in order:
        count = differs = 0
        for number, owner, fen in said[name]:
            if number not in family["people"]:
                continue
            if not same_name(owner, family["people"][number]):
                differs += 1
                continue
            count += 1
            if name == "income":
                has_income |= fen is not None
                income += fen or 0
                unread += fen is None
        if count:
            hits.append(f"{name}:{count}")
        if name in PARAMETERS and count > limits[PARAMETERS[name][0]]:
            fails = True
            reasons.append(f"match.{name}:{count}")
        if differs:
            doubts = True
            hits.append(f"{name}:name-differs:{differs}")
            reasons.append(f"match.{name}:name-differs:{differs}")
    if has_income and income > family["stated"] + 100 * limits["match.income_tolerance"]:
        doubts = True
        reasons.append(f"match.income:{yuan(income)}>{yuan(family['stated'])}")
    if unread:
        doubts = True
        reasons.append(f"match.income:unreadable:{unread}")
    if family["unsound"]:
        doubts = True
        reasons.append(f"match.members:{family['unsound']}")
    return ["fail" if fails else "doubtful" if doubts else "pass", ";".join(hits),
            yuan(income) if has_income else "", ";".join(reasons)]


# ---- rounds ------------------------------------------------------------------------------------


def run(arguments, stdin=b""):
    done = subprocess.run([BIN / "cross-check", *map(str, arguments)], input=stdin, check=False,
                          capture_output=True)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def leaks(strangers, *texts):
    """What of a stranger, or of a cell beside ID number and name, is in some text."""
    for text in texts:
        for word in ("秘", "生人", *(s.digits[6:] for s in strangers)):
            if word in text:
                yield f"{word!r} is in {text[:200]!r}"


def one_round(number, folder):
    people, applicants, members, families = random_households()
    strangers = [Person(stranger=True) for _ in range(20)]
    with_members = chance.random() < 0.8
    if not with_members:
        for applicant, family in zip(applicants, families):
            keep = next(iter(family["people"]))
            family.update(people={keep: applicant["name"]}, unsound=0)
    order = chance.sample(REGISTERS, chance.randint(1, len(REGISTERS)))
    said, options, findings = {}, [], 0
    for name in order:
        lines, said[name] = random_register(name, people, strangers)
        cut = chance.randint(0, len(lines)) if chance.random() < 0.3 else len(lines)
        for part, some in enumerate((lines[:cut], lines[cut:])):
            if part and not some:
                continue
            if all(len(line[2].strip()) < 15 for line in some):
                # Without any ID number that can be read it is refused: somebody whom nobody asks for.
                some = [*some, ["", "", "11010519491231002X", "0"]]
            header = chance.choice((["备考", "姓名", "身份证号", "年收入"],
                                    ["x", "name", "id_number", "annual_income"]))
            path = write(folder / f"{name}{part}.csv", header, some)
            findings += spoil(path)
            options += ["--register", f"{name}={path}"]
        findings += sum(len(line[2].strip()) < 15 for line in lines)
        findings += sum(fen is None and any(n in f["people"] and same_name(o, f["people"][n])
                                            and not f["fault"] for f in families)
                        for n, o, fen in said[name])
    limits = random_policy(folder / "policy.csv")
    table = write(folder / "in.csv", list(applicants[0]), [a.values() for a in applicants])
    options += ["--policy", folder / "policy.csv"]
    if with_members:
        write(folder / "members.csv", ["household_id", "id_number", "name"], members)
        options += ["--members", folder / "members.csv"]
    status, out, said_of_it = run([*options, table])
    faults = []
    found = list(csv.reader(io.StringIO(out)))
    if not found or found[0][-4:] != ADDED:
        return [f"round {number}: exit status {status}: {said_of_it}"]
    if len(found) != len(applicants) + 1:
        return [f"round {number}: exit status {status}, {len(found)} lines: {said_of_it}"]
    for applicant, family, row in zip(applicants, families, found[1:], strict=True):
        expected = [*applicant.values(),
                    *decide(family, order, said, limits[int(applicant["assessed_on"][:4])])]
        if row != expected:
            faults.append(f"round {number}: found {row}, expected {expected}")
    expected = int(findings > 0 or any(f["fault"] for f in families))
    if status != expected:
        faults.append(f"round {number}: exit status {status}, expected {expected}: {said_of_it}")
    other, explained, said_of_that = run(["-e", "-j", "1", "--summary", *options, "-o",
                                          folder / "out.csv", "--rejects",
                                          folder / "rejects.csv", table])
    if (folder / "out.csv").read_text(encoding="utf-8") != out or other != status:
        faults.append(f"round {number}: another table with --explain and one thread")
    last = len(options) - 1 - options[::-1].index("--register") + 1
    name, _, path = options[last].partition("=")
    options[last] = f"{name}=-"
    if run([*options, table], Path(path).read_bytes())[1] != out:
        faults.append(f"round {number}: another table where a register is standard input")
    return faults + list(leaks(strangers, out, said_of_it, explained, said_of_that,
                               (folder / "rejects.csv").read_text(encoding="utf-8")))


def main():
    faults = []
    with tempfile.TemporaryDirectory() as scratch:
        for number in range(ROUNDS):
            folder = Path(scratch, str(number))
            folder.mkdir()
            faults += one_round(number, folder)
    report(f"{ROUNDS} random tables, seed {SEED}, are matched as by hand, and no stranger is named",
           faults)
    sys.exit(failed)


main()
