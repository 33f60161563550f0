"""data/language/people.tsv: nouns whose first sense in WordNet 3.0 is a person (lexicographer file noun.person).

    people_words.py [folder with index.noun and data.noun; default /usr/share/wordnet]

They tell who can act or be acted on where no table of actors has a word: "hikers", "deserters".
"""
import os
import re
import sys

import common

PERSON = "18"
NO = set("""head face chief figure star body hand power force source agent fellow minor major double second third party official general private
regular individual foreign native subject model master guide host monitor witness character case ground cross charge post bear ace jack cow pig dog rat fox
wolf tiger lion bird duck goose snake shark turkey baby dear honey love thing tool whip stiff nut square medium principal plant transfer sleeper sleepers liberal democrat
republican labor match drag drip rock stock standard original equal peer spark beauty genius loss nothing zero wonder failure success winner loser creation reflection
reader computer calculator typewriter carrier transporter conductor mortar voice ear""".split())


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/wordnet"
    if not os.path.isdir(folder):
        print("people_words.py: no WordNet at %s, nothing to do" % folder)
        return
    file_of = {}
    for line in open(os.path.join(folder, "data.noun"), encoding="utf-8"):
        if not line.startswith("  "):
            cells = line.split(" ", 3)
            named = " @i " in line  # somebody in particular
            rude = re.search(r"slur|offensive|disparag|derogat|insult|obscene|taboo", line)
            file_of[cells[0]] = "" if named or rude else cells[1]
    out = []
    for line in open(os.path.join(folder, "index.noun"), encoding="utf-8"):
        if line.startswith("  "):
            continue
        cells = line.split()
        senses = int(cells[2])
        offsets = cells[-senses:]
        if re.fullmatch(r"[a-z]{3,20}", cells[0]) and file_of[offsets[0]] == PERSON and cells[0] not in NO:
            out.append({"phrase": cells[0], "kind": "person", "source": "wordnet"})
    common.write("language/people.tsv", ["phrase", "kind", "source"], out)


if __name__ == "__main__":
    main()
