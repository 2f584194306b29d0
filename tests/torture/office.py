"""An office that pays aid: lists of made-up households, decided by the real programs, and what a
ledger must hold of them."""
import csv
import hashlib
import hmac
import io
import os
import random
import re
import sqlite3
import subprocess
from decimal import Decimal
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import NamedTuple

BIN = Path(os.environ.get("BANGFU_BIN", "build/bin")).resolve()
SHIM = BIN.parent / "tests" / "shim.so"  # where there are no sanitizers
TIMEOUT = 120
ITEMS = ("living", "medical", "education", "accident")
KEY = b"a key of the office, for trials\n"
# What no program may say, whatever happens to it; what a sanitizer says begins like the last three.
NEVER = re.compile(rb"locked|busy|Sanitizer|runtime error|==ERROR")


class Result(NamedTuple):
    status: int  # negative: the signal that ended it
    out: bytes
    err: str


def holds(condition, what):
    if not condition:
        raise AssertionError(what() if callable(what) else what)


def same(found, expected, what):
    holds(found == expected, lambda: f"{what}: {str(found)[:400]}, expected {str(expected)[:400]}")


# --- households -------------------------------------------------------------------------------

COLUMNS = ("household_id", "name", "id_number", "phone", "region", "household_size",
           "annual_income", "medical_cost", "medical_self_paid", "education_cost",
           "students_college", "accident_loss", "hardship_cause", "bank_name", "bank_card",
           "account_name", "approved_by", "approved_on", "assessed_on")
# By turns: deep hardship, ill, so ill that the province or the nation approves, ill with a
# student, an accident, and no hardship.
LOTS = ({}, {"medical_cost": "8123.45", "medical_self_paid": "3456.78"},
        {"medical_cost": "30000", "medical_self_paid": "30000"},
        {"medical_cost": "9000", "medical_self_paid": "8999.99", "education_cost": "8000",
         "students_college": "1"},
        {"annual_income": "20000", "accident_loss": "30000", "hardship_cause": "accident"},
        {"annual_income": "40000"},
        {"medical_cost": "60000", "medical_self_paid": "60000"})


def id_number(chance):
    """GB 11643-1999, with its check digit."""
    body = (f"3415{chance.choice(('02', '03', '22', '23', '24', '25'))}"
            f"{chance.randint(1955, 1999)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
            f"{chance.randint(0, 999):03}")
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights)) % 11]


def bank_card(chance):
    """19 digits, the last by ISO/IEC 7812-1."""
    body = f"621700{chance.randrange(10 ** 12):012}"
    doubled = sum(sum(divmod(int(d) * (2 if i % 2 == 0 else 1), 10))
                  for i, d in enumerate(reversed(body)))
    return f"{body}{-doubled % 10}"


@cache
def households(batch, count):
    """Those of a batch: nobody is in two."""
    chance = random.Random(f"{batch} {count}")
    return tuple({"household_id": f"{batch}-{i:04}", "name": f"\u5f20{chr(0x4e00 + i)}",
                  "id_number": id_number(chance), "phone": f"139{chance.randrange(10 ** 8):08}",
                  "region": "341502", "household_size": "1",
                  "annual_income": f"{chance.randint(0, 9000)}.{chance.randint(0, 99):02}",
                  "hardship_cause": "illness", "bank_name": "\u519c\u884c",
                  "bank_card": bank_card(chance), "account_name": f"\u5f20{chr(0x4e00 + i)}",
                  "approved_by": "\u5168\u56fd\u603b\u5de5\u4f1a", "approved_on": "2025-03-10",
                  "assessed_on": "2025-03-05", **LOTS[i % len(LOTS)]} for i in range(count))


def table(records, columns=None):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns or list(records[0]), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue().encode()


def rows(data):
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""), strict=True))


@cache
def classified(batch, count):
    done = subprocess.run([BIN / "classify"], input=table(households(batch, count), COLUMNS),
                          capture_output=True, timeout=TIMEOUT, check=False)
    same((done.returncode, done.stderr), (0, b""), "classify")
    return done.stdout


@cache
def aid(batch, count):
    """The aid list of a batch."""
    done = subprocess.run([BIN / "calc-aid"], input=classified(batch, count), capture_output=True,
                          timeout=TIMEOUT, check=False)
    same((done.returncode, done.stderr), (0, b""), "calc-aid")
    granted = rows(done.stdout)
    holds(all(any(Decimal(row[f"{item}_aid"]) for row in granted) for item in ITEMS),
          "an item is granted to nobody")
    holds({row["approval"] for row in granted} >= {"county", "province", "national"},
          "a level of approval does not occur")
    return done.stdout


def payments(batch, data):
    """What a ledger must hold of an aid list: amounts by batch, household and item."""
    granted = rows(data)
    due = {(batch, row["household_id"], item): row[f"{item}_aid"]
           for row in granted for item in ITEMS if Decimal(row[f"{item}_aid"]) > 0}
    same(sum(map(Decimal, due.values())), sum(Decimal(row["total_aid"]) for row in granted),
         "sum of the items")
    return due


def person(number, key=KEY):
    """Without the line end of the key's file."""
    return hmac.new(key.rstrip(b"\r\n"), number.encode(), hashlib.sha256).hexdigest()


def secrets(*batches):
    """Finds what no message, list or ledger may hold: each ID, phone and card number."""
    known = [row[column] for batch, count in batches for row in households(batch, count)
             for column in ("id_number", "phone", "bank_card")]
    return re.compile("|".join(known).encode())


# --- programs ---------------------------------------------------------------------------------

def command(program, *arguments):
    return [str(BIN / program), *map(str, arguments)]


def looked_over(status, out, err, forbidden=None):
    holds(status >= 0 and status <= 2, lambda: f"ended by {status}: {err[:400]!r}")
    holds(not NEVER.search(err), lambda: f"said {err[:800]!r}")
    try:
        said = err.decode()
    except UnicodeDecodeError as wrong:
        raise AssertionError(f"what it said is not UTF-8: {err[:400]!r}") from wrong
    if forbidden:
        found = forbidden.search(err) or forbidden.search(out)
        holds(not found, "a number that nobody may see was written")
    return Result(status, out, said)


def run(program, *arguments, stdin=b"", forbidden=None, **more):
    """Runs a program on bytes; `more` goes to subprocess.run."""
    done = subprocess.run(command(program, *arguments), input=stdin, capture_output=True,
                          timeout=TIMEOUT, check=False, **more)
    return looked_over(done.returncode, done.stdout, done.stderr, forbidden)


def post(ledger, batch, data, *arguments, **more):
    return run("post-aid", "--ledger", ledger, "--batch", batch, *arguments, stdin=data, **more)


def posted(ledger, batch, data, *arguments, **more):
    result = post(ledger, batch, data, *arguments, **more)
    same((result.status, rows(result.out)), (0, []), f"post-aid ({result.err!r})")
    return result


def refused(result, program, *words):
    """Exit status 2, no record written, and one line, the last, that has these words."""
    same(result.status, 2, f"status of {program} ({result.err!r})")
    same(rows(result.out), [], f"output of {program}")
    *before, last = result.err.splitlines()
    holds(last.startswith(f"{program}: ") and all(word in last for word in words),
          lambda: f"{program} said {result.err!r}, without one of {words}")
    # pay-list has counted what is in the list by then.
    holds(not before or program == "pay-list", lambda: f"{program} said {result.err!r}")


# --- ledgers ----------------------------------------------------------------------------------

def entries(ledger, *arguments, **more):
    result = run("list-aid", "--ledger", ledger, *arguments, **more)
    same((result.status, result.err), (0, ""), "list-aid")
    return rows(result.out)


def intact(ledger, **more):
    """Verified; gives the chain's head."""
    result = run("list-aid", "--ledger", ledger, "--verify", **more)
    same(result.status, 0, f"list-aid --verify ({result.out!r}, {result.err!r})")
    return re.search(r"\b[0-9a-f]{64}\b", result.out.decode() + result.err)[0]


def content(ledger, **more):
    """What it holds of each batch; nothing stands there twice, and the entries are numbered."""
    found = entries(ledger, **more)
    same([row["entry"] for row in found], [str(i + 1) for i in range(len(found))], "entries")
    same({row["kind"] for row in found} - {"payment"}, set(), "kinds of entries")
    batches = {}
    for row in found:
        of_batch = batches.setdefault(row["batch"], {})
        key = (row["batch"], row["household_id"], row["item"])
        holds(key not in of_batch, lambda: f"posted twice: {key}")
        of_batch[key] = row["amount"]
    return batches


def digest_of(columns, values):
    """As the ledger's page says: any program may follow the chain."""
    digest = hashlib.sha256()
    for column, value in zip(columns, values):
        value = ("" if value is None else str(value)).encode()
        digest.update(b"%s=%d:%s\n" % (column.encode(), len(value), value))
    return digest.hexdigest()


def chain(db):
    """Follows the chain from its start; gives its head."""
    found = db.execute("SELECT * FROM entry ORDER BY number")
    columns = [column[0] for column in found.description]
    same(columns[-2:], ["previous", "digest"], "the last columns")
    head = "0" * 64
    for number, *values in found:
        same(values[-2], head, f"previous of {number}")
        head = digest_of(columns[:-1], (number, *values[:-1]))
        same(values[-1], head, f"digest of {number}")
    return head


def exactly_once(ledger, due, **more):
    """Each payment of these batches is there once, no other, and the chain holds."""
    same(content(ledger, **more), due, "posted")
    head = intact(ledger, **more)
    with closing(sqlite3.connect(ledger)) as db:
        same(chain(db), head, "head of the chain")
    return head
