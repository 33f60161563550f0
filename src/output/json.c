#include "output/json.h"

void dem_json_text(dem_buf *out, dem_str s)
{
    ptrdiff_t plain = 0;
    dem_buf_char(out, '"');
    for (ptrdiff_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.data[i];
        if (c >= ' ' && c != '"' && c != '\\')
            continue;
        dem_buf_add(out, dem_str_cut(s, plain, i));
        plain = i + 1;
        switch (c) {
        case '"': dem_buf_lit(out, "\\\""); break;
        case '\\': dem_buf_lit(out, "\\\\"); break;
        case '\n': dem_buf_lit(out, "\\n"); break;
        case '\r': dem_buf_lit(out, "\\r"); break;
        case '\t': dem_buf_lit(out, "\\t"); break;
        default:
            dem_buf_lit(out, "\\u00");
            dem_buf_char(out, "0123456789abcdef"[c >> 4]);
            dem_buf_char(out, "0123456789abcdef"[c & 15]);
        }
    }
    if (s.len)
        dem_buf_add(out, dem_str_cut(s, plain, s.len));
    dem_buf_char(out, '"');
}

void dem_json_key(dem_json *j, const char *key)
{
    if (j->comma)
        dem_buf_char(j->out, ',');
    j->comma = true;
    if (key) {
        dem_buf_char(j->out, '"');
        dem_buf_add(j->out, dem_str_of(key));
        dem_buf_lit(j->out, "\":");
    }
}

void dem_json_open(dem_json *j, const char *key, char bracket)
{
    dem_json_key(j, key);
    dem_buf_char(j->out, bracket);
    j->comma = false;
}

void dem_json_close(dem_json *j, char bracket)
{
    dem_buf_char(j->out, bracket);
    j->comma = true;
}

void dem_json_string(dem_json *j, const char *key, dem_str value)
{
    if (value.len == 0)
        return;
    dem_json_key(j, key);
    dem_json_text(j->out, value);
}

void dem_json_int(dem_json *j, const char *key, int64_t value)
{
    dem_json_key(j, key);
    dem_buf_int(j->out, value);
}

void dem_json_decimal(dem_json *j, const char *key, int64_t value, int places)
{
    int64_t unit = 1;
    dem_json_key(j, key);
    for (int i = 0; i < places; i++)
        unit *= 10;
    if (value < 0)
        dem_buf_char(j->out, '-');
    int64_t whole = value / unit, rest = value % unit;
    dem_buf_int(j->out, whole < 0 ? -whole : whole);
    rest = rest < 0 ? -rest : rest;
    if (rest == 0)
        return;
    dem_buf_char(j->out, '.');
    while (rest) {
        unit /= 10;
        dem_buf_char(j->out, (char)('0' + rest / unit));
        rest %= unit;
    }
}

void dem_json_bool(dem_json *j, const char *key, bool value)
{
    dem_json_key(j, key);
    dem_buf_add(j->out, value ? DEM_S("true") : DEM_S("false"));
}
