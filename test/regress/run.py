#!/usr/bin/env python3
"""Regression tests: an input once coded wrongly, and what must come out.

usage: run.py [--update] [PROGRAM]; the last line is `N passed, N failed`

test/regress/NAME.in is the input (JSON Lines if its first byte is a brace), NAME.args the arguments (default: code --format jsonl), NAME.out the standard output and exit code.
Fields that change with every edit of a table (`by`) are left out of the comparison."""
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def run(program, name):
    path = os.path.join(HERE, name)
    args = open(path + ".args", encoding="utf-8").read().split() if os.path.exists(path + ".args") else ["code", "--format", "jsonl"]
    with open(path + ".in", "rb") as f:
        done = subprocess.run([program] + args + ["-"], stdin=f, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)
    out = re.sub(rb',"by":\{[^}]*\}', b"", done.stdout)
    return out + b"exit %d\n" % done.returncode, done.stderr


def main():
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    program = args[0] if args else os.path.join(HERE, "..", "..", "build", "demarche")
    passed = failed = 0
    for name in sorted(f[:-3] for f in os.listdir(HERE) if f.endswith(".in")):
        have, errors = run(program, name)
        path = os.path.join(HERE, name + ".out")
        if "--update" in sys.argv:
            open(path, "wb").write(have)
        want = open(path, "rb").read() if os.path.exists(path) else b""
        good = have == want
        passed, failed = passed + good, failed + (not good)
        if not good:
            print(f"{name}:\n  want {want.decode(errors='replace')[:1500]}\n  have {have.decode(errors='replace')[:1500]}\n  {errors.decode(errors='replace')[-1500:]}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
