/* Keys of names that are written down in several ways: Zelensky, Zelenskyy, Selenskyj, Zhelensky; Gaddafi, Qadhafi, Kadhafi. */
#ifndef DEM_SPELLING_H
#define DEM_SPELLING_H

#include "base/base.h"

enum { DEM_SPELLING_KEY = 24 }; /* bytes of the longest key; longer ones are cut */

/* The key of one folded word: what is left when letters that romanisations exchange are one, letters written twice are written once, and vowels but the first
 * are gone. Returns its length, 0 for a word without letters. */
int dem_spelling_key(dem_str fold, char key[DEM_SPELLING_KEY]);

/* How alike two folded words are, 0 to 100: letters left and right of the edits (Damerau and Levenshtein) of the longer one. */
int dem_spelling_likeness(dem_str a, dem_str b);

#endif
