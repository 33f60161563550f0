/* What goes to a terminal: colours, blanks, and text that cannot move the cursor. */
#ifndef DEM_TERMINAL_H
#define DEM_TERMINAL_H

#include "base/base.h"

void dem_terminal_style(dem_buf *out, bool color, const char *code); /* the code of a graphic rendition: "1" bold, "32" green, "0" plain */
void dem_terminal_spaces(dem_buf *out, ptrdiff_t n);                 /* none if n is below 0 */
void dem_terminal_plain(dem_buf *out, dem_str s);                    /* control characters become blanks */

#endif
