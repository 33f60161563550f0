"""Writes all actor, place and ontology tables.

    python3 train/tables/make.py [folder of the knowledge base]

The default folder is ../shared/data/kb beside the repository; without it nothing is written and the exit status is 0.
"""
import sys
import common as c
import countries
import groups
import members
import names
import ontology
import orgs
import people
import places
import roles

if __name__ == "__main__":
    c.kb_folder(sys.argv)
    for module in (countries, people, names, groups, orgs, members, roles, places, ontology):
        module.main()
    c.write("SOURCES.tsv", ["key", "name", "licence", "url"], c.own("sources"))
