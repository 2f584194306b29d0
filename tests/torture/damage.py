"""Ledgers that were cut off, damaged or tampered with: refused, or read as they were."""
import random
import shutil
import sqlite3
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path

from interruptions import begun, calls, prepared, shimmed
from office import (SHIM, aid, classified, content, digest_of, exactly_once, holds, intact,
                    payments, post, posted, refused, run, same)
from trial import CHANGES, FILES, LEDGER, in_folders, trial

# --- damage -----------------------------------------------------------------------------------

def reading(size, ledger, batch):
    """Every program that reads a ledger: its arguments and what it is given."""
    listed, decided = aid(batch, size.few), classified(batch, size.few)
    return {
        "list-aid": (("--ledger", ledger), b""),
        "post-aid": (("--ledger", ledger, "--batch", batch), listed),
        "calc-aid": (("--ledger", ledger), decided),
        "audit": (("--ledger", ledger), listed),
        "pay-list": (("--ledger", ledger, "--batch", batch), listed),
    }


def small_ledger(size):
    """The bytes of a ledger with two batches, and what each program says of it."""
    batches = ("one", "two")
    for batch in batches:
        posted("small.db", batch, aid(batch, size.few))
    intact("small.db")
    said = {program: run(program, *arguments, stdin=data) for program, (arguments, data)
            in reading(size, "small.db", "one").items()}
    for program, result in said.items():
        holds(result.status in (0, 1), f"{program} on a ledger in order: {result.err!r}")
    return Path("small.db").read_bytes(), said


def check_damaged(size, whole, folder, data, programs=None):
    """Refused, or what the program says is what it said: for each program, whether refused."""
    refusals = []
    ledger = folder / LEDGER
    for program, (arguments, given) in reading(size, ledger, "one").items():
        if programs is not None and program not in programs:
            continue
        for name in FILES:
            (folder / name).unlink(missing_ok=True)
        ledger.write_bytes(data)
        result = run(program, *arguments, stdin=given)
        if result.status == 2:
            refused(result, program, str(ledger))
        else:
            same((result.status, result.out.replace(str(ledger).encode(), b"small.db"),
                  result.err.replace(str(ledger), "small.db")), whole[program], program)
        refusals.append(result.status == 2)
    return refusals


def damaged(size, whole, data, folder, case):
    """Case: cut to a length, or a byte at a place is another."""
    how, at, bits = case
    if how == "cut":
        broken = data[:at]
    else:
        broken = data[:at] + bytes([data[at] ^ bits]) + data[at + 1:]
    # All programs, or by turns where there are many places.
    few = how == "changed" and size.damages == 0 and at % 8 != 0
    try:
        was_refused = check_damaged(size, whole, folder, broken, ("list-aid",) if few else None)
    except AssertionError as wrong:
        raise AssertionError(f"{how} at {at} (bits {bits:#x}): {wrong}") from wrong
    holds(all(was_refused) or how != "cut", f"cut to {at} bytes, and taken: {was_refused}")
    return any(was_refused)


@trial
def a_ledger_that_was_cut_off_is_refused(size):
    data, whole = small_ledger(size)
    # The ends of pages, where nothing looks torn, and any others.
    pages = range(0, len(data), 4096)
    others = random.Random(3).sample(range(len(data)), size.damages // 3 or 2000)
    lengths = sorted({*pages, *(at + 1 for at in pages), len(data) - 1, *others})
    in_folders(partial(damaged, size, whole, data), (("cut", at, 0) for at in lengths))
    return f"{len(lengths)} lengths of {len(data)}"


@trial
def a_changed_byte_is_refused_or_means_nothing(size):
    data, whole = small_ledger(size)
    chance = random.Random(4)
    places = range(len(data))
    if size.damages:
        # Those that are written, as most of a small ledger is empty; and a few others.
        written = [at for at in places if data[at] != 0]
        places = sorted({*chance.sample(written, size.damages * 5 // 6),
                         *chance.sample(places, size.damages // 6)})
    cases = [("changed", at, chance.choice((1, 2, 0x10, 0x20, 0x80, 0xff))) for at in places]
    found = in_folders(partial(damaged, size, whole, data), cases)
    holds(sum(found) > len(found) // 4, f"only {sum(found)} of {len(found)} were refused")
    return f"{len(found)} places of {len(data)}, {sum(found)} refused"


def left_behind(size, at):
    """The files of a post-aid that was killed at that call; 0: beside a reader, at its end."""
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder = Path(name)
        begun(size, folder)
        if at == 0:
            with opened(folder / LEDGER) as db:  # as long as it reads, the log stays
                db.execute("BEGIN")
                db.execute("SELECT count(*) FROM entry").fetchall()
                posted(folder / LEDGER, "batch", Path("batch.csv").read_bytes())
                return {name: (folder / name).read_bytes() for name in FILES}
        done = shimmed(folder, "kill", CHANGES, at)
        same(done.returncode, -9, "status")
        return {name: (folder / name).read_bytes() for name in FILES if (folder / name).exists()}


@trial
def log_and_index_that_were_left_may_be_damaged_or_missing(size):
    data, _ = prepared(size)
    kills = 0
    if SHIM.exists():
        shutil.copy(SHIM, "shim.so")
        kills = calls(size, CHANGES, True)
    before = {"first": payments("first", aid("first", size.few))}
    whole = {**before, "batch": payments("batch", data)}
    chance = random.Random(5)
    cases = []
    for at in (*range(kills + 1), *[0] * 3):
        left = left_behind(size, at)
        if len(left) == 3:
            cases += [(left, None, "as it is")]
            for name in FILES[1:]:
                old = left[name]
                cases += [(left, name, None), (left, name, b"")]
                if old:
                    place = chance.randrange(len(old))
                    cases += [(left, name, old[:place]), (left, name, chance.randbytes(len(old))),
                              (left, name, old[:place] + bytes([old[place] ^ 1])
                               + old[place + 1:])]
    holds(len(cases) > 20, "no kill leaves a log")
    if size.damages:
        cases = chance.sample(cases, min(size.damages, len(cases)))

    def check(folder, case):
        left, name, bytes_then = case
        files = dict(left)
        if name is not None:
            files.pop(name)
            if bytes_then is not None:
                files[name] = bytes_then
        for one, old in files.items():
            (folder / one).write_bytes(old)
            (folder / one).chmod(0o600)
        result = run("list-aid", "--ledger", folder / LEDGER)
        if result.status == 2:
            refused(result, "list-aid", LEDGER)
            result = post(folder / LEDGER, "batch", data)
            refused(result, "post-aid", LEDGER)
            return "refused"
        found = content(folder / LEDGER)
        holds(found in (before, whole), lambda: f"half a batch, with another {name}: {found}")
        posted(folder / LEDGER, "batch", data)
        exactly_once(folder / LEDGER, whole)
        return "all" if found == whole else "nothing"

    found = in_folders(check, cases)
    holds("all" in found and "nothing" in found, "they all ended alike")
    return ", ".join(f"{found.count(one)} {one}" for one in ("all", "nothing", "refused"))


# --- tampering --------------------------------------------------------------------------------

def opened(ledger):
    return closing(sqlite3.connect(ledger, isolation_level=None))


def columns_of(db):
    return [column[1] for column in db.execute("PRAGMA table_info(entry)")]


def other(value):
    """Another value of the same kind."""
    if value is None or value == "":
        return "x"
    if isinstance(value, bytes):
        return value[:-1] + bytes([value[-1] ^ 1])
    if isinstance(value, str):
        return value[:-1] + ("0" if value[-1] != "0" else "1")
    return value + 1


def forbidden_changes(columns):
    """Statements that the ledger itself refuses."""
    for column in columns:
        yield f"UPDATE entry SET {column} = {column} || '1' WHERE number = 2"
        yield f"UPDATE OR REPLACE entry SET {column} = {column} WHERE number = 3"
    yield "DELETE FROM entry"
    yield "DELETE FROM entry WHERE number = (SELECT max(number) FROM entry)"
    # The last entry once more; with the digest that comes next, under another name, or of nobody.
    rest = ", ".join(columns[1:-2])
    for verb in ("INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE"):
        yield f"{verb} INTO entry SELECT * FROM entry LIMIT 1"
        yield f"{verb} INTO entry SELECT max(number) + 1, {rest}, previous, digest FROM entry"
        yield f"{verb} INTO entry SELECT max(number) + 1, {rest}, digest, digest FROM entry"
        yield f"{verb} INTO entry SELECT max(number) + 2, {rest.replace('batch', 'batch || 1')}, " \
              "digest, digest FROM entry"


@trial
def the_ledger_itself_refuses_changes(size):
    small_ledger(size)
    with opened("small.db") as db:
        before = db.execute("SELECT * FROM entry").fetchall()
        statements = list(forbidden_changes(columns_of(db)))
        for statement in statements:
            try:
                db.execute(statement)
                raise AssertionError(f"not refused: {statement}")
            except sqlite3.DatabaseError:
                pass
            same(db.execute("SELECT * FROM entry").fetchall(), before, statement)
    intact("small.db")
    return f"{len(statements)} statements"


def without_triggers(db):
    """Drops them; gives the statements that make them anew."""
    found = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in found:
        db.execute(f"DROP TRIGGER {name}")
    return [sql for _, sql in found]


def tampering(db):
    """Names changes, each a list of statements with their values."""
    found = db.execute("SELECT * FROM entry ORDER BY number").fetchall()
    columns, last = columns_of(db), len(found)
    for number in (1, last // 2, last):
        for column, value in zip(columns, found[number - 1]):
            yield f"{column} of {number}", [(f"UPDATE entry SET {column} = ? WHERE number = ?",
                                             (other(value), number))]
        yield f"without {number}", [("DELETE FROM entry WHERE number = ?", (number,))]
    # Its own digest is put right, but not what the next one has of it.
    forged = digest_of(columns[:-1], (1, *(
        "another" if column == "batch" else value
        for column, value in zip(columns[1:-1], found[0][1:-1]))))
    yield "the first with its digest", [
        ("UPDATE entry SET batch = 'another', digest = ? WHERE number = 1", (forged,))]
    yield "without the last five", [("DELETE FROM entry WHERE number > ?", (last - 5,))]
    yield "without any", [("DELETE FROM entry", ())]
    yield "one more", [(f"INSERT INTO entry VALUES ({', '.join('?' * len(columns))})",
                        (last + 1, "payment", "another", *found[-1][3:]))]
    yield "two in each other's place", [("UPDATE entry SET number = ? WHERE number = ?", pair)
                                        for pair in ((last + 9, 1), (1, 2), (2, last + 9))]


@trial
def tampering_behind_its_back_is_found(size):
    data, _ = small_ledger(size)
    head = intact("small.db")
    with opened("small.db") as db:
        changes = list(tampering(db))

    def check(folder, case):
        what, statements = case
        ledger = folder / LEDGER
        ledger.write_bytes(data)
        with opened(ledger) as db:
            triggers = without_triggers(db)
            db.execute("PRAGMA ignore_check_constraints = ON")
            try:
                for statement, values in statements:
                    db.execute(statement, values)
            except sqlite3.DatabaseError:
                return 0  # what the table itself never takes
            for trigger in triggers:  # nothing else may show it
                db.execute(trigger)
        result = run("list-aid", "--ledger", ledger, "--verify")
        same(result.status, 1, f"list-aid --verify, {what}: {result.err!r}")
        holds(str(ledger) in result.out.decode(), lambda: f"{what}: {result.out!r}")
        result = run("list-aid", "--ledger", ledger, "--verify", "--head", head)
        same(result.status, 1, f"list-aid --verify --head, {what}: {result.err!r}")
        for program, (arguments, given) in reading(size, ledger, "one").items():
            result = run(program, *arguments, stdin=given)
            holds(result.status == 2, lambda: f"{program} takes it, {what}: {result}")
            refused(result, program, str(ledger))
        return 1

    done = sum(in_folders(check, changes))
    holds(done > 30, f"only {done} of {len(changes)} could be made")
    return f"{done} changes"


@trial
def a_head_that_was_filed_shows_what_was_cut_off(size):
    """Without it, an older copy, or a chain written anew with all its counts, is a whole one."""
    posted(LEDGER, "one", aid("one", size.few))
    early = Path(LEDGER).read_bytes()
    first = intact(LEDGER)
    posted(LEDGER, "two", aid("two", size.few))
    head = intact(LEDGER)
    for filed in (first, head):
        same(run("list-aid", "--ledger", LEDGER, "--verify", "--head", filed).status, 0, "head")
    whole = Path(LEDGER).read_bytes()

    def shown():
        result = run("list-aid", "--ledger", LEDGER, "--verify", "--head", head)
        same(result.status, 1, f"list-aid --verify --head ({result.err!r})")

    Path(LEDGER).write_bytes(early)
    same(intact(LEDGER), first, "head")
    shown()
    Path(LEDGER).write_bytes(whole)
    with opened(LEDGER) as db:
        triggers = without_triggers(db)
        db.execute("DELETE FROM entry WHERE number > 3")
        db.execute("UPDATE sqlite_sequence SET seq = 3")
        db.execute("UPDATE entry SET amount_fen = amount_fen + 1 WHERE number = 2")
        before = "0" * 64
        for number, *values in db.execute("SELECT * FROM entry ORDER BY number").fetchall():
            forged = digest_of(columns_of(db)[:-1], (number, *values[:-2], before))
            db.execute("UPDATE entry SET previous = ?, digest = ? WHERE number = ?",
                       (before, forged, number))
            before = forged
        for trigger in triggers:
            db.execute(trigger)
    same(intact(LEDGER), before, "head")
    shown()
