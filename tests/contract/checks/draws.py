"""Applications of which only those are written that were drawn to be visited."""
import os
import random
from collections import Counter

from checks.harness import counts, ends, holds, refuses, rows, run, same, test
from checks.programs import DRAW
from checks.rejects import CARD, ID, PHONE, silent_about, spoken
from checks.samples import Table, read, write


def applications(table, count=300):
    """Lines of two years and three unions; some visited, doubtful, refused, by the short way."""
    dice = random.Random(3)
    for i in range(count):
        yield table.record(f"r{i:03}", f"LA{i:03}",
                           applied_on=dice.choice(("2024-06-03", "2025-08-04")),
                           union=dice.choice(("甲", "乙", "丙")),
                           county_visited=dice.choice(("yes", "no", "no", "no", "no")),
                           doubtful=dice.choice(("yes", "no", "no", "no", "no", "no")),
                           category=dice.choice(("deep", "deep", "deep", "accidental")),
                           first_review=dice.choice(("pass", "pass", "pass", "pass", "fail")))


def with_keys(table):
    return table.header("household_id")


def drawn(program, *arguments, **more):
    """The records that are written, by their columns."""
    result = run(program, *arguments, **more)
    holds(result.status in (0, 1), result.err)
    header, *records = rows(result.out)
    return [dict(zip(header, record)) for record in records]


@test(DRAW)
def what_is_drawn_are_records_as_they_were_in_their_order(program):
    table = Table(program)
    lines = list(applications(table))
    write("in.csv", with_keys(table) + "".join(lines))
    out = run(program, "in.csv").out.decode().splitlines()
    holds(20 < len(out) < 200, f"{len(out)} lines")
    holds(out[0].startswith(with_keys(table).strip() + ","), out[0])
    at = 0
    for written in out[1:]:
        while not written.startswith(lines[at].strip() + ","):
            at += 1
        at += 1
    same({row["visit_draw"] for row in drawn(program, "in.csv")}, {"doubtful", "lot"})


@test(DRAW)
def as_many_are_drawn_as_half_of_each_year_needs(program):
    table = Table(program)
    write("in.csv", with_keys(table) + "".join(applications(table)))
    header, *records = rows(read("in.csv"))
    found = drawn(program, "in.csv")
    names = {row["household_id"] for row in found}
    for year in ("2024", "2025"):
        of_year = [row for row in (dict(zip(header, record)) for record in records)
                   if row["applied_on"].startswith(year) and row["first_review"] == "pass"
                   and row["category"] != "accidental"]
        doubtful = {row["household_id"] for row in of_year
                    if row["doubtful"] == "yes" and row["county_visited"] == "no"}
        visited = {row["household_id"] for row in of_year if row["county_visited"] == "yes"}
        holds(doubtful and visited and len(of_year) > 10, f"{year}: a sample of nothing")
        ids = {row["household_id"] for row in of_year}
        holds(doubtful <= names, f"{year}: doubtful ones are not drawn: {doubtful - names}")
        same(visited & names, set(), f"{year}: visited before")
        same(len((names | visited) & ids),
             max(-(-len(of_year) // 2), len(doubtful | visited)), f"visits of {year}")
        names -= ids
    same(names, set(), "neither refused ones nor those of the short way")
    same({row["household_id"]: row["doubtful"] for row in found if row["visit_draw"] == "doubtful"},
         {row["household_id"]: "yes" for row in found if row["doubtful"] == "yes"})


@test(DRAW)
def the_same_are_drawn_in_any_order(program):
    table = Table(program)
    lines = list(applications(table))
    write("in.csv", with_keys(table) + "".join(lines))
    expected = run(program, "in.csv")
    dice = random.Random(4)
    for jobs in ("1", "2", "4", "4"):
        same(run(program, "-j", jobs, "in.csv"), expected, f"-j {jobs}")
        dice.shuffle(lines)
        write("1.csv", with_keys(table) + "".join(lines[:23]))
        write("2.csv", with_keys(table) + "".join(lines[23:]))
        other = run(program, "-j", jobs, "1.csv", "2.csv")
        same(sorted(other.out.splitlines()), sorted(expected.out.splitlines()))
        same((other.status, other.err), (expected.status, expected.err))


@test(DRAW)
def other_seeds_draw_others_and_the_same_the_same(program):
    table = Table(program)
    write("in.csv", with_keys(table) + "".join(applications(table)))
    seeds = ("0", "1", "2", "18446744073709551615")
    found = [run(program, "--seed", seed, "in.csv").out for seed in seeds]
    same(found[0], run(program, "in.csv").out)
    same(len(set(found)), len(seeds), "different draws")
    for seed, out in zip(seeds, found):
        same(run(program, "-j", "4", "--seed", seed, "in.csv").out, out)
    same({len(out.splitlines()) for out in found}, {len(found[0].splitlines())}, "as many")


@test(DRAW)
def a_seed_without_a_draw_is_refused(program):
    plain = type(program)(program.name, program.kind)
    refuses(plain, run(plain, "--seed", "1", stdin=Table(program).of(1)), "--seed")


@test(DRAW)
def what_is_drawn_does_not_replace_the_table(program):
    data = Table(program).of(3)
    write("in.csv", data)
    os.symlink("in.csv", "link.csv")
    for target in ("in.csv", "./in.csv", "link.csv"):
        refuses(program, run(program, "in.csv", "-o", target), "in.csv")
    same(read("in.csv"), data)


@test(DRAW)
def a_draw_counts_what_it_takes_in_and_writes(program):
    table = Table(program)
    yes = {"doubtful": "yes", "county_visited": "no"}
    lines = [*(table.record(f"r{i}", **yes) for i in range(4)), "short\n",
             *(table.record(f"v{i}") for i in range(3)), table.record("bad", visitors="x", **yes)]
    result = run(program, "--summary", "--rejects", "rejects.csv", stdin=table.make(*lines))
    ends(result, 1)
    counted, written = counts(result.err)
    same((counted[:3], written), ((9, 8, 1), 4))
    same([row[0] for row in rows(result.out)[1:]], ["r0", "r1", "r2", "r3"])
    same(len(rows(read("rejects.csv"))), 2, "lines of rejects")
    result = run(program, "--summary", stdin=table.of(0))
    ends(result, 0)
    same((counts(result.err), len(rows(result.out))), (((0, 0, 0, 0), 0), 1))


@test(DRAW)
def a_draw_of_what_was_drawn_is_the_same(program):
    table = Table(program)
    record = [table.record(f"r{i}", doubtful="yes", county_visited="no") for i in range(3)]
    once = run(program, stdin=table.make(*record))
    same(run(program, stdin=once.out), once)


@test(DRAW)
def accounts_of_a_draw_are_of_all_applications(program):
    table = Table(program)
    lines = list(applications(table))
    write("in.csv", with_keys(table) + "".join(lines))
    plain = run(type(program)(program.name, program.kind), "--explain", "in.csv")
    table_out = run(program, "in.csv").out
    result = run(program, "--explain", "-o", "out.csv", "in.csv")
    same(read("out.csv"), table_out)
    same(result.out, plain.out)
    same(Counter(row["visit_draw"] for row in drawn(program, "in.csv")).keys(),
         {"doubtful", "lot"})


@test(DRAW)
def a_draw_says_no_numbers(program):
    table = Table(program)
    for number in (ID, PHONE, CARD):
        lines = "".join(table.record(number, number, **{name: number}) for name in table.good)
        for header in (table.header(), with_keys(table)):
            result = run(program, "--summary", "--explain", stdin=(header + lines).encode())
            silent_about(result, number, header)
            holds(number not in spoken(result.out.decode()), result.out)
