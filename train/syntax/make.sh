#!/bin/bash
# From treebanks and running text to syntax.dem:
#
#     train/syntax/make.sh SHARED/data WORK OUT.dem
#
# WORK keeps what is made on the way; a step whose result is there is not made again. Needs build/demarche (its tokens; any weights will do), build/evidence
# and Python with torch, numpy and scipy (PYTHON names it). The same seeds, library versions and processor give the same weights.
# About an hour and a half on two cores: a minute for the vectors, 25 for the two teachers side by side, six for their trees, 16 for the two
# teachers of names, six for what they label, 30 for the student.
set -euo pipefail
data=$(realpath "$1") work=$2 out=$3
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
gold="$data/syntax/ewt-train.conllu.gz $data/syntax/gum-open-train.conllu.gz"
briefings=2500000 # words of them that the teachers read: they are 11.5 million of one kind
mkdir -p "$work"
[ -d "$data/syntax" ] || { echo "make.sh: left out, there are no treebanks in $data/syntax" >&2; exit 0; }

tokens() { # file of JSON lines, packed; result
    [ -s "$2" ] || { zcat "$1" | "$here/../../build/demarche" parse - > "$2.part" && mv "$2.part" "$2"; }
}
tokens "$data/text/state_press_releases_2021_2022.jsonl.gz" "$work/press.conllu"
tokens "$data/text/whitehouse_briefings_2009_2016.jsonl.gz" "$work/briefings.conllu"

[ -s "$work/vectors.npz" ] || "$python" "$here/vectors.py" "$work/vectors.npz" "$work/press.conllu" "$work/briefings.conllu" $gold

for seed in 1 2; do
    [ -s "$work/teacher$seed.pt" ] || OMP_NUM_THREADS=1 "$python" "$here/train.py" "$data/syntax" --teacher --dim 512 --layers 4 --label 128 --dropout 0.33 \
        --vectors "$work/vectors.npz" --epochs 14 --bf16 --rate 0.0015 --threads 1 --seed $seed --save "$work/teacher$seed.pt" > "$work/teacher$seed.log" 2>&1 &
done
wait

for part in 0 1; do
    [ -s "$work/silver$part.conllu.gz" ] || OMP_NUM_THREADS=1 "$python" "$here/silver.py" "$work/silver$part.conllu.gz" "$work/teacher1.pt,$work/teacher2.pt" \
        "$work/press.conllu" "$work/briefings.conllu:$briefings" --part $part/2 > "$work/silver$part.log" 2>&1 &
done
wait

tables="$here/../../build/evidence $here/../../build/kb.dem $here/../../build/syntax.dem"
[ -s "$work/gold.names.gz" ] || "$python" "$here/../names/sets.py" "$work" "$data" $tables

for seed in 1 2; do
    [ -s "$work/names$seed.pt" ] || OMP_NUM_THREADS=1 "$python" "$here/train.py" "$data/syntax" --names "$work/gold.names.gz" --for-names --dim 320 --layers 3 --label 64 \
        --name 128 --vectors "$work/vectors.npz" --epochs 10 --bf16 --rate 0.001 --words 1200 --dropout 0.33 --threads 1 --seed $seed --save "$work/names$seed.pt" > "$work/names$seed.log" 2>&1 &
done
wait

for part in 0 1; do
    [ -s "$work/silver$part.names.gz" ] || "$python" "$here/../names/label.py" "$work/silver$part.conllu.gz" "$work/names1.pt,$work/names2.pt" $tables > "$work/names-silver$part.log" 2>&1 &
done
wait

[ -s "$work/student.pt" ] || "$python" "$here/train.py" "$data/syntax" --vectors "$work/vectors.npz" --silver "$work/silver0.conllu.gz" "$work/silver1.conllu.gz" \
    --names "$work/gold.names.gz" --name 64 --augment 0.25 --news 30000 --dim 160 --layers 3 --hidden 64 --label 64 --epochs 4 --last 3 --end 1 --words 2000 --rate 0.002 --dropout 0.08 --bf16 --save "$work/student.pt" 2>&1 | tee "$work/student.log"
"$python" "$here/export.py" "$work/student.pt" "$out" $gold
