#include "base/base.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

dem_status dem_fail(dem_error *err, dem_status status, int64_t offset, const char *format, ...)
{
    if (!err)
        return status;
    err->status = status;
    err->offset = offset;
    err->line = 0;
    va_list args;
    va_start(args, format);
    int n = vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    ptrdiff_t len = n < 0 ? 0 : n;
    if (len > (ptrdiff_t)sizeof err->message - 1)
        len = (ptrdiff_t)sizeof err->message - 1;
    /* Names of files may hold any bytes, and the cut may fall inside a character: keep what is valid, one line. */
    len = dem_utf8_valid_prefix((dem_str){err->message, len});
    err->message[len] = '\0';
    for (ptrdiff_t i = 0; i < len; i++)
        if ((unsigned char)err->message[i] < ' ')
            err->message[i] = ' ';
    return status;
}
