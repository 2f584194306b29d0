"""--scheme: the rules that a filter decides by, where it has more than one set of them."""
from checks.harness import ends, holds, refuses, rows, run, same, test
from checks.programs import FILTER, PROGRAMS
from checks.samples import Table

AUTUMN_SCHEME = ("--scheme", "golden-autumn")


def has_schemes(program):
    return f"{program.name} {' '.join(AUTUMN_SCHEME)}" in PROGRAMS


def without_scheme(program):
    return PROGRAMS[program.name]


@test(FILTER)
def a_scheme_that_there_is_not_is_refused(program):
    if not has_schemes(program):
        return
    data = Table(program).of(2)
    for value in ("x", "", "Dossier", "golden", "golden-autumn,", "both", "golden_autumn"):
        for given in (("--scheme", value), (f"--scheme={value}",)):
            refuses(program, run(program, *given, stdin=data), "--scheme", "dossier",
                    "golden-autumn")
            # Whatever else is said: the last does not excuse the first.
            refuses(program, run(program, *given, *AUTUMN_SCHEME, stdin=data), "--scheme")


@test(FILTER)
def the_scheme_dossier_is_that_without_one(program):
    if not has_schemes(program):
        return
    plain = without_scheme(program)
    table = Table(plain)
    data = table.make(table.record("r1"), "short\n", *(
        table.record(f"f{i}", **{column: cell}) for i, (column, cell, _) in
        enumerate(plain.faults)))
    for more in ((), ("--summary",), ("--explain",), ("-j", "3", "--date", "1990-01-01")):
        expected = run(plain, *more, stdin=data)
        ends(expected, 1)
        same(run(plain, "--scheme", "dossier", *more, stdin=data), expected)
        same(run(plain, "--scheme=dossier", *more, stdin=data), expected)
    same(run(plain, "--scheme", "dossier", "--help"), run(plain, "--help"))


@test(FILTER)
def of_two_schemes_the_last_counts(program):
    if not has_schemes(program):
        return
    plain, data = without_scheme(program), Table(program).of(2)
    expected = run(program, stdin=data)
    same(run(plain, "--scheme", "dossier", *program.always, stdin=data),
         expected if program.always else run(plain, stdin=data))
    same(run(plain, *AUTUMN_SCHEME, "--scheme", "dossier", stdin=data), run(plain, stdin=data))


@test(FILTER)
def help_names_the_columns_of_each_scheme(program):
    """Whichever is asked for: who looks for one finds the other."""
    if not has_schemes(program):
        return
    plain = without_scheme(program)
    autumn = PROGRAMS[f"{program.name} {' '.join(AUTUMN_SCHEME)}"]
    text = run(plain, "--help").out.decode()
    for described in (plain, autumn):
        header = rows(run(described, stdin=Table(described).of(1)).out)[0]
        added = header[header.index("remark") + 1:]
        words = text.replace(",", " ").replace("[", " ").replace("]", " ").split()
        holds(added, "it adds columns")
        same([name for name in (*described.good, *added) if name not in words], [],
             f"columns that the help of {described.label} does not name")


@test(FILTER)
def an_application_of_the_other_scheme_needs_its_columns(program):
    """A dossier is none that student aid in autumn can be decided by."""
    if not has_schemes(program):
        return
    autumn = PROGRAMS[f"{program.name} {' '.join(AUTUMN_SCHEME)}"]
    data = Table(without_scheme(program)).of(1)
    refuses(autumn, run(autumn, stdin=data), "no column")


@test(FILTER)
def no_visits_are_drawn_of_student_aid(program):
    if program.name != "check-filing" or not program.always:
        return
    data = Table(program).of(2)
    for draw in (("--draw-visits",), ("--draw-visits", "--seed", "3"), ("--seed", "3")):
        refuses(program, run(program, *draw, stdin=data), "--draw-visits")
        refuses(program, run(program, *draw, "-o", "out.csv", stdin=data), "--draw-visits")
        plain = without_scheme(program)
        refuses(plain, run(plain, *draw, *program.always, stdin=data), "--draw-visits")
