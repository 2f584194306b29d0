"""Trials of the ledger, each of something that must hold whatever happens to it."""
import os
import tempfile
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from office import holds

LEDGER = "aid.db"
FILES = (LEDGER, f"{LEDGER}-wal", f"{LEDGER}-shm")
CHANGES = "write,pwrite,fsync,fdatasync,ftruncate,mmap,rename,link,unlink"
WORKERS = os.cpu_count() or 1


class Size(NamedTuple):
    households: int  # of a batch
    kills: int       # at random moments
    rounds: int      # of eight processes at once
    damages: int     # to a ledger; 0: to each byte
    few: int = 14    # households where the ledger is to be small


class Skipped(Exception):
    """What a trial needs is not here."""


TRIALS = []


def trial(function):
    """Its name says what must hold; it gets a Size, and has a folder of its own."""
    TRIALS.append(function)
    return function


def run_trials(size):
    """One line of result each. True: all hold."""
    good, here = True, os.getcwd()
    os.umask(0)  # what is made for its owner alone does not owe it to the umask
    for function in TRIALS:
        name, wrong = function.__name__.replace("_", " "), None
        with tempfile.TemporaryDirectory(prefix="bangfu-") as folder:
            os.chdir(folder)
            try:
                said = function(size)
                name += f" ({said})" if said else ""
            except Skipped as reason:
                name += f" # skip {reason}"
            except AssertionError as why:
                wrong = str(why)
            except Exception:  # a trial that cannot go on has failed, and the others go on
                wrong = traceback.format_exc()
            finally:
                os.chdir(here)
        print("ok" if wrong is None else "not ok", "-", name, flush=True)
        for line in (wrong or "").splitlines():
            print("#", line)
        good = good and wrong is None
    return good


def in_folders(work, cases):
    """Does the work for each case, in a folder of its own, as many at once as there are
    processors; gives the results."""
    wrong = []

    def one(case):
        with tempfile.TemporaryDirectory(dir=".") as folder:
            try:
                return work(Path(folder), case)
            except AssertionError as why:
                wrong.append(str(why))
                return None
    with ThreadPoolExecutor(WORKERS) as pool:
        found = list(pool.map(one, cases))
    holds(not wrong, lambda: "\n".join([f"{len(wrong)} of {len(found)}:", *wrong[:8]]))
    return found
