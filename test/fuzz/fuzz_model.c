/* Damaged compiled files. The input lists changes to a small good file (offset, value), so that the fuzzer gets behind the checksum, which is
 * made right again when the first byte is odd. Whatever opens must be safe to use. */
#include "model/layout.h"
#include "model/model.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static dem_buf small_file(void)
{
    static const uint32_t offsets[] = {0, 0, 3, 8};
    dem_buf out;
    dem_file content = {0};
    static const dem_kb_phrase phrases[4] = {{1, 2, 0, 1, 1}};
    static const dem_kb_sense senses[] = {{DEM_FAM_KIND, 0, 0, 0, 1, 0}};
    static const dem_kb_kind kinds[] = {{1, DEM_NO_ROW}, {2, 0}};
    static const dem_kb_list lists[] = {{1, 0}, {2, 1}};
    static const dem_kb_arg args[] = {{.n_rels = 1, .first_prep = 1, .n_preps = 1, .required = 1, .role = 1, .n_conds = 1}};
    static const dem_kb_cond conds[] = {{DEM_COND_KIND, 0, 0, 2}};
    static const dem_kb_frame frames[] = {{.id = 1, .n_args = 1, .event = 1, .mode = 2, .file = 2}};
    memset(content.hash, '0', 64);
    content.section[DEM_SECTION_KB_strings] = (dem_section){offsets, 4};
    content.section[DEM_SECTION_KB_bytes] = (dem_section){"armweapo", 8};
    content.section[DEM_SECTION_KB_phrases] = (dem_section){phrases, 4};
    content.section[DEM_SECTION_KB_senses] = (dem_section){senses, 1};
    content.section[DEM_SECTION_KB_kinds] = (dem_section){kinds, 2};
    content.section[DEM_SECTION_KB_lists] = (dem_section){lists, 2};
    content.section[DEM_SECTION_KB_args] = (dem_section){args, 1};
    content.section[DEM_SECTION_KB_conds] = (dem_section){conds, 1};
    content.section[DEM_SECTION_KB_frames] = (dem_section){frames, 1};
    dem_buf_init(&out, NULL);
    dem_file_build(DEM_FILE_KB, dem_kb_section_types, DEM_KB_SECTION_COUNT, &content, &out);
    return out;
}

/* Touches what the checks promise to be there. */
static uint32_t use(const dem_kb *kb)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < kb->n_phrases && i < 64; i++) {
        const dem_kb_phrase *p = &kb->phrases[i];
        for (uint32_t family = 0; family < DEM_FAMILIES; family++)
            for (const dem_kb_sense *s = dem_kb_sense_first(kb, p, family); s; s = dem_kb_sense_next(kb, p, s))
                sum += (uint32_t)dem_kb_str(kb, s->form).len;
        sum += dem_kb_find(kb, (uint64_t)p->hash_high << 32 | p->hash_low) != NULL;
    }
    for (uint32_t i = 0; i < kb->n_args; i++)
        for (uint32_t k = 0; k < kb->args[i].n_conds; k++)
            sum += kb->conds[kb->args[i].first_cond + k].kind;
    for (uint32_t i = 0; i < kb->n_kinds; i++)
        sum += dem_kb_kind_is(kb, i, 0);
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    dem_buf file = small_file();
    dem_file checked;
    dem_kb kb;
    dem_error err;
    for (size_t i = 1; i + 3 <= size; i += 3)
        file.data[(data[i] | data[i + 1] << 8) % file.len] = (char)data[i + 2];
    if (size && data[0] & 1) {
        uint64_t sum = dem_checksum(file.data + 128, file.len - 128);
        memcpy(file.data + 24, &sum, sizeof sum);
    }
    volatile uint32_t sum = 0;
    if (dem_kb_check((dem_str){file.data, file.len}, &checked, &kb, &err) == DEM_OK)
        sum = use(&kb);
    (void)sum;
    dem_weights weights;
    if (dem_weights_check((dem_str){file.data, file.len}, &checked, &weights, &err) == DEM_OK)
        abort(); /* a knowledge base is no syntax model */
    dem_buf_release(&file);
    return 0;
}
