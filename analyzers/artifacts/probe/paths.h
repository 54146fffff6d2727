/* paths: names of files that a model or an archive gives. */
#ifndef ARTIFACT_PATHS_H
#define ARTIFACT_PATHS_H

#include "util/str.h"

/* Whether a name ends so, in small letters or large. */
bool pk_is_named(struct str name, const char *ending);
/* Names that unpack outside the folder they are unpacked in. */
bool pk_leaves_folder(struct str name);

#endif
