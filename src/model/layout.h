/* The sections of kb.dem, in their order. The letters in the types name sections: A is the first. */
#ifndef DEM_LAYOUT_H
#define DEM_LAYOUT_H

#include "model/file.h"
#include "model/kb.h"

#define DEM_KB_SECTIONS(X)             \
    X(strings, "#")                    /* A */ \
    X(bytes, ".")                      /* B */ \
    X(phrases, "##D+#")                /* C */ \
    X(senses, "##3#$$")                /* D: family, row and kind are checked in kb.c */ \
    X(entities, "$$6$$$$######F+$")    /* E */ \
    X(offices, "E$$$$$###3$")          /* F */ \
    X(roles, "$$$3$")                  /* G */ \
    X(kinds, "$h")                     /* H */ \
    X(frames, "$4J+$$$$$###2$")        /* I */ \
    X(args, "L+L+225K+")               /* J */ \
    X(conds, "#2L+")                   /* K: the kind is checked in kb.c */ \
    X(lists, "$#")                     /* L: numbers are checked in kb.c */ \
    X(lights, "$$")                    /* M */ \
    X(forms, "$u##2")                  /* N */ \
    X(cues, "$$")                      /* O */ \
    X(abbrs, "$$")                     /* P */ \
    X(times, "$$$")                    /* Q */ \
    X(units, "$$$")                    /* R */ \
    X(agencies, "$")                   /* S */ \
    X(furniture, "3$$")                /* T */ \
    X(cameos, "$$$$$5#")               /* U */ \
    X(plovers, "$$#5")                 /* V */ \
    X(futures, "$$2$$")                /* W */ \
    X(posts, "L+2")                    /* X */ \
    X(holdings, "$$F")                 /* Y */ \
    X(ranks, "$3")                     /* Z */ \
    X(members, "EE##$")                /* there are no letters left: nothing refers to what follows */ \
    X(classes, "$u")                   \
    X(features, "#")                   \
    X(weights, "#####")                \
    X(contents, "$$$$$$")              \
    X(confidences, "###")

#define DEM_KB_SECTION_ENUM(name, types) DEM_SECTION_KB_##name,
enum { DEM_KB_SECTIONS(DEM_KB_SECTION_ENUM) DEM_KB_SECTION_COUNT };
#undef DEM_KB_SECTION_ENUM

extern const dem_section_type dem_kb_section_types[DEM_KB_SECTION_COUNT];

#endif
