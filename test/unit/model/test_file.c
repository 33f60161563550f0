#include "model/file.h"
#include "test.h"

/* A small file of two sections beside the strings: rows with a string, a range and an optional row, and what they point to. */
static const dem_section_type types[] = {{"strings", "#"}, {"bytes", "."}, {"things", "$D+d"}, {"targets", "3"}};
enum { N_TYPES = 4 };

static void build(dem_buf *out)
{
    static const uint32_t offsets[] = {0, 0, 3, 5}, things[] = {1, 0, 2, 1, 2, 1, 1, 0xffffffffu}, targets[] = {0, 2};
    dem_file content = {.section = {{offsets, 4}, {"abc\xc3\xa9", 5}, {things, 2}, {targets, 2}}};
    memset(content.hash, 'a', 64);
    dem_buf_init(out, NULL);
    dem_file_build(DEM_FILE_KB, types, N_TYPES, &content, out);
}

static dem_status check(const dem_buf *bytes, dem_error *err)
{
    dem_file file;
    return dem_file_check((dem_str){bytes->data, bytes->len}, DEM_FILE_KB, types, N_TYPES, &file, err);
}

/* Puts the right checksum on changed bytes, so that the checks behind it are reached. */
static void seal(dem_buf *bytes)
{
    uint64_t sum = dem_checksum(bytes->data + 128, bytes->len - 128);
    memcpy(bytes->data + 24, &sum, sizeof sum);
}

TEST(file_opens_what_was_built)
{
    dem_buf bytes;
    dem_error err;
    build(&bytes);
    CHECK_INT(check(&bytes, &err), DEM_OK);
    dem_buf_release(&bytes);
}

TEST(file_refuses_every_damaged_byte)
{
    dem_buf bytes;
    dem_error err;
    build(&bytes);
    for (ptrdiff_t i = 0; i < bytes.len; i++) {
        bytes.data[i] ^= 0x20;
        bool unused = (i >= 36 && i < 40) || (i >= 104 && i < 128) || (i >= 40 && i < 104); /* reserved bytes and the hash: 'A' for 'a' */
        if (!unused || (i >= 40 && i < 104))
            CHECK_INT(check(&bytes, &err), DEM_BAD_MODEL);
        bytes.data[i] ^= 0x20;
    }
    for (ptrdiff_t n = 0; n < bytes.len; n++) {
        dem_buf cut = bytes;
        cut.len = n;
        CHECK_INT(check(&cut, &err), DEM_BAD_MODEL);
    }
    dem_buf_release(&bytes);
}

/* With a right checksum, what is out of range is found by its type. */
TEST(file_refuses_rows_out_of_range)
{
    dem_buf bytes;
    dem_error err;
    build(&bytes);
    const uint32_t wrong[][2] = {{0, 3}, {1, 3}, {2, 3}, {3, 2}, {4, 0xffffffffu}, {6, 7}, {8, 3}};
    ptrdiff_t things = 128 + N_TYPES * 32 + 16 + 8; /* header, directory, strings, bytes */
    for (ptrdiff_t i = 0; i < DEM_COUNT(wrong); i++) {
        uint32_t old, value = wrong[i][1];
        char *at = bytes.data + things + 4 * wrong[i][0];
        memcpy(&old, at, sizeof old);
        memcpy(at, &value, sizeof value);
        seal(&bytes);
        CHECK_INT(check(&bytes, &err), DEM_BAD_MODEL);
        memcpy(at, &old, sizeof old);
    }
    seal(&bytes);
    CHECK_INT(check(&bytes, &err), DEM_OK);
    dem_buf_release(&bytes);
}
