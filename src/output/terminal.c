#include "output/terminal.h"

void dem_terminal_style(dem_buf *out, bool color, const char *code)
{
    if (color) {
        dem_buf_lit(out, "\033[");
        dem_buf_add(out, dem_str_of(code));
        dem_buf_char(out, 'm');
    }
}

void dem_terminal_spaces(dem_buf *out, ptrdiff_t n)
{
    while (n-- > 0)
        dem_buf_char(out, ' ');
}

/* They could move the cursor or change colours. */
void dem_terminal_plain(dem_buf *out, dem_str s)
{
    for (ptrdiff_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.data[i];
        bool c1 = c == 0xc2 && i + 1 < s.len && (unsigned char)s.data[i + 1] < 0xa0;
        if (c1)
            i++;
        dem_buf_char(out, c < ' ' || c == 0x7f || c1 ? ' ' : s.data[i]);
    }
}
