/* Trees as CoNLL-U, the format of Universal Dependencies: https://universaldependencies.org/format.html */
#include "output/output.h"

/* The end of the words that are written together from t on: t + 1 as a rule. */
static int32_t surface_end(const dem_doc *doc, const dem_sentence *s, int32_t t)
{
    int32_t end = t + 1;
    while (end < s->first + s->count && dem_doc_joined(doc, s, end))
        end++;
    return end;
}

/* What stands in the text for the words [t, end). */
static dem_str surface(const dem_doc *doc, const dem_sentence *s, int32_t t, int32_t end)
{
    if (end == t + 1)
        return doc->tokens.at[t].form;
    return dem_doc_slice(doc, s->field, (dem_span){doc->tokens.at[t].span.start, doc->tokens.at[end - 1].span.end});
}

/* A text that may hold anything, on one line; `dull` characters become underscores. */
static void add_line(dem_buf *out, dem_str text, const char *dull)
{
    for (ptrdiff_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        dem_buf_char(out, c && strchr(dull, c) ? '_' : c < ' ' ? ' ' : (char)c);
    }
}

static void write_misc(dem_buf *out, bool space)
{
    dem_buf_add(out, space ? DEM_S("_\n") : DEM_S("SpaceAfter=No\n"));
}

static void write_range(int32_t first, int32_t last, dem_str form, bool space, dem_buf *out)
{
    dem_buf_int(out, first);
    dem_buf_char(out, '-');
    dem_buf_int(out, last);
    dem_buf_char(out, '\t');
    dem_buf_add(out, form);
    dem_buf_lit(out, "\t_\t_\t_\t_\t_\t_\t_\t");
    write_misc(out, space);
}

/* Words count from 1 in their sentence; the head of the root is 0. */
static void write_word(const dem_doc *doc, int32_t first, int32_t t, bool space, dem_buf *out)
{
    const dem_token *token = &doc->tokens.at[t];
    dem_buf_int(out, t - first + 1);
    dem_buf_char(out, '\t');
    dem_buf_add(out, token->form);
    dem_buf_char(out, '\t');
    dem_buf_add(out, token->lemma.len ? token->lemma : DEM_S("_"));
    dem_buf_char(out, '\t');
    dem_buf_add(out, dem_upos_name(token->upos));
    dem_buf_lit(out, "\t_\t");
    dem_feats_write(token->feats, out);
    dem_buf_char(out, '\t');
    dem_buf_int(out, token->head < 0 ? 0 : token->head - first + 1);
    dem_buf_char(out, '\t');
    dem_buf_add(out, dem_rel_name(token->rel));
    dem_buf_lit(out, "\t_\t");
    write_misc(out, space);
}

/* `last_space`: white space follows the last token. */
static void write_tokens(const dem_doc *doc, const dem_sentence *s, bool last_space, dem_buf *out)
{
    int32_t sentence_end = s->first + s->count;
    for (int32_t t = s->first; t < sentence_end;) {
        int32_t end = surface_end(doc, s, t);
        bool space = end == sentence_end ? last_space : (doc->tokens.at[end - 1].flags & DEM_TOKEN_SPACE) != 0;
        bool range = end > t + 1;
        if (range)
            write_range(t - s->first + 1, end - s->first, surface(doc, s, t, end), space, out);
        for (; t < end; t++)
            write_word(doc, s->first, t, range || space, out);
    }
    dem_buf_char(out, '\n');
}

static void write_text(const dem_doc *doc, const dem_sentence *s, dem_buf *out)
{
    int32_t sentence_end = s->first + s->count;
    dem_buf_lit(out, "# text = ");
    for (int32_t t = s->first, end; t < sentence_end; t = end) {
        end = surface_end(doc, s, t);
        dem_buf_add(out, surface(doc, s, t, end));
        if (end < sentence_end && (doc->tokens.at[end - 1].flags & DEM_TOKEN_SPACE))
            dem_buf_char(out, ' ');
    }
    dem_buf_char(out, '\n');
}

/* The end of the text counts as white space; a sentence that was cut may end at a token that no white space follows. */
static bool space_after(const dem_doc *doc, const dem_sentence *s)
{
    dem_str text = doc->field[s->field].text;
    ptrdiff_t end = doc->tokens.at[s->first + s->count - 1].span.end, next;
    return end >= text.len || dem_is_space(dem_utf8_at(text, end, &next));
}

void dem_output_conllu(const dem_doc *doc, dem_buf *out)
{
    for (ptrdiff_t i = 0; i < doc->sentences.len; i++) {
        const dem_sentence *s = &doc->sentences.at[i];
        if (i == 0) {
            dem_buf_lit(out, "# newdoc id = ");
            add_line(out, doc->ref, "");
            dem_buf_char(out, '\n');
        }
        if (i == 0 || s->paragraph != s[-1].paragraph)
            dem_buf_lit(out, "# newpar\n");
        dem_buf_lit(out, "# sent_id = ");
        add_line(out, doc->ref, " /\t\r\n");
        dem_buf_char(out, '-');
        dem_buf_int(out, i + 1);
        dem_buf_char(out, '\n');
        write_text(doc, s, out);
        write_tokens(doc, s, space_after(doc, s), out);
    }
}

void dem_output_conllu_sentence(const dem_doc *doc, const dem_conllu_sentence *given, dem_buf *out)
{
    for (ptrdiff_t i = 0; i < given->comments.len; i++) {
        dem_buf_add(out, given->comments.at[i]);
        dem_buf_char(out, '\n');
    }
    write_tokens(doc, &doc->sentences.at[0], given->words.at[given->words.len - 1].space, out);
}
