"""Command lines: help, versions, options that are wrong."""
import re
import string

from checks.harness import PLAIN_BUILD, ends, holds, refuses, run, same, test
from checks.programs import ANY, EACH, LIST, POLICY, TABLE, TABLELESS
from checks.samples import write

# What some program of the suite takes, or another suite would.
WORDS = ("account agenda all as-of baseline batch begin calendar check checklist columns contact "
         "count date days debug delete delimiter draw-visits encoding event exits explain for "
         "force format from head household id in-place item jobs key-file kind lang ledger mask "
         "minutes month months no-header notify only output output-dir overwrite policy progress "
         "purpose quiet reason region rejects result reverse roster run-sheet scheme seed set "
         "sheet-rows skip-blocked strict success sum summary survey targets tasks template "
         "threads title totals unmasked update verbose verify wait working-days year").split()
LETTERS = string.ascii_lowercase + "DEFNVZ"


def options(program):
    """(letter, name, value) of each option, as its help has them."""
    text = run(program, "--help").out.decode()
    section = text[text.index("\nOptions:\n"):text.index("\nExit status:\n")]
    return re.findall(r"^ +(?:-(\w), )?--([a-z-]+)(?: ([A-Z]+))?(?: |$)", section, re.MULTILINE)


def is_unknown(program, option):
    return "unknown option" in run(program, option).err


@test(*EACH)
def help_goes_to_standard_output(program):
    for option in ("--help", "-h"):
        result = run(program, option)
        ends(result, 0)
        same(result.err, "", "standard error")
        holds(result.out.decode().startswith(f"Usage: {program.name} [OPTION]..."), result.out)
    holds(len(options(program)) > 2, "it lists its options")


@test(*EACH)
def help_has_an_example_of_the_program(program):
    text = run(program, "--help").out.decode()
    example = re.search(r"^Example:\n  (.*)\n", text, re.MULTILINE)
    holds(example and program.name in example[1].split(), f"no example: {text}")


@test(*EACH)
def help_says_what_the_exit_statuses_mean(program):
    text = run(program, "--help").out.decode()
    for status in "012":
        holds(re.search(rf"^  {status}  \w", text, re.MULTILINE), f"no {status}: {text}")


@test(*EACH)
def help_names_every_option_that_is_taken(program):
    letters = {letter for letter, _, _ in options(program) if letter}
    names = {name for _, name, _ in options(program)}
    for letter in LETTERS:
        same(not is_unknown(program, "-" + letter), letter in letters, f"it takes -{letter}")
    same(letters - set(LETTERS), set(), "letters that are not asked for")
    # What a program does not take is the same in a build with sanitizers, which takes longer.
    for word in sorted(names | set(WORDS if PLAIN_BUILD else ())):
        # With a letter too many an option is unknown; an abbreviation of one is not asked for.
        if not any(name.startswith(word) and name != word for name in names):
            same(not is_unknown(program, "--" + word), word in names, f"it takes --{word}")


@test(*TABLE)
def it_has_the_options_common_to_all(program):
    common = {"help", "version", "output", "jobs", "delimiter", "rejects", "summary", "progress",
              "no-progress", "no-header", "columns"}
    missing = common - {name for _, name, _ in options(program)}
    same(missing, set(), "options missing")
    letters = {name: letter for letter, name, _ in options(program)}
    same([letters[name] for name in ("help", "version", "output", "jobs")], list("hVoj"))


@test(*EACH)
def the_version_is_one_line(program):
    for option in ("--version", "-V"):
        result = run(program, option)
        ends(result, 0)
        same(result.err, "", "standard error")
        holds(re.fullmatch(rf"{program.name} \(bangfu\) \d+\.\d+\.\d+\n", result.out.decode()),
              result.out)


@test(*EACH)
def unknown_options_are_named(program):
    for option in ("--nonsense", "-Z", "--nonsense=value", "-é", "--é"):
        refuses(program, run(program, option), option.split("=")[0])
    refuses(program, run(program, "-hZ"), "-Z")


@test(*EACH)
def an_option_without_its_value_is_named(program):
    for letter, name, value in options(program):
        if value:
            refuses(program, run(program, f"--{name}"), f"--{name}")
        if value and letter:
            refuses(program, run(program, f"-{letter}"), f"-{letter}")


@test(*EACH)
def a_value_where_none_is_taken_is_named(program):
    for _, name, value in options(program):
        if not value:
            refuses(program, run(program, f"--{name}=x"), f"--{name}")


@test(*EACH)
def long_options_may_be_abbreviated(program):
    same(run(program, "--vers"), run(program, "--version"))
    same(run(program, "--hel"), run(program, "--help"))


@test(*TABLE)
def an_abbreviation_of_two_options_is_refused(program):
    refuses(program, run(program, "--no-"), "--no-")


@test(*EACH)
def two_dashes_end_the_options(program):
    refuses(program, run(program, "--", "--help"), "--help")
    refuses(program, run(program, "--", "-V"), "-V")


@test(*TABLE)
def options_may_follow_operands(program):
    same(run(program, "no-such-file", "--version"), run(program, "--version"))


@test(*TABLELESS)
def operands_are_refused(program):
    refuses(program, run(program, *program.arguments, "operand"), "operand")


@test(*ANY)
def values_that_will_not_do_are_named(program):
    days = ("2025-02-29", "2025-3-1", "x", "")
    numbers = ("0", "-1", "1.5", "+1", " 1", "1x", "100000", "9" * 30, "")
    wrong = {"date": days, "as-of": days, "from": days, "working-days": numbers,
             "months": numbers, "days": numbers,
             "seed": ("-1", "+1", " 1", "1.5", "x", "1x", "18446744073709551616", ""),
             "region": ("34150", "x", ""),
             "jobs": ("0", "65", "-1", "2x", "1e1", ""), "delimiter": ("", "ab", '"', "\n", "，"),
             "format": ("xml", ""), "scheme": ("x", ""), "lang": ("x", "", "zh_CN"),
             "month": ("2025-13", "2025-3", "x", "", "2025-03-01"),
             "sheet-rows": ("0", "-1", "1048577", "1e3", "+1", " 1", "1x", ""),
             "year": ("0", "10000", "-1", "x", "2025x", " 2025", ""), "item": ("x", "Living", ""),
             "count": ("-1", "1.5", "x", "1x", "9" * 30, ""),
             "sum": ("-1", "1.234", "x", "1e3", ""),
             "wait": ("-1", "1.5", "x", "1x", "9" * 30, ""), "batch": ("",), "household": ("",),
             "success": ("", " "), "for": ("x", "", "Log", "publicity,log"),
             "id": ("x", "", "all"), "kind": ("x", "", "Sms", "sms,exit"),
             "set": ("x", "", "=x", "a b=x"),
             "reverse": ("x", "a:b", "a:b:c", ":b:living", "a::living", ""),
             "targets": ("", "x=1", "living", "living=", "living=-1", "living=1.5", "living=1,,",
                         "living=1;medical=2")}
    known = {name for _, name, _ in options(program)}
    for name, values in wrong.items():
        for value in values if name in known else ():
            refuses(program, run(program, *program.arguments, f"--{name}={value}"),
                    f"--{name}")


@test(*TABLE)
def options_that_do_not_go_together_are_refused(program):
    refuses(program, run(program, "--no-header"), "--no-header", "--columns")
    if program.kind != LIST:  # which picks its columns with that
        refuses(program, run(program, "--columns", "a,b"), "--no-header", "--columns")


@test(*POLICY)
def a_broken_policy_is_refused(program):
    for policy in ("no-such-file", "/dev/null", "."):
        refuses(program, run(program, *program.arguments, "--policy", policy), policy)


@test(*ANY)
def a_broken_calendar_is_refused(program):
    if is_unknown(program, "--calendar"):
        return
    write("other.csv", "a,b\nx,y\n")
    write("day.csv", "date,kind,source\n2025-02-29,holiday,notice\n")
    for calendar in ("no-such-file", "/dev/null", ".", "other.csv", "day.csv"):
        refuses(program, run(program, *program.arguments, "--calendar", calendar), calendar)


