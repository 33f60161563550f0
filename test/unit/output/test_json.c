#include "output/json.h"
#include "test.h"

TEST(json_writes_members_with_commas_and_escapes)
{
    dem_buf out;
    dem_buf_init(&out, NULL);
    dem_json j = {.out = &out};
    dem_json_open(&j, NULL, '{');
    dem_json_string(&j, "a", DEM_S("q\"\\\n\x01\xc3\xa9"));
    dem_json_string(&j, "absent", DEM_S(""));
    dem_json_open(&j, "list", '[');
    dem_json_int(&j, NULL, 1);
    dem_json_bool(&j, NULL, false);
    dem_json_close(&j, ']');
    dem_json_decimal(&j, "x", -129207, 5);
    dem_json_decimal(&j, "y", 2000, 3);
    dem_json_decimal(&j, "z", -5, 1);
    dem_json_close(&j, '}');
    CHECK_STR(((dem_str){out.data, out.len}), "{\"a\":\"q\\\"\\\\\\n\\u0001\xc3\xa9\",\"list\":[1,false],\"x\":-1.29207,\"y\":2,\"z\":-0.5}");
    dem_buf_release(&out);
}
