#!/bin/bash
# Free-running fuzzing of all targets in turn, a minute each, until stopped. Gates nothing.
set -u
cd "$(dirname "$0")/../.."
[ -f build-fuzz/build.ninja ] || CC=clang meson setup build-fuzz -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false >/dev/null
[ -f build/build.ninja ] || meson setup build >/dev/null
ninja -C build-fuzz >/dev/null && ninja -C build kb.dem >/dev/null || exit 1
mkdir -p build-fuzz/corpus test/fuzz/found
while :; do
    for target in text json conllu model weights table overlay dictionary; do
        mkdir -p "build-fuzz/corpus/$target"
        DEMARCHE_KB=build/kb.dem DEMARCHE_SYNTAX=build/syntax.dem build-fuzz/fuzz_$target -entropic=0 -max_total_time=60 -artifact_prefix=test/fuzz/found/$target- \
            "build-fuzz/corpus/$target" "test/fuzz/seeds/$target" || exit 1
    done
done
