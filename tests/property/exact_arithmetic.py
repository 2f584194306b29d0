#!/usr/bin/env python3
"""Money and rates of lib/base/money.h against an independent account in exact fractions.

Random values, those at the ends of 64 bits and those exactly between two results among them, go
through the program tests/property/arithmetic.c ($BANGFU_ARITHMETIC, else tests/arithmetic beside
the programs in $BANGFU_BIN); what it prints must be what is worked out here.

usage: tests/property/exact_arithmetic.py [SEED]
"""
import os
import random
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

INT64_MIN, INT64_MAX = -2**63, 2**63 - 1
WIDE_MIN, WIDE_MAX = -2**127, 2**127 - 1
RATE_MAX = 10**12  # millionths: no rate is larger than a million
MILLION = 10**6

SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 20250301
chance = random.Random(SEED)


# --- the account: what the results must be -----------------------------------------------------

def round_half_away(value):
    """A fraction as a whole number; a half goes away from zero."""
    whole = int(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole


def fits(value, low=INT64_MIN, high=INT64_MAX):
    return low <= value <= high


def result(value):
    return str(value) if fits(value) else "overflow"


def rounded(fen, unit):
    """An exact amount as a multiple of `unit` fen."""
    return result(round_half_away(Fraction(fen) / unit) * unit)


def product_fits(amount, r, s):
    """Whether `amount × r × s`, in millionths of a millionth of a fen, fits in 128 bits."""
    return fits(amount * r * s, WIDE_MIN, WIDE_MAX)


def parsed(text, places, sign, low, high):
    """The results that reading a text as a decimal of the smallest place may have."""
    match = re.fullmatch(r"(-?)([0-9]+)(?:\.([0-9]+))?", text)
    if not match or (match[1] and not sign):
        return {"not-a-number"}
    value = Fraction(text.lstrip("-")) * 10**places * (-1 if match[1] else 1)
    faults = set()
    if len(match[3] or "") > places:
        faults.add("too-many-decimals")
    if not fits(value, low, high):
        faults.add("overflow")
    return faults or {str(value)}


def parsed_money(text):
    results = parsed(text, 2, True, INT64_MIN, INT64_MAX)
    # The one amount whose opposite does not fit may be refused.
    return results | {"overflow"} if str(INT64_MIN) in results else results


def parsed_percent(text):
    if not text.endswith("%"):
        return {"not-a-number"}
    return parsed(text[:-1], 4, False, 0, RATE_MAX)


def money_text(fen):
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02}"


def shortest(value, places):
    """A whole number of the smallest place, as a decimal without needless zeros."""
    whole, part = divmod(value, 10**places)
    return f"{whole}.{part:0{places}}".rstrip("0").rstrip(".")


# --- values ------------------------------------------------------------------------------------

def near(*centres):
    return chance.choice(centres) + chance.randint(-3, 3)


def clamp(value, low=INT64_MIN, high=INT64_MAX):
    return max(low, min(high, value))


def magnitude(bits):
    """As many small numbers as large ones."""
    return chance.getrandbits(chance.randint(0, bits))


def any_fen():
    """Amounts of every size, near zero and near both ends."""
    if chance.random() < 0.2:
        return clamp(near(INT64_MIN, INT64_MAX, 0, INT64_MAX // 2, INT64_MIN // 2))
    return clamp(chance.choice((1, -1)) * magnitude(63))


def household_fen():
    """Amounts such as households have."""
    return chance.choice((1, 1, 1, -1)) * chance.randint(0, 10**chance.randint(1, 10))


def any_rate():
    if chance.random() < 0.1:
        return clamp(near(0, MILLION, RATE_MAX), 0, RATE_MAX)
    return clamp(magnitude(40), 0, RATE_MAX)


def plain_rate():
    """Rates as a plan writes them: 80 %, 15 %, 9.5 months, 1.5 times."""
    return chance.choice((chance.randint(0, 100) * 10_000, chance.randint(0, 1000) * 1000,
                          chance.randint(0, 24) * MILLION // 2))


def unit():
    return chance.choice((1, 100))


def decimal_text(places, digits):
    """A well-formed number: leading zeros, now and then more decimals than the unit has."""
    text = str(chance.getrandbits(chance.randint(0, digits * 3)))
    text = "0" * chance.choice((0, 0, 0, 1, 2, 30)) + text
    if chance.random() < 0.7:
        count = chance.randint(1, places if chance.random() < 0.85 else places + 3)
        text += "." + "".join(chance.choice("0123456789") for _ in range(count))
    return text


JUNK = ["", "-", ".", "-.", "--1", "+5", "5.", ".5", "1..2", "1.2.3", "1,000", "1 000", " 1", "1 ",
        "1.", "1e3", "1E3", "0x10", "inf", "nan", "12元", "¥12", "12", "1.2万", "一", "1'000",
        "1_000", "1.-2", "-+1", "1-", "%", "80%%", "%80", "-80%", "80 %", "80", "0.8",
        "99999999999999999999x", "1/2", "½", "٣", "\u00a01", "1\u3000", "1\r", "1;2", "０.５"]


def spoilt(text):
    """A number with one character put in, taken out or changed."""
    place = chance.randint(0, len(text))
    stray = chance.choice("+-. ,%eExX/:;元１")
    return chance.choice((text[:place] + stray + text[place:], text[:place] + text[place + 1:],
                          text[:place] + stray + text[place + 1:]))


def number_text(places, digits, ends):
    draw = chance.random()
    if draw < 0.15:
        return chance.choice(JUNK)
    if draw < 0.30:
        return shortest(abs(near(*ends)), places)
    text = decimal_text(places, digits)
    return spoilt(text) if draw < 0.5 else text


# --- properties: each yields a line for the program and the results it may have ------------------

def parse_money():
    text = number_text(2, 22, (INT64_MAX, -INT64_MIN, 10 * INT64_MAX, 0))
    if chance.random() < 0.3:
        text = "-" + text
    return ("parse_money", text), parsed_money(text)


def parse_rate():
    text = number_text(6, 10, (RATE_MAX, INT64_MAX, 0))
    return ("parse_rate", text), parsed(text, 6, False, 0, RATE_MAX)


def parse_percent():
    text = number_text(4, 12, (RATE_MAX, INT64_MAX, 0))
    if chance.random() < 0.9:
        text += "%"
    return ("parse_percent", text), parsed_percent(text)


def format_money():
    fen = any_fen()
    return ("format_money", fen), {money_text(fen)}


def read_back():
    fen = any_fen()
    return ("parse_money", money_text(fen)), parsed_money(money_text(fen))


def format_rate():
    rate = any_rate() if chance.random() < 0.5 else plain_rate()
    return ("format_rate", rate), {shortest(rate, 6)}


def format_percent():
    rate = any_rate() if chance.random() < 0.5 else plain_rate()
    return ("format_percent", rate), {shortest(rate, 4) + "%"}


def add():
    a, b = any_fen(), any_fen()
    if chance.random() < 0.3:  # a sum that just fits, or just does not
        b = clamp(near(INT64_MIN, INT64_MAX) - a)
    return ("add", a, b), {result(a + b)}


def subtract():
    a, b = any_fen(), any_fen()
    if chance.random() < 0.3:
        b = clamp(a - near(INT64_MIN, INT64_MAX))
    return ("subtract", a, b), {result(a - b)}


def times():
    a, count = any_fen(), chance.choice((chance.randint(1, 99), 12, any_fen()))
    if chance.random() < 0.3 and count:
        a = clamp(near(INT64_MIN, INT64_MAX) // count)
    return ("times", a, count), {result(a * count)}


def round_money():
    fen = any_fen()
    return ("round_money", fen, u := unit()), {rounded(fen, u)}


def times_rate():
    draw = chance.random()
    if draw < 0.5:
        fen, rate = household_fen(), plain_rate()
    elif draw < 0.8:
        fen, rate = any_fen(), any_rate()
    else:  # a result that just fits, or just does not
        rate = max(1, any_rate())
        fen = clamp(near(INT64_MIN, INT64_MAX) * MILLION // rate)
    u = unit()
    return ("times_rate", fen, rate, u), {rounded(Fraction(fen * rate, MILLION), u)}


def halves():
    """Products that lie exactly between two results, and a millionth beside."""
    u = unit()
    rate = chance.choice((500_000, 50_000, 125_000, 1_500_000, 2_500, 1))
    step = Fraction(u, 2) * MILLION / rate  # this many fen are half a unit
    fen = int(step * (2 * chance.randint(0, 10**6) + 1)) * chance.choice((1, -1))
    fen += chance.choice((0, 0, 0, 1, -1))
    return ("times_rate", fen, rate, u), {rounded(Fraction(fen * rate, MILLION), u)}


def sum_products():
    u, total, possible, numbers = unit(), 0, True, []
    for _ in range(chance.randint(1, 6)):
        if chance.random() < 0.7:
            fen, r, s = household_fen(), plain_rate(), plain_rate()
        else:
            fen, r, s = any_fen(), any_rate(), any_rate()
        numbers += [fen, r, s]
        possible = possible and product_fits(fen, r, s)
        total += fen * r * s
        possible = possible and fits(total, WIDE_MIN, WIDE_MAX)
    expected = rounded(Fraction(total, MILLION**2), u) if possible else "overflow"
    return ("sum_products", u, *numbers), {expected}


def wide_edge():
    """Products and sums at the ends of 128 bits, and those that would wrap to a small number."""
    small = [household_fen(), plain_rate(), MILLION]
    draw = chance.random()
    if draw < 0.4:
        fen, r = any_fen(), any_rate()
        s = clamp(WIDE_MAX // (abs(fen * r) or 1) + chance.randint(-1, 1), 0, RATE_MAX)
        numbers = [fen, r, s]
    elif draw < 0.6:  # a product of 2^128 or more, of which no low bit is set
        numbers = [2**62 * chance.choice((1, -1)), 2**chance.randint(33, 39), 2**39]
    elif draw < 0.8:  # four times 2^126, or less of it
        numbers = [2**62, 2**32, 2**32] * chance.randint(1, 4)
    else:  # 2^126 there and back
        numbers = [2**62, 2**32, 2**32, -2**62, 2**32, 2**32]
    numbers += small
    total, possible = 0, True
    for fen, r, s in zip(numbers[::3], numbers[1::3], numbers[2::3]):
        total += fen * r * s
        possible = possible and product_fits(fen, r, s) and fits(total, WIDE_MIN, WIDE_MAX)
    expected = rounded(Fraction(total, MILLION**2), 1) if possible else "overflow"
    return ("sum_products", 1, *numbers), {expected}


def floor():
    fen, u = any_fen(), unit()
    while not fits(fen // u * u):
        fen = any_fen()
    return ("floor", fen, u), {str(fen // u * u)}


def divide():
    numerator = any_fen()
    denominator = chance.choice((12, 100, chance.randint(1, 99) * 12, abs(any_fen()) or 1))
    denominator = clamp(denominator)
    if chance.random() < 0.3:  # exactly a half, or beside it
        denominator = 2 * chance.randint(1, 10**6)
        numerator = chance.choice((1, -1)) * denominator // 2 * (2 * chance.randint(0, 10**6) + 1)
        numerator += chance.choice((0, 0, 1, -1))
    value = round_half_away(Fraction(numerator, denominator))
    return ("divide", numerator, denominator), {str(value)}


PROPERTIES = [
    ("amounts are read exactly, or refused for the right reason", parse_money, 20_000),
    ("rates are read exactly, or refused for the right reason", parse_rate, 10_000),
    ("percentages are read exactly, or refused for the right reason", parse_percent, 10_000),
    ("amounts are written with two decimals", format_money, 10_000),
    ("an amount that was written reads back as itself", read_back, 5_000),
    ("rates are written with the decimals they need", format_rate, 5_000),
    ("percentages are written with the decimals they need", format_percent, 5_000),
    ("sums are exact or refused", add, 10_000),
    ("differences are exact or refused", subtract, 10_000),
    ("multiples are exact or refused", times, 10_000),
    ("an amount rounds to yuan, half away from zero", round_money, 5_000),
    ("an amount times a rate is rounded once, half away from zero", times_rate, 20_000),
    ("halves go away from zero, what is beside them does not", halves, 10_000),
    ("sums of products are rounded once, at the end", sum_products, 10_000),
    ("products and sums that leave 128 bits are refused", wide_edge, 10_000),
    ("the floor is the multiple at or below", floor, 5_000),
    ("quotients round half away from zero", divide, 10_000),
]


def program():
    if "BANGFU_ARITHMETIC" in os.environ:
        return Path(os.environ["BANGFU_ARITHMETIC"])
    binaries = os.environ.get("BANGFU_BIN", Path(__file__).resolve().parents[2] / "build/bin")
    return Path(binaries).parent / "tests/arithmetic"


def main():
    cases = [(name, [make() for _ in range(count)]) for name, make, count in PROPERTIES]
    text = "".join("\t".join(map(str, line)) + "\n" for _, batch in cases for line, _ in batch)
    try:
        done = subprocess.run([program()], input=text.encode(), capture_output=True, check=False)
    except OSError as error:
        print(f"not ok - {program()} runs\n# {error}")
        return 1
    printed = done.stdout.decode(errors="replace").split("\n")[:-1]
    print(f"# seed {SEED}, {text.count(chr(10))} values")
    if done.returncode != 0 or len(printed) != text.count("\n"):
        print(f"not ok - {program()} answers every line\n# exit status {done.returncode},"
              f" {len(printed)} answers\n# {done.stderr.decode(errors='replace').strip()}")
        return 1
    answers, failed = iter(printed), False
    for name, batch in cases:
        wrong = [(line, found, expected) for (line, expected), found in zip(batch, answers)
                 if found not in expected]
        print(f"{'not ok' if wrong else 'ok'} - {name} ({len(batch)} values)")
        for line, found, expected in wrong[:5]:
            print(f"# {' '.join(map(str, line))!r}: {found}, must be {' or '.join(expected)}")
        failed = failed or bool(wrong)
    return failed


if __name__ == "__main__":
    sys.exit(main())
