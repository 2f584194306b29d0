/* How cells look. */
#include "sheet/inside.h"

#define GREY   0xD9D9D9
#define BLUE   0xDDEBF7
#define YELLOW 0xFFF2CC
#define RED    0xF8CBAD

static const char *const NUMBER_FORMATS[LOOKS] = {
    [LOOK_COUNT] = "#,##0",     [LOOK_MONEY] = "#,##0.00", [LOOK_PERCENT] = "0.0%",
    [LOOK_DATE] = "yyyy-mm-dd", [LOOK_MONTH] = "yyyy-mm",
};

static void set_look(lxw_format *format, enum look look)
{
    if (NUMBER_FORMATS[look] != NULL)
        format_set_num_format(format, NUMBER_FORMATS[look]);
    switch (look) {
    case LOOK_TITLE:
        format_set_bold(format);
        format_set_font_size(format, 16);
        return;
    case LOOK_HEADING:
        format_set_bold(format);
        format_set_font_size(format, 12);
        return;
    case LOOK_NOTE:
        return;
    case LOOK_HEAD:
        format_set_bold(format);
        format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_CENTER);
        format_set_bg_color(format, BLUE);
        break;
    case LOOK_DATE:
    case LOOK_MONTH:
        format_set_align(format, LXW_ALIGN_CENTER);
        break;
    case LOOK_TEXT:
        format_set_align(format, LXW_ALIGN_LEFT);
        format_set_indent(format, 1); /* away from the number in the cell before it */
        break;
    default:
        break;
    }
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_border(format, LXW_BORDER_HAIR);
}

static void set_tone(lxw_format *format, enum tone tone)
{
    switch (tone) {
    case TONE_TOTAL:
        format_set_bold(format);
        format_set_bg_color(format, GREY);
        return;
    case TONE_DOUBT:
        format_set_bg_color(format, YELLOW);
        return;
    case TONE_WRONG:
        format_set_bg_color(format, RED);
        return;
    default:
        return;
    }
}

lxw_format *book_format(struct book *book, enum look look, enum tone tone, bool wraps)
{
    lxw_format **place = wraps ? &book->wrapped[tone] : &book->formats[look][tone];
    if (*place != NULL || book->failed)
        return *place;
    lxw_format *format = workbook_add_format(book->workbook);
    if (format == NULL) {
        (void)book_no_memory(book);
        return NULL;
    }
    format_set_font_name(format, book->font);
    set_look(format, look);
    set_tone(format, tone);
    if (wraps)
        format_set_text_wrap(format);
    *place = format;
    return format;
}
