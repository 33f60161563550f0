#include "model/spelling.h"

/* Groups of letters that stand for the same sound in one romanisation or another, longest first. */
static const struct {
    const char *letters, *sound;
} groups[] = {
    {"tsch", "s"}, {"shch", "s"}, {"sch", "s"}, {"tch", "s"}, {"dzh", "s"}, {"kh", "k"}, {"gh", "k"}, {"dh", "t"}, {"th", "t"}, {"ch", "s"}, {"sh", "s"}, {"zh", "s"},
    {"ph", "f"}, {"ck", "k"}, {"dj", "s"}, {"ts", "s"}, {"tz", "s"}, {"cz", "s"}, {"sz", "s"}, {"ou", "u"}, {"oo", "u"}, {"ee", "i"}, {"x", "ks"}, {"q", "k"}, {"j", "i"}, {"y", "i"},
    {"w", "f"}, {"v", "f"}, {"b", "p"}, {"d", "t"}, {"g", "k"}, {"z", "s"}};

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* The sound at the beginning of `rest`, and how many letters it takes. */
static dem_str sound_at(dem_str rest, ptrdiff_t *taken)
{
    for (ptrdiff_t i = 0; i < DEM_COUNT(groups); i++)
        if (dem_str_starts(rest, dem_str_of(groups[i].letters))) {
            *taken = (ptrdiff_t)strlen(groups[i].letters);
            return dem_str_of(groups[i].sound);
        }
    *taken = 1;
    return dem_str_cut(rest, 0, 1);
}

int dem_spelling_key(dem_str fold, char key[DEM_SPELLING_KEY])
{
    int n = 0;
    while (fold.len) {
        ptrdiff_t taken;
        dem_str sound = sound_at(fold, &taken);
        for (ptrdiff_t i = 0; i < sound.len && n < DEM_SPELLING_KEY; i++) {
            bool letter = (sound.data[i] >= 'a' && sound.data[i] <= 'z') || (unsigned char)sound.data[i] >= 0x80;
            bool vowel = is_vowel(sound.data[i]);
            if (letter && !(vowel && n > 0) && sound.data[i] != 'h' && !(n > 0 && key[n - 1] == sound.data[i]))
                key[n++] = vowel ? 'a' : sound.data[i];
        }
        fold = dem_str_cut(fold, taken, fold.len);
    }
    return n;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

int dem_spelling_likeness(dem_str a, dem_str b)
{
    enum { LONGEST = 40 };
    int row[3][LONGEST + 1];
    if (a.len > LONGEST || b.len > LONGEST || a.len == 0 || b.len == 0)
        return 0;
    for (int j = 0; j <= (int)b.len; j++)
        row[0][j] = j;
    for (int i = 1; i <= (int)a.len; i++) {
        int *now = row[i % 3], *before = row[(i + 2) % 3], *older = row[(i + 1) % 3];
        now[0] = i;
        for (int j = 1; j <= (int)b.len; j++) {
            int change = before[j - 1] + (a.data[i - 1] != b.data[j - 1]);
            now[j] = least(change, least(before[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] && a.data[i - 2] == b.data[j - 1])
                now[j] = least(now[j], older[j - 2] + 1);
        }
    }
    int longer = (int)(a.len > b.len ? a.len : b.len);
    return 100 - 100 * row[(int)a.len % 3][(int)b.len] / longer;
}
