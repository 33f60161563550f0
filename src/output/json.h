/* Writes JSON into a buffer: members in the order of the calls, commas where they belong, strings escaped. */
#ifndef DEM_JSON_H
#define DEM_JSON_H

#include "base/base.h"

typedef struct {
    dem_buf *out;
    bool comma; /* the next member or item needs one before it */
} dem_json;

void dem_json_key(dem_json *j, const char *key); /* what comes before a value that the caller writes */
void dem_json_open(dem_json *j, const char *key, char bracket); /* key NULL inside arrays and at the top */
void dem_json_close(dem_json *j, char bracket);
void dem_json_string(dem_json *j, const char *key, dem_str value); /* left out when empty: absent means unknown */
void dem_json_int(dem_json *j, const char *key, int64_t value);
void dem_json_decimal(dem_json *j, const char *key, int64_t value, int places); /* value / 10^places, without trailing zeros */
void dem_json_bool(dem_json *j, const char *key, bool value);
void dem_json_text(dem_buf *out, dem_str s); /* quoted and escaped */

#endif
