#include "test.h"

static void check_sha(const char *text, int times, const char *want)
{
    dem_sha256 sha;
    char hex[65];
    dem_sha256_init(&sha);
    for (int i = 0; i < times; i++)
        dem_sha256_add(&sha, text, (ptrdiff_t)strlen(text));
    dem_sha256_hex(&sha, hex);
    CHECK_STR(((dem_str){hex, 64}), want);
}

/* The examples of FIPS 180-4 and RFC 6234. */
TEST(sha256_known_answers)
{
    check_sha("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check_sha("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check_sha("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    check_sha("0123456701234567012345670123456701234567012345670123456701234567", 10,
              "594847328451bdfa85056225462cc1d867d877fb388df0ce35f25ab5562bfbb5");
}

TEST(sha256_does_not_care_how_the_bytes_arrive)
{
    char text[200], one[65], many[65];
    dem_sha256 sha;
    for (int i = 0; i < 200; i++)
        text[i] = (char)i;
    dem_sha256_init(&sha);
    dem_sha256_add(&sha, text, 200);
    dem_sha256_hex(&sha, one);
    for (int step = 1; step < 70; step++) {
        dem_sha256_init(&sha);
        for (int i = 0; i < 200; i += step)
            dem_sha256_add(&sha, text + i, i + step < 200 ? step : 200 - i);
        dem_sha256_hex(&sha, many);
        CHECK(strcmp(one, many) == 0);
    }
}

TEST(checksum_sees_every_bit)
{
    unsigned char data[300] = {0};
    uint64_t clean = dem_checksum(data, sizeof data);
    for (int i = 0; i < 300 * 8; i++) {
        data[i / 8] ^= (unsigned char)(1 << i % 8);
        CHECK(dem_checksum(data, sizeof data) != clean);
        data[i / 8] ^= (unsigned char)(1 << i % 8);
    }
    CHECK(dem_checksum(data, 299) != clean);
}
