"""Tables for those outside the office, letters, and events: what leaves, and what may not."""
import csv
import io
import os
import re
import signal
import stat
import subprocess
from dataclasses import replace
from pathlib import Path

from checks.account import table as of_share
from checks.harness import (EVENT, TIMEOUT, command, counts, ends, holds, refuses, rows, run, same,
                            summary, test)
from checks.outputs import wait_until
from checks.programs import LETTERS, MASK, MASKING, MESSAGES, PAPERS, PLAN, PUBLIC, SHEET
from checks.rejects import CARD, ID, PHONE, silent_about, spoken
from checks.samples import Table, notes, read, write
from checks.tables import ODD_CELLS, decided

NUMBERS = (ID, PHONE, CARD)


def files():
    """Every file that there is, by its path: its bytes."""
    return {str(path): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


# --- what is masked -----------------------------------------------------------------------------

@test(*MASKING)
def what_nobody_knows_does_not_pass(program):
    """Neither its cells nor, where it could be a number of a person, its name."""
    table = Table(program)
    cells = [cell for cell in ODD_CELLS if len(cell.strip('" \u3000')) > 1 and cell != "0.10"]
    for name in ("remark", "家庭住址", "孩子学校"):
        data = table.make(*(table.record(f"r{i}", cell) for i, cell in enumerate(cells)))
        result = run(program, stdin=data.replace(b"remark", name.encode(), 1))
        ends(result, 0)
        header, *found = rows(result.out)
        same([row[0] for row in found], [f"r{i}" for i in range(len(cells))])
        same(name in header, False, f"{name} in {header}")
        if program.way == "--for log":
            place = f"column-{1 + rows(data)[0].index('remark')}"
            same({row[header.index(place)] for row in found}, {"***"}, place)
            continue
        for row in found:
            same([cell for cell in row[1:] if cell not in found[0]], [], "cells of others")


@test(*MASKING)
def what_is_masked_has_the_records_and_columns_that_it_keeps_in_their_order(program):
    table = Table(program).of(50)
    before, found = rows(table), rows(decided(program, table))
    same([row[0] for row in found], [row[0] for row in before])
    places = [f"column-{i + 1}" if f"column-{i + 1}" in found[0] else name
              for i, name in enumerate(before[0])]
    kept = [name for name in places if name in found[0]]
    same(found[0][:len(kept)], kept)
    same({len(row) for row in found}, {len(found[0])}, "cells")
    same([name for name in found[0][len(kept):]],
         ["publicity_from", "publicity_to"] if program.kind == PUBLIC else [])


@test(*MASKING)
def a_header_alone_is_masked_too(program):
    table = Table(program)
    header = decided(program, table.of(1)).partition(b"\n")[0] + b"\n"
    for data in (table.of(0), table.of(0)[:-1], table.of(0)[:-1] + b"\r\n"):
        same(decided(program, data), header)
    same(summary(run(program, "--summary", stdin=table.of(0)).err), (0, 0, 0, 0))


@test(*MASKING)
def masking_twice_is_masking_once(program):
    table = Table(program)
    once = run(program, stdin=table.make(
        table.record("r1"), table.record('"a,b"', "x"), *(
            table.record(f"f{i}", **{column: cell}) for i, (column, cell, _) in
            enumerate(program.faults))))
    ends(once, int(bool(program.faults)))
    same(run(program, stdin=once.out)[:2], once[:2])


@test(*MASKING)
def a_cell_that_will_not_do_is_hidden_and_said(program):
    table = Table(program)
    for column, cell, _ in program.faults:
        write("in.csv", table.make(table.record("r1"), table.record("r2", **{column: cell})))
        result = run(program, "--summary", "in.csv")
        ends(result, 1)
        same(summary(result.err), (2, 2, 0, 1))
        holds(f"{program.name}: in.csv:3: {column}: " in result.err, result.err)
        header, _, bad = rows(result.out)
        holds(bad[header.index(column)] in ("***", "invalid"), bad)
        silent_about(result, ID, cell)


@test(*MASKING)
def no_number_of_a_person_leaves(program):
    """In whatever column it stands, known or not, and in accounts; but not in a share's hash."""
    table = Table(program)
    for number in NUMBERS:
        lines = [table.record(number, number)] + [
            table.record("r", **{name: cell}) for name in table.good
            for cell in (number, f'"{number}、{number}"', f"{number}号")]
        for data in (table.make(*lines), table.make(*lines).replace(b"remark", number.encode(), 1)):
            for more in ((), ("--summary", "-j", "2"), ("--explain",)):
                result = run(program, *more, stdin=data)
                holds(result.status in (0, 1), result.err)
                silent_about(result, number, data)
                holds(number not in spoken(result.out.decode()), result.out)


@test(PUBLIC)
def who_is_not_helped_is_not_published(program):
    table = Table(program)
    lines = []
    for i, category in enumerate(("deep", "none", "相对困难", "invalid", "", "x", "accidental")):
        lines.append(table.record(f"r{i}", category=category))
    result = run(program, "--summary", stdin=table.make(*lines, "short\n"))
    ends(result, 1)
    same(notes(program, result.out), ["r0", "r2", "r6"])
    counted, written = counts(result.err)
    same((counted[:3], written), ((8, 7, 1), 3))
    holds("left out: 0 refused, 4 in no category" in result.err, result.err)


@test(MASK)
def a_key_is_not_written_over_or_shown(program):
    if program.way != "--for share":
        return
    write("key", b"0123456789abcdef" * 2)
    Path("key").chmod(0o600)
    os.symlink("key", "link")
    write("in.csv", Table(program).of(3))
    own = replace(program, always=("--for", "share", "--key-file", "key"))
    whole = run(own, "in.csv")
    ends(whole, 0)
    for target in ("key", "./key", "link"):
        refuses(own, run(own, "in.csv", "-o", target), "key")
    same(read("key"), b"0123456789abcdef" * 2)
    holds(b"0123456789" not in whole.out + whole.err.encode(), "the key is said")
    holds(decided(program, read("in.csv")) != whole.out, "another key gives other hashes")
    Path("key").chmod(0o644)  # others can read it
    refuses(own, run(own, "in.csv"), "key")
    for bad in (b"", b"short", b"0123456789\n"):
        Path("bad").unlink(missing_ok=True)
        write("bad", bad)
        Path("bad").chmod(0o600)
        other = replace(program, always=("--for", "share", "--key-file", "bad"))
        refuses(other, run(other, "in.csv", "-o", "out.csv"), "bad")
    for missing in ("none", ".", ""):
        other = replace(program, always=("--for", "share", "--key-file", missing))
        refuses(other, run(other, "in.csv"))
    same(sorted(os.listdir()), ["bad", "in.csv", "key", "link"], "files")


# --- letters ------------------------------------------------------------------------------------

def folders(program, kind="exit"):
    """The same program, a letter of it in a file of its own for each record."""
    return replace(program, always=("--kind", kind, "--all", "--template", "t.html",
                                    "--output-dir", "out"), says="")


TEMPLATE = "<p>{{#records}}{{number}}/{{count}} {{name}} {{category?|words}}{{/records}}</p>\n"


@test(LETTERS)
def letters_are_files_of_their_owner_and_name_nobody(program):
    table = Table(program)
    write("t.html", TEMPLATE)
    write("in.csv", table.of(12))
    before = os.umask(0)
    result = run(folders(program), "in.csv")
    os.umask(before)
    ends(result, 0)
    same(result.out, b"")
    names = [f"{i:04}.html" for i in range(1, 13)]
    same(sorted(os.listdir("out")), [*names, "index.csv"])
    same({stat.S_IMODE(path.stat().st_mode) for path in Path("out").iterdir()}, {0o600}, "modes")
    same(stat.S_IMODE(Path("out").stat().st_mode), 0o700, "mode of the folder")
    same(read("out/0003.html").decode(), "<p>3/12 r3 深度困难</p>\n")
    same([row[0] for row in rows(read("out/index.csv"))], ["file", *names])
    for jobs in "24":
        own = replace(program, always=(*folders(program).always[:-1], f"out{jobs}"), says="")
        ends(run(own, "-j", jobs, "in.csv"), 0)
        same([read(f"out{jobs}/{name}") for name in names], [read(f"out/{name}") for name in names])


@test(LETTERS)
def letters_that_fail_leave_everything_as_it_was(program):
    write("t.html", TEMPLATE)
    write("in.csv", Table(program).of(30))
    write("other.csv", "a,b\n1,2\n")
    write("bad.html", "{{#records}}{{nobody}}{{/records}}")
    one = folders(program)
    before = files()
    for arguments in (("missing.csv",), ("in.csv", "missing.csv"), ("in.csv", "other.csv"),
                      ("in.csv", "--rejects", "x.csv"), ("in.csv", "-o", "x.html"),
                      ("in.csv", "--template", "bad.html"), ("in.csv", "--output-dir", "no/such"),
                      ("in.csv", "--output-dir", "in.csv"), ("in.csv", "--output-dir", "")):
        result = run(one, *arguments)
        ends(result, 2)
        same(result.out, b"")
        same((files(), sorted(os.listdir())), (before, sorted(before)), f"after {arguments}")
    ends(run(one, "in.csv"), 0)
    before = files()
    refuses(one, run(one, "in.csv"), "out")  # what is there is not written over
    ends(run(one, "--overwrite", "in.csv", "missing.csv"), 2)
    same((files(), sorted(os.listdir("out"))[:2]), (before, ["0001.html", "0002.html"]))
    ends(run(one, "--overwrite", stdin=Table(program).of(2)), 0)
    same(sorted(os.listdir("out")), ["0001.html", "0002.html", "index.csv"])


@test(LETTERS)
def letters_do_not_take_the_place_of_what_they_are_made_of(program):
    os.mkdir("out")
    for table, template in (("out/index.csv", "t.html"), ("out/0001.html", "t.html"),
                            ("in.csv", "out/0002.html")):
        data = Table(program).of(3)
        write(table, data)
        write(template, TEMPLATE)
        one = replace(folders(program), always=("--kind", "exit", "--all", "--template", template,
                                                "--output-dir", "out", "--overwrite"))
        refuses(one, run(one, table))
        same((read(table), read(template)), (data, TEMPLATE.encode()))
        os.remove(table)
        os.remove(template)


@test(LETTERS)
def letters_that_are_interrupted_leave_nothing(program):
    write("t.html", TEMPLATE)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
        with subprocess.Popen(command(folders(program)), stdin=subprocess.PIPE) as child:
            child.stdin.write(Table(program).of(4000))
            child.stdin.flush()
            wait_until(lambda: Path("out").exists() and any(Path("out").glob(".notice.*")))
            os.kill(child.pid, number)
            same(child.wait(TIMEOUT), -number, "exit status")
        same(os.listdir(), ["t.html"], "files")


@test(*PAPERS)
def no_number_of_a_person_is_in_a_letter(program):
    table = Table(program)
    kinds = [program]
    if program.kind == LETTERS:
        write("t.html", "<p>{{#records}}{{name}} {{category}} {{living_aid}} {{total_aid}}"
                        "{{/records}}</p>")
        kinds.append(folders(program))
    for number in NUMBERS:
        lines = [table.record(number, number)] + [
            table.record(f"r{number}", **{name: cell}) for name in table.good
            for cell in (number, f'"{number}、{number}"', f"{number}号")]
        for one in kinds:
            result = run(one, "--summary", "-o" if one is program else "--overwrite",
                         *(("out.html",) if one is program else ()), stdin=table.make(*lines))
            holds(result.status in (0, 1), result.err)
            silent_about(result, number, "letters")
            for name, data in files().items():
                holds(number not in spoken(data.decode()), f"{name}: {data}")
                holds(number not in name, name)


@test(*PAPERS)
def a_template_is_not_written_over(program):
    text = TEMPLATE if program.kind == LETTERS else "{{name}}"
    write("t.html", text)
    os.symlink("t.html", "link.html")
    write("in.csv", Table(program).of(2))
    own = replace(program, always=(*program.always, "--template", "t.html"))
    holds(run(own, "in.csv").status == 0, "the template will do")
    for target in ("t.html", "./t.html", "link.html"):
        refuses(own, run(own, "in.csv", "-o", target), "t.html")
        refuses(own, run(own, "in.csv", "--rejects", target))
    same(read("t.html"), text.encode())


@test(*PAPERS)
def a_template_that_will_not_do_is_named_without_its_numbers(program):
    write("in.csv", Table(program).of(2))
    for bad in ("{{", "{{x", "{{{name}}}", "{{&name}}", "{{nobody}}", "{{name|x}}", "{{/records}}",
                "{{#records}}", "{{#name}}", f"{{{{{ID}}}}}", f"{{{{#{PHONE}}}}}", f"{{{{{CARD}|x}}}}",
                "{{name}}\0", "\xff{{name}}"):
        write("t.html", bad.encode("latin-1"))
        own = replace(program, always=(*program.always, "--template", "t.html"))
        result = run(own, "in.csv", "-o", "out.html")
        refuses(own, result, "t.html")
        for number in NUMBERS:
            silent_about(result, number, bad)
    for missing in ("none.html", ".", ""):
        own = replace(program, always=(*program.always, "--template", missing))
        refuses(own, run(own, "in.csv"))
    same(sorted(os.listdir()), ["in.csv", "t.html"], "files")


@test(LETTERS)
def cells_of_a_letter_are_text_whatever_they_say(program):
    """A reader of another house finds each cell as it was, and no tag that is not the template's."""
    table = Table(program)
    cells = ("<script>alert(1)</script>", "a<b>&amp;&#60;c", "'x'", '"say ""so"""', "</td></tr>",
             "<!--", "]]>", "{{name}}", "{{#records}}", "x" * 10240)
    out = decided(program, table.make(*(table.record(cell) for cell in cells)))
    same(notes(program, out), ["a<b>&amp;&#60;c" if cell == cells[1] else
                               next(csv.reader(io.StringIO(cell)))[0] for cell in cells])
    plain = decided(program, table.make(*(table.record("r") for _ in cells)))
    tags = [re.findall(r"<[/!]?\w+", document.decode()) for document in (out, plain)]
    same(tags[0], tags[1], "tags")


@test(MESSAGES)
def a_message_is_a_row_that_is_not_too_long(program):
    table = Table(program)
    out = decided(program, table.of(3))
    header, *found = rows(out)
    same(header, ["household_id", "phone", "text"])
    same([row[0] for row in found], ["r1", "r2", "r3"])
    result = run(program, "--summary", stdin=table.make(table.record("r1"),
                                                        table.record("r2", name="x" * 501)))
    ends(result, 1)
    same((notes(program, result.out), summary(result.err)), (["r1"], (2, 2, 0, 1)))


# --- events -------------------------------------------------------------------------------------

def own_event(**changed):
    """Tables of an event in the test's own folder, and the program that reads them."""
    for name, text in EVENT.items():
        write(name, changed.get(name.partition(".")[0], text))


def by_own(program):
    return replace(program, **{name: tuple(word.replace("{event}/", "") for word in words)
                               for name, words in (("always", program.always),
                                                   ("arguments", program.arguments))})


@test(PLAN)
def every_piece_is_assigned_or_named_as_unserved(program):
    """Three volunteers of one speed and 60 minutes: 30 pieces of 10 minutes, 18 of them served."""
    own_event(event="title,date,start,duration,venue\n活动,2025-12-27,15:00,65,广场\n",
              roster="name,role\n甲,volunteer\n乙,volunteer\n丙,volunteer\n",
              minutes="repair,minutes\n钉纽扣,10\n换拉链,61\n")
    table, one = Table(program), by_own(program)
    lines = [table.record(f"r{i}", f"x{i}", pieces=str(i % 4 + 1)) for i in range(12)]
    data = table.make(*lines, table.record("long", "y", repair="换拉链"), table.record("bad", pieces="x"))
    result = run(one, "--summary", stdin=data)
    ends(result, 1)
    header, *found = rows(result.out)
    found = [dict(zip(header, row)) for row in found]
    same(sum(int(row["pieces_assigned"] or 0) for row in found), 18)
    same(sum(int(row["unserved"] or 0) for row in found), 13)
    for i in range(12):
        own = [row for row in found if row["worker"] == f"r{i}"]
        same(sum(int(row["pieces_assigned"] or 0) + int(row["unserved"] or 0) for row in own),
             i % 4 + 1, f"pieces of r{i}")
        same({(row["remark"], row["pieces"]) for row in own}, {(f"x{i}", str(i % 4 + 1))})
        same([bool(row["volunteer"]) for row in own], [bool(row["start"]) for row in own])
    same([(row["worker"], row["assignment"], row["assignment_reasons"]) for row in found[-2:]],
         [("long", "unserved", "too-long"), ("bad", "invalid", "pieces:not-a-number")])
    order = [row["worker"] for row in found]
    same(order, sorted(order, key=[f"r{i}" for i in range(12)].__add__(["long", "bad"]).index))
    busy = sorted((row["volunteer"], row["start"], row["end"]) for row in found if row["volunteer"])
    for before, after in zip(busy, busy[1:]):
        holds(before[0] != after[0] or before[2] <= after[1], f"{before} and {after}")
    same({"15:05" <= row[1] < row[2] <= "16:05" for row in busy}, {True}, "within the mending")
    for jobs in "24":
        same(run(one, "--summary", "-j", jobs, stdin=data), result, f"-j {jobs}")


@test(PLAN, SHEET)
def tables_of_an_event_are_not_written_over(program):
    own_event()
    os.mkdir("made")
    one = by_own(program)
    read_by_it = [word for word in (*one.always, *one.arguments) if word.endswith(".csv")]
    for name in read_by_it:
        Path("link.csv").unlink(missing_ok=True)
        os.symlink(name, "link.csv")
        for target in (name, f"./{name}", "link.csv"):
            refuses(one, run(one, *one.arguments, "-o", target, stdin=Table(program).of(2)
                             if program.kind == PLAN else b""), name)
        same(read(name), EVENT[name].encode())


@test(PLAN, SHEET)
def a_table_of_an_event_that_will_not_do_is_named(program):
    one = by_own(program)
    data = Table(program).of(2) if program.kind == PLAN else b""
    used = [word for word in (*one.always, *one.arguments) if word.endswith(".csv")]
    for name in used:
        header = EVENT[name].partition("\n")[0] + "\n"
        for bad in (None, "", "a,b\n1,2\n", header + "1,2,3,4,5,6,7,8\n", header + '"open\n',
                    header + "\xff\0\n", f"{ID},{PHONE},{CARD}\n",
                    *(header + ",".join([number] * (header.count(",") + 1)) + "\n"
                      for number in NUMBERS)):
            own_event()
            if bad is None:
                os.remove(name)
            else:
                write(name, bad.encode("latin-1") if "\xff" in bad else bad)
            result = run(one, *one.arguments, "-o", "out.csv", stdin=data)
            for number in NUMBERS:
                silent_about(result, number, f"{name} {bad!r}")
            if name == "tasks.csv" and bad is not None and result.status == 1:
                # One task is invalid, the list is whole.
                holds(f"{name}:2: " in result.err and ",invalid" in Path("out.csv").read_text(),
                      f"{name} {bad!r}: {result.err}")
                os.remove("out.csv")
                continue
            refuses(one, result, name)
            holds(not Path("out.csv").exists(), f"a table made of {name} {bad!r}")


@test(SHEET)
def what_is_made_of_an_event_is_a_table(program):
    known = {row["column"] for row in of_share("columns.csv")}
    result = run(program, *program.arguments)
    ends(result, program.finds)
    found = rows(result.out)
    same({len(row) for row in found}, {len(found[0])}, "cells")
    same([name for name in found[0] if name not in known], [], "columns that are not known")
    holds(len(found) > 2 and result.out.endswith(b"\n") and b"\r" not in result.out, result.out)


@test(PLAN, SHEET)
def numbers_in_tables_of_an_event_are_not_said(program):
    """Somebody typed them beside a name: they stay in tables, as all cells do, but are in nothing
    that is said, nor in accounts."""
    for number in NUMBERS:
        own_event(**{name: EVENT[f"{name}.csv"].replace(old, f"{old}{number}") for name, old in (
            ("event", "广场"), ("agenda", "讲话"), ("roster", "志1"), ("tasks", "文案"))})
        one = by_own(program)
        data = Table(program).of(20) if program.kind == PLAN else b""
        for more in ((), ("--explain",)) if program.kind == PLAN else ((),):
            result = run(one, *one.arguments, *more, stdin=data)
            holds(result.status in (0, 1), result.err)
            silent_about(result, number, more)
            holds(not more or number not in spoken(result.out.decode()), result.out)
