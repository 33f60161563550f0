/* Any bytes as tables of actors or frames, NUL between, over a small knowledge base, or in its place. What can be laid over must open. */
#include "model/builder.h"
#include "model/model.h"
#include "model/overlay.h"

#include <stdlib.h>

enum { MOST_TABLES = 8 };
#define TEXT(literal) {(literal), sizeof(literal) - 1}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct {
    dem_buf bytes;
    dem_file file;
    dem_kb kb;
} compiled;

static const dem_overlay_table own[] = {
    {"countries.tsv", TEXT("id\talias\tkind\tsector\tsource\nPER\tPeru\tname\t\t\nPER\tLima\tcapital\t\t\n")},
    {"people.tsv", TEXT("id\tname\taliases\trole\torg\tsector\tfrom\tto\tas_of\tbasis\tsource\np:a\tAna Ruiz\t\tpresident\tPER\tGOV\t2020\t\t2024\t\t\n")},
    {"roles.tsv", TEXT("phrase\tsector\tcameo\tkind\tsource\njournalist\tJRN\tMED\tperson\t\n")},
};

static dem_status lay_over(const dem_kb *base, const dem_overlay *overlay, compiled *out)
{
    dem_arena arena;
    dem_error err;
    dem_arena_init(&arena, NULL);
    dem_buf_init(&out->bytes, NULL);
    dem_status status = dem_overlay_build(base, overlay, &arena, &out->bytes, &err);
    dem_arena_release(&arena);
    if (status == DEM_OK && dem_kb_check((dem_str){out->bytes.data, out->bytes.len}, &out->file, &out->kb, &err) != DEM_OK)
        abort();
    return status;
}

/* A compiled file without any rows, and the tables above over it. */
static const dem_kb *small_base(void)
{
    static compiled empty, base;
    dem_arena arena;
    dem_builder b;
    dem_error err;
    dem_arena_init(&arena, NULL);
    dem_buf_init(&empty.bytes, NULL);
    if (dem_builder_init(&b, &arena, ".") != DEM_OK || dem_builder_finish(&b, &empty.bytes, &err) != DEM_OK ||
        dem_kb_check((dem_str){empty.bytes.data, empty.bytes.len}, &empty.file, &empty.kb, &err) != DEM_OK ||
        lay_over(&empty.kb, &(dem_overlay){.actors = own, .n_actors = DEM_COUNT(own)}, &base) != DEM_OK)
        abort();
    dem_arena_release(&arena);
    return &base.kb;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const dem_kb *base;
    dem_overlay_table actors[MOST_TABLES], frames[MOST_TABLES];
    dem_overlay overlay = {.actors = actors, .frames = frames, .actors_alone = size % 2 == 1, .frames_alone = size % 4 > 1};
    compiled out;
    if (!base)
        base = small_base();
    for (dem_str rest = {(const char *)data, (ptrdiff_t)size}; rest.len && overlay.n_actors < MOST_TABLES && overlay.n_frames < MOST_TABLES;) {
        dem_overlay_table table = {"fuzz.tsv", dem_str_next(&rest, '\0')};
        if (dem_str_starts(table.text, DEM_S("id\ttrigger")))
            frames[overlay.n_frames++] = table;
        else
            actors[overlay.n_actors++] = table;
    }
    dem_status status = lay_over(base, &overlay, &out);
    (void)status;
    dem_buf_release(&out.bytes);
    return 0;
}
