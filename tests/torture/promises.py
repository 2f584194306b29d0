"""Nobody is named, and the same batch again changes nothing."""
import os
import stat
from decimal import Decimal
from pathlib import Path

from interruptions import calls, check_files, prepared, shim_or_skip, shimmed
from office import (KEY, aid, entries, holds, households, intact, person, post, posted, refused,
                    rows, run, same, secrets, table)
from trial import CHANGES, FILES, LEDGER, in_folders, trial

# --- secrets ----------------------------------------------------------------------------------

@trial
def nobody_but_its_owner_reads_it_and_nobody_is_named_in_it(size):
    batches = (("keyed", size.households), ("plain", size.few))
    forbidden = secrets(*batches)
    Path("key").write_bytes(KEY)
    Path("key").chmod(0o600)
    posted(LEDGER, "plain", aid(*batches[1]), forbidden=forbidden)
    posted(LEDGER, "keyed", aid(*batches[0]), "--key-file", "key", forbidden=forbidden)
    refused(post(LEDGER, "unkeyed", aid("unkeyed", size.few), forbidden=forbidden), "post-aid",
            "--key-file")
    same(oct(stat.S_IMODE(os.stat(LEDGER).st_mode)), "0o600", "mode")
    numbers = {row["household_id"]: row["id_number"] for row in households(*batches[0])}
    for row in entries(LEDGER, forbidden=forbidden):
        same(row["person"], person(numbers[row["household_id"]]) if row["batch"] == "keyed"
             else "", row["household_id"])
    run("list-aid", "--ledger", LEDGER, "--totals", "--year", "2025", forbidden=forbidden)
    for name in os.listdir():
        if name.startswith(LEDGER):
            found = forbidden.search(Path(name).read_bytes())
            holds(not found, f"{name} has a number that nobody may see")


@trial
def what_a_kill_leaves_names_nobody_and_is_its_owner_s(size):
    shim_or_skip()
    data, _ = prepared(size)
    Path("key").write_bytes(KEY)
    Path("key").chmod(0o600)
    forbidden = secrets(("batch", size.households))
    holds(forbidden.search(data), "there is nothing to be found")

    def check(folder, at):
        done = shimmed(folder, "kill", CHANGES, at, "--key-file", "key")
        same(done.returncode, -9, "status")
        check_files(folder)
        for path in folder.iterdir():
            holds(not forbidden.search(path.read_bytes()), f"{path.name} names somebody")
        return [path.name for path in folder.iterdir()]

    found = in_folders(check, range(1, calls(size, CHANGES, False) + 1))
    holds(any(FILES[1] in names for names in found), "no kill leaves a log")


# --- the same batch again ---------------------------------------------------------------------

def changed(data, how):
    """An aid list that differs in one thing."""
    records = rows(data)
    granted = next(row for row in records if Decimal(row["medical_aid"]) > 0)
    how(records, granted)
    return table(records)


def one_fen_less(_, granted):
    for column in ("medical_aid", "total_aid"):
        granted[column] = str(Decimal(granted[column]) - Decimal("0.01"))


def another_item(_, granted):
    # The same money, and no more of either item than is due.
    granted["living_aid"] = str(Decimal(granted["total_aid"]) - Decimal(granted["medical_aid"]))
    granted["medical_aid"], granted["total_aid"] = "", granted["living_aid"]
    granted["approval"] = "county"


def one_more(records, _):
    records.append(dict(rows(aid("more", 14))[0]))


def one_fewer(records, granted):
    records.remove(granted)


def another_day(_, granted):
    granted["assessed_on"] = "2025-03-06"


def another_place(_, granted):
    granted["region"] = "341503"


@trial
def the_same_batch_again_changes_nothing_and_another_by_its_name_is_refused(size):
    data = aid("batch", size.few)
    first = posted(LEDGER, "batch", data)
    before, head = entries(LEDGER), intact(LEDGER)
    holds("nothing" not in first.err and head in first.err, first.err)
    backwards = table(list(reversed(rows(data))))
    for again in (data, data, backwards):  # the order is not its content
        result = posted(LEDGER, "batch", again)
        holds("nothing" in result.err, result.err)
        same((entries(LEDGER), intact(LEDGER)), (before, head), "entries")
    granted = next(row for row in rows(data) if Decimal(row["medical_aid"]) > 0)
    for how in (one_fen_less, another_item, one_more, one_fewer, another_day, another_place):
        result = post(LEDGER, "batch", changed(data, how))
        household = "more-0000" if how is one_more else granted["household_id"]
        refused(result, "post-aid", "batch", household)
        same((entries(LEDGER), intact(LEDGER)), (before, head), f"entries after {how.__name__}")
