#!/bin/bash
# Checks every #include of src/ and cmd/ against src/LAYERS; prints what breaks the order.
set -u
cd "$(dirname "$0")/.."
bad=0
for f in src/*/*.[ch]; do
    folder=$(basename "$(dirname "$f")")
    allowed=$(sed -nE "s/^$folder: *//p" src/LAYERS)
    grep -qE "^$folder:" src/LAYERS || { echo "$f: src/LAYERS does not know $folder"; bad=1; }
    for included in $(sed -nE 's/^#include "([^"]+)".*/\1/p' "$f"); do
        from=${included%%/*}
        case " $folder $allowed " in *" $from "*) continue ;; esac
        [ "$included" = demarche.h ] || { echo "$f includes $included"; bad=1; }
    done
done
for f in cmd/*.c; do
    for included in $(sed -nE 's/^#include "([^"]+)".*/\1/p' "$f"); do
        [ "$included" = demarche.h ] || { echo "$f includes $included: the command sees only the public header"; bad=1; }
    done
done
exit $bad
