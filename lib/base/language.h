/*
 * Messages in the user's language (gettext). English is in the code; Chinese in share/po.
 */
#ifndef BANGFU_BASE_LANGUAGE_H
#define BANGFU_BASE_LANGUAGE_H

#include <libintl.h>

#define _(message)  gettext(message)
#define N_(message) message

/*
 * Chooses the language from the environment. Messages are looked for beside the program
 * (`<its folder>/../share/locale`), so they are found where it was built and where it was
 * installed. A Chinese locale that the machine has not generated still gives Chinese messages.
 * Output is UTF-8 in every locale.
 */
void language_open(void);

#endif
