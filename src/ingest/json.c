/* One JSON object as a document, after RFC 8259. Written out because the lines of an archive are read with it: it copies only strings that hold escapes,
 * and names the byte where something is wrong. */
#include "ingest/ingest.h"
#include "ingest/ingest_internal.h"

typedef struct {
    dem_arena *arena;
    dem_str s;
    ptrdiff_t at;
    int64_t max_depth;
    dem_error *err;
} reader;

static dem_status wrong(const reader *r, const char *what)
{
    return dem_fail(r->err, DEM_BAD_INPUT, r->at, "JSON: %s", what);
}

static char peek(const reader *r)
{
    return r->at < r->s.len ? r->s.data[r->at] : '\0';
}

static void skip_space(reader *r)
{
    while (r->at < r->s.len && (peek(r) == ' ' || peek(r) == '\t' || peek(r) == '\n' || peek(r) == '\r'))
        r->at++;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Four hexadecimal digits at r->at, -1 if they are not there. */
static int32_t hex4(const reader *r, ptrdiff_t at)
{
    int32_t value = 0;
    if (r->s.len - at < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(r->s.data[at + i]);
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* The character of a \u escape whose digits begin at r->at; surrogates come in pairs, and a lone one is U+FFFD, as is NUL. */
static bool unicode_escape(reader *r, uint32_t *c)
{
    int32_t high = hex4(r, r->at);
    if (high < 0)
        return false;
    r->at += 4;
    *c = (uint32_t)high;
    if (high >= 0xd800 && high < 0xdc00 && r->s.len - r->at >= 6 && r->s.data[r->at] == '\\' && r->s.data[r->at + 1] == 'u') {
        int32_t low = hex4(r, r->at + 2);
        if (low >= 0xdc00 && low < 0xe000) {
            *c = 0x10000 + (((uint32_t)high - 0xd800) << 10) + ((uint32_t)low - 0xdc00);
            r->at += 6;
        }
    }
    if ((*c >= 0xd800 && *c < 0xe000) || *c == 0)
        *c = 0xfffd;
    return true;
}

static bool escape(reader *r, char *out, ptrdiff_t *n)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    char c = peek(r);
    uint32_t code;
    r->at++;
    const char *known = c ? strchr(from, c) : NULL;
    if (known) {
        out[(*n)++] = to[known - from];
        return true;
    }
    if (c != 'u' || !unicode_escape(r, &code))
        return false;
    *n += dem_utf8_put(code, out + *n);
    return true;
}

/* A string whose opening quote is at r->at. Without escapes it is borrowed. */
static dem_status string(reader *r, dem_str *out)
{
    ptrdiff_t start = ++r->at, n = 0;
    while (r->at < r->s.len && peek(r) != '"' && peek(r) != '\\' && (unsigned char)peek(r) >= ' ')
        r->at++;
    if (peek(r) == '"' && r->at < r->s.len) {
        *out = dem_str_cut(r->s, start, r->at++);
        return DEM_OK;
    }
    /* The value is never longer than its escapes: at most as long as the rest of the string. */
    ptrdiff_t end = r->at;
    while (end < r->s.len && r->s.data[end] != '"')
        end += r->s.data[end] == '\\' ? 2 : 1;
    if (end >= r->s.len)
        return wrong(r, "a string has no end");
    char *text = dem_arena_alloc(r->arena, end - start + 4);
    if (!text)
        return dem_fail(r->err, DEM_NO_MEMORY, -1, "out of memory");
    memcpy(text, r->s.data + start, (size_t)(r->at - start));
    n = r->at - start;
    while (r->at < end) {
        unsigned char c = (unsigned char)r->s.data[r->at++];
        if (c < ' ')
            return r->at--, wrong(r, "a control character stands in a string");
        if (c != '\\')
            text[n++] = (char)c;
        else if (!escape(r, text, &n))
            return wrong(r, "a backslash begins no escape");
    }
    r->at = end + 1;
    *out = (dem_str){text, n};
    return DEM_OK;
}

static bool word(reader *r, const char *text)
{
    dem_str want = dem_str_of(text);
    if (!dem_str_starts(dem_str_cut(r->s, r->at, r->s.len), want))
        return false;
    r->at += want.len;
    return true;
}

static bool digits(reader *r)
{
    ptrdiff_t start = r->at;
    while (peek(r) >= '0' && peek(r) <= '9')
        r->at++;
    return r->at > start;
}

static dem_status number(reader *r, dem_str *out)
{
    ptrdiff_t start = r->at;
    r->at += peek(r) == '-';
    bool ok = peek(r) == '0' ? (r->at++, true) : digits(r);
    if (ok && peek(r) == '.') {
        r->at++;
        ok = digits(r);
    }
    if (ok && (peek(r) | 0x20) == 'e') {
        r->at++;
        r->at += peek(r) == '+' || peek(r) == '-';
        ok = digits(r);
    }
    if (!ok)
        return wrong(r, "this is no value");
    *out = dem_str_cut(r->s, start, r->at);
    return DEM_OK;
}

static bool literal(reader *r)
{
    return word(r, "true") || word(r, "false") || word(r, "null");
}

/* A string, number or literal that nobody asked for. */
static dem_status skip_scalar(reader *r)
{
    dem_str unused;
    if (peek(r) == '"')
        return string(r, &unused);
    return literal(r) ? DEM_OK : number(r, &unused);
}

/* A key and its colon. */
static dem_status key_of(reader *r, dem_str *key)
{
    if (peek(r) != '"')
        return wrong(r, "a key is missing");
    DEM_TRY(string(r, key));
    skip_space(r);
    if (peek(r) != ':')
        return wrong(r, "a colon is missing");
    r->at++;
    return DEM_OK;
}

/* Skips a value of any depth up to the limit, without recursion: a bit a level says whether it is an object. */
static dem_status skip_value(reader *r)
{
    uint64_t is_object[1024 / 64] = {0};
    int64_t depth = 0;
    for (;;) {
        skip_space(r);
        char c = peek(r);
        bool opened = c == '{' || c == '[';
        if (opened) {
            if (depth >= r->max_depth)
                return dem_fail(r->err, DEM_LIMIT, r->at, "JSON: nested deeper than %lld", (long long)r->max_depth);
            uint64_t bit = 1ull << depth % 64;
            is_object[depth / 64] = c == '{' ? is_object[depth / 64] | bit : is_object[depth / 64] & ~bit;
            depth++;
            r->at++;
            skip_space(r);
        } else {
            DEM_TRY(skip_scalar(r));
        }
        for (;;) { /* what may follow: the end of what is open, or the next item */
            if (depth == 0)
                return DEM_OK;
            bool object = is_object[(depth - 1) / 64] >> (depth - 1) % 64 & 1;
            skip_space(r);
            if (peek(r) == (object ? '}' : ']')) {
                r->at++;
                depth--;
                opened = false;
                continue;
            }
            if (!opened) {
                if (peek(r) != ',')
                    return wrong(r, "a comma or the end of an object or array is missing");
                r->at++;
                skip_space(r);
            }
            if (object) {
                dem_str unused;
                DEM_TRY(key_of(r, &unused));
            }
            break;
        }
    }
}

typedef struct {
    dem_str id, date, title, text, url, source, agency, language, basis;
    bool has_text;
} members;

/* Where the value of a key goes, NULL if nobody wants it. */
static dem_str *member_of(members *m, dem_str key)
{
    struct {
        const char *name;
        dem_str *to;
    } const keys[] = {{"id", &m->id},     {"date", &m->date},     {"published", &m->date},    {"title", &m->title},
                      {"text", &m->text}, {"body", &m->text},     {"url", &m->url},           {"source", &m->source},
                      {"agency", &m->agency}, {"language", &m->language}, {"basis", &m->basis}};
    for (ptrdiff_t i = 0; i < DEM_COUNT(keys); i++)
        if (dem_str_eq(key, dem_str_of(keys[i].name)))
            return keys[i].to;
    return NULL;
}

static dem_status member(reader *r, members *m)
{
    dem_str key = {0};
    DEM_TRY(key_of(r, &key));
    skip_space(r);
    dem_str *to = member_of(m, key);
    if (!to)
        return skip_value(r);
    m->has_text = m->has_text || (to == &m->text && peek(r) == '"');
    if (peek(r) == '"')
        return string(r, to);
    if (word(r, "null"))
        return DEM_OK;
    if (to == &m->id && (peek(r) == '-' || (peek(r) >= '0' && peek(r) <= '9')))
        return number(r, to);
    return dem_fail(r->err, DEM_BAD_INPUT, r->at, "JSON: the value of \"%.*s\" is no string", (int)(key.len < 40 ? key.len : 40), key.data);
}

static dem_status object(reader *r, members *m)
{
    if (dem_str_starts(r->s, DEM_S("\xEF\xBB\xBF"))) /* a byte order mark, which files begin with though RFC 8259 says not to write it */
        r->at = 3;
    skip_space(r);
    if (peek(r) != '{')
        return wrong(r, "this is no object");
    r->at++;
    skip_space(r);
    for (bool first = true; peek(r) != '}' || r->at >= r->s.len; first = false) {
        if (!first) {
            if (peek(r) != ',')
                return wrong(r, "a comma or the end of the object is missing");
            r->at++;
            skip_space(r);
        }
        DEM_TRY(member(r, m));
        skip_space(r);
    }
    r->at++;
    skip_space(r);
    return r->at == r->s.len ? DEM_OK : wrong(r, "something follows the object");
}

static dem_status set_valid(dem_doc *doc, dem_str value, dem_str *out)
{
    int64_t repaired = 0;
    return value.len ? dem_utf8_repair(doc->arena, value, out, &repaired) : DEM_OK;
}

dem_status dem_ingest_json(dem_doc *doc, dem_str json, dem_error *err)
{
    reader r = {.arena = doc->arena, .s = json, .max_depth = doc->limits.json_depth, .err = err};
    members m = {.has_text = false};
    DEM_TRY(object(&r, &m));
    if (!m.has_text)
        return dem_fail(err, DEM_BAD_INPUT, 0, "JSON: there is no \"text\"");
    struct {
        dem_str from;
        dem_str *to;
    } const texts[] = {{m.id, &doc->ref}, {m.url, &doc->url}, {m.source, &doc->source}, {m.agency, &doc->agency}, {m.language, &doc->language}};
    for (ptrdiff_t i = 0; i < DEM_COUNT(texts); i++)
        if (set_valid(doc, texts[i].from, texts[i].to) != DEM_OK)
            return dem_fail(err, DEM_NO_MEMORY, -1, "out of memory");
    dem_ingest_published(doc, m.date, m.basis);
    return dem_ingest_fields(doc, m.title, m.text, err);
}
