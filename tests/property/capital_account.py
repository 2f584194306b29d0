#!/usr/bin/env python3
"""Amounts in Chinese capitals (lib/base/capital.h) against an account of its own.

The account writes every digit with its unit and then takes away, by patterns on the text, the zeros
that the rules let nobody read; the program counts groups of four. Every amount from 0.00 to
9999.99, both sides of every boundary and 300 000 random amounts up to 99 999 999.99 go through the
program tests/property/capital.c ($BANGFU_CAPITAL, else tests/capital beside the programs in
$BANGFU_BIN).

usage: tests/property/capital_account.py [SEED]
"""
import os
import random
import re
import subprocess
import sys
from pathlib import Path

SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 20250301
chance = random.Random(SEED)

DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = ["", "拾", "佰", "仟", "万", "拾", "佰", "仟", "亿", "拾", "佰", "仟"]
MOST = 99_999_999_99


def whole_yuan(yuan):
    """`yuan` above 0, every digit with its unit, then without the zeros that are not read."""
    text = ""
    for place, digit in enumerate(reversed(str(yuan))):
        text = DIGITS[int(digit)] + UNITS[place] + text
    text = re.sub("零[拾佰仟]", "零", text)
    text = re.sub("零+", "零", text)
    text = re.sub("零([万亿])", r"\1", text)
    text = text.replace("亿万", "亿零")
    text = re.sub("零+", "零", text)
    return text.removesuffix("零")


def capital(fen):
    yuan, jiao, last = fen // 100, fen // 10 % 10, fen % 10
    if fen == 0:
        return "零元整"
    text = whole_yuan(yuan) + "元" if yuan else ""
    if jiao:
        text += DIGITS[jiao] + "角"
    if last:
        text += ("零" if yuan and not jiao else "") + DIGITS[last] + "分"
    return text if jiao or last else text + "整"


def amounts():
    yield from range(0, 9999_99 + 1)
    for power in range(13):
        for factor in range(1, 10):
            for near in range(-2, 3):
                yield max(0, factor * 10**power + near)
    # One digit, or two, among zeros: all places.
    for high in range(10):
        for low in range(high):
            yield 7 * 10**high + 4 * 10**low
            yield 10**high - 10**low
    for _ in range(300_000):
        yield chance.randint(0, MOST)
    # Many zeros, which random amounts have not.
    for _ in range(50_000):
        yield int("".join(chance.choice("0001") for _ in range(10)))


def main():
    program = os.environ.get("BANGFU_CAPITAL")
    if program is None:
        program = Path(os.environ["BANGFU_BIN"]).parent / "tests" / "capital"
    asked = [fen for fen in amounts() if fen < 10**14]
    done = subprocess.run([program], input="".join(f"{fen}\n" for fen in asked).encode(),
                          stdout=subprocess.PIPE, check=True)
    said = done.stdout.decode().splitlines()
    wrong = [f"{fen}: {found}, expected {capital(fen)}"
             for fen, found in zip(asked, said) if found != capital(fen)]
    if len(said) != len(asked):
        wrong.append(f"{len(said)} lines for {len(asked)} amounts")
    print(f"{'not ok' if wrong else 'ok'} - capitals of {len(asked)} amounts are those of the account")
    for line in wrong[:20]:
        print(f"# {line}")
    return bool(wrong)


sys.exit(main())
