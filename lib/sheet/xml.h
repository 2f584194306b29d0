/*
 * Inside lib/sheet: text as the library may be given it, so that the workbook's XML is sound and
 * says what was said.
 */
#ifndef BANGFU_SHEET_XML_H
#define BANGFU_SHEET_XML_H

#include "base/buffer.h"

/*
 * Appends text that may go into a cell, at most `most` characters of it: what is not UTF-8, and
 * the two code points that XML has no place for, become U+FFFD; `_x0041_`, which would be read back
 * as the character of that number, is written so that it is not. The library does the same for
 * control characters. False where it was cut.
 */
bool xml_cell_text(struct buffer *out, struct text text, size_t most);

/* Appends text for the workbook's properties, where no such rule holds: control characters but
 * tabs and line ends become spaces. */
void xml_property_text(struct buffer *out, struct text text, size_t most);

#endif
