#!/usr/bin/env python3
"""What mask makes of tables at random, told by an independent account of its three purposes.

The hashes are those of Python's hmac, the days of the publicity are counted from the notices of the
State Council, and the forms in which an ID number is typed are undone by the way they were made.

usage: BANGFU_BIN=FOLDER tests/property/mask_account.py [SEED]
"""
import csv
import hashlib
import hmac
import io
import os
import random
import re
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

BIN = Path(os.environ.get("BANGFU_BIN", "build/bin"))
SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 20250928
ROUNDS = 120
KEY = b"a key of an office, long enough"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
PUBLIC = ("name", "union", "category", "aid_category", "living_aid", "medical_aid",
          "education_aid", "accident_aid", "total_aid")
AMOUNTS = PUBLIC[4:]
DROPPED = ("name", "phone", "bank_card", "hardship_cause", "owner")
HELPED = {"deep": "deep", "relative": "relative", "accidental": "accidental",
          "golden-autumn": "golden-autumn", "深度困难": "deep", "意外致困职工": "accidental"}
# Days off on weekdays, and weekend days that are worked, of 2025.
OFF = [(date(2025, 1, 1), date(2025, 1, 1)), (date(2025, 1, 28), date(2025, 2, 4)),
       (date(2025, 4, 4), date(2025, 4, 6)), (date(2025, 5, 1), date(2025, 5, 5)),
       (date(2025, 5, 31), date(2025, 6, 2)), (date(2025, 10, 1), date(2025, 10, 8))]
WORKED = {date(2025, 1, 26), date(2025, 2, 8), date(2025, 4, 27), date(2025, 9, 28),
          date(2025, 10, 11)}


def works(day):
    return day in WORKED or (day.weekday() < 5 and not any(a <= day <= b for a, b in OFF))


def last_day(day, number):
    while number > 0:
        day += timedelta(days=1)
        number -= works(day)
    return day


def check_digit(digits):
    return "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS)) % 11]


def person(rng):
    """An ID number of 18 characters, of somebody born in the 20th century."""
    born = date(1930, 1, 1) + timedelta(days=rng.randrange(25000))
    digits = f"{rng.choice((341502, 110105, 330802))}{born:%Y%m%d}{rng.randrange(1000):03}"
    return digits + check_digit(digits)


def typed(rng, number):
    """The same as somebody may type it."""
    form = rng.randrange(6)
    if form == 0:
        number = number[:6] + number[8:17]
    if form in (1, 2):
        number = f"{number[:6]}{'- '[form - 1]}{number[6:14]}{'- '[form - 1]}{number[14:]}"
    if form == 3:
        number = "".join(chr(ord(c) - ord("0") + 0xFF10) if c.isdigit() else c for c in number)
    if form == 4:
        number = f" {number.lower()} "
    return number


def broken(rng, number):
    """One digit is another: it is no ID number any more."""
    at = rng.randrange(17)
    wrong = number[:at] + str((int(number[at]) + rng.randrange(1, 10)) % 10) + number[at + 1:]
    return wrong if check_digit(wrong[:17]) != wrong[17] else number[:17]


def hashed(text):
    return hmac.new(KEY, text.encode(), hashlib.sha256).hexdigest()


def household(rng):
    """A record as it is typed, with what is true of it."""
    number = rng.choice((person(rng), person(rng), ""))
    readable = rng.random() < 0.8
    cell = "" if not number else typed(rng, number) if readable else broken(rng, number)
    key = rng.choice((f"LA-{rng.randrange(1000)}", "", "id"))
    true = {"id": number if readable else None if number else "", "key": key}
    if key == "id" and not (number and readable):
        true["key"] = key = "LA-0"
    amount = lambda: rng.choice(("", "0.00", f"{rng.randrange(10**6) / 100:.2f}"))
    row = {"household_id": typed(rng, number) if key == "id" else key,
           "name": rng.choice(("张三", "欧阳修", "Maria", "李", "张三", "欧阳修", "")),
           "owner": rng.choice(("", "李大明\u3001赵小红", "王五;13805641234;刘")),
           "exit_status": rng.choice(("", "", "stay", "out", "自愿退档")),
           "exited_on": rng.choice(("", "", f"2025-{rng.randrange(1, 13):02}-15")),
           "id_number": cell,
           "phone": rng.choice(("", f"13{rng.randrange(10**9):09}", "0564-3331234")),
           "bank_card": rng.choice(("", f"62{rng.randrange(10**17):017}")),
           "union": rng.choice(("一厂", f"二厂 {cell}", "x,\"y\"", "三厂\n电话13805641234")),
           "category": rng.choice((*HELPED, "none", "invalid", "", "rich")),
           "aid_category": rng.choice(("", "deep", "none")),
           **{name: amount() for name in AMOUNTS},
           "annual_income": amount(), "hardship_cause": "illness",
           "match_result": rng.choice(("", "", "pass", "fail")),
           "孩子学校": rng.choice(("", "一小", "1234567", "12", f"{cell}")),
           "region": rng.choice(("341502", "110105", ""))}
    return row, true


def table(rows, order):
    out = io.StringIO()
    writer = csv.DictWriter(out, order, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def run(text, *arguments):
    done = subprocess.run([BIN / "mask", *arguments], input=text.encode(), capture_output=True,
                          check=False)
    return (list(csv.DictReader(io.StringIO(done.stdout.decode()))), done.returncode,
            done.stderr.decode())


def is_helped(row, day):
    return (row["category"] in HELPED and row["match_result"] != "fail" and
            row["exit_status"] not in ("out", "自愿退档") and
            (not row["exited_on"] or row["exited_on"] > str(day)))


def initials(names):
    """The first character of each name, and what stands between them."""
    return "".join(part if part in ",;\u3001" else
                   f"{part[0]}*" if len(part) > 1 and not part[0].isdigit() else "*"
                   for part in re.split("([,;\u3001])", names) if part)


def differs(name, found, expected, faults):
    if found != expected:
        faults.append(f"{name}: found {found!r}, expected {expected!r}")


def publicity(rows, order, rng, faults):
    partial = rng.random() < 0.5
    day = date(2025, 1, 1) + timedelta(days=rng.randrange(330))
    found, status, said = run(table((row for row, _ in rows), order), "--for", "publicity",
                              "--id", "partial" if partial else "none", "--from", str(day))
    helped = [(row, true) for row, true in rows if is_helped(row, day)]
    listed = [(row, true) for row, true in helped if row["name"]]
    names = [name for name in order if name in PUBLIC or (name == "id_number" and partial)]
    names += ["publicity_from", "publicity_to"]
    differs("publicity: records", len(found), len(listed), faults)
    differs("publicity: status", status,
            int(len(listed) < len(helped) or
                (partial and any(true["id"] is None for _, true in listed))), faults)
    to = str(last_day(day, 5))
    differs("publicity: sentence", f"from {day} to {to} (5 working days" in said, True, faults)
    for left in set(order) - set(names):
        differs(f"publicity: {left} is named", left in said, True, faults)
    for output, (row, true) in zip(found, listed):
        differs("publicity: columns", list(output), names, faults)
        number = true["id"]
        if partial:
            differs("publicity: ID", output["id_number"],
                    f"{number[:6]}{'*' * 10}{number[-2:]}" if number else "", faults)
        differs("publicity: category", output["category"], HELPED[row["category"]], faults)
        for name in AMOUNTS + ("aid_category", "name"):
            if name in names:
                differs(f"publicity: {name}", output[name], row[name], faults)
        if "union" in names and "厂 " not in row["union"] and "电话" not in row["union"]:
            differs("publicity: union", output["union"], row["union"], faults)
        differs("publicity: days", (output["publicity_from"], output["publicity_to"]),
                (str(day), to), faults)


def shared(rows, order, folder, faults):
    key = Path(folder, "key")
    found, status, _ = run(table((row for row, _ in rows), order), "--for", "share",
                           "--key-file", str(key))
    names = [name for name in order if name not in DROPPED + ("孩子学校",)]
    differs("share: records", len(found), len(rows), faults)
    differs("share: status", status, int(any(true["id"] is None for _, true in rows)), faults)
    for output, (row, true) in zip(found, rows):
        differs("share: columns", list(output), names, faults)
        number = true["id"]
        differs("share: ID", output["id_number"],
                "invalid" if number is None else hashed(number) if number else "", faults)
        text = number if true["key"] == "id" else true["key"]
        differs("share: key", output["household_id"], hashed(text) if text else "", faults)
        for name in set(names) - {"id_number", "household_id", "union"}:
            differs(f"share: {name}", output[name], row[name], faults)


def logged(rows, order, faults):
    found, status, _ = run(table((row for row, _ in rows), order), "--for", "log")
    differs("log: status", status, 0, faults)
    differs("log: records", len(found), len(rows), faults)
    for output, (row, true) in zip(found, rows):
        place = f"column-{order.index('孩子学校') + 1}"
        differs("log: columns", list(output),
                [place if name == "孩子学校" else name for name in order], faults)
        for name in ("id_number", "phone", "bank_card"):
            differs(f"log: {name}", output[name], "***" if row[name] else "", faults)
        for name in ("name", "owner"):
            differs(f"log: {name}", output[name], initials(row[name]), faults)
        differs("log: cause", output["hardship_cause"], "***", faults)
        unknown = row["孩子学校"]
        differs("log: unknown", output[place],
                unknown if unknown in ("", "12") else "***", faults)
        number = true["id"]
        differs("log: key", output["household_id"],
                f"{number[:4]}{'*' * 10}{number[-4:]}" if true["key"] == "id" else true["key"],
                faults)
        for name in AMOUNTS + ("category", "annual_income", "region"):
            differs(f"log: {name}", output[name], row[name], faults)


def main():
    rng = random.Random(SEED)
    faults = {"publicity": [], "share": [], "log": []}
    with tempfile.TemporaryDirectory() as folder:
        key = Path(folder, "key")
        key.write_bytes(KEY + b"\n")
        key.chmod(0o600)
        for _ in range(ROUNDS):
            rows = [household(rng) for _ in range(rng.randrange(1, 30))]
            order = list(rows[0][0])
            rng.shuffle(order)
            publicity(rows, order, rng, faults["publicity"])
            shared(rows, order, folder, faults["share"])
            logged(rows, order, faults["log"])
    for name, found in faults.items():
        print(f"{'not ok' if found else 'ok'} - {ROUNDS} tables masked for {name}, seed {SEED}")
        for fault in found[:10]:
            print(f"# {fault}")
    return any(faults.values())


sys.exit(main())
