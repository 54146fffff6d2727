/* manifest: files that say what a project depends on and where it comes from. */
#ifndef IMPORTS_MANIFEST_H
#define IMPORTS_MANIFEST_H

#include "package.h"

/* The file's name says how it is read; an unknown one is read as lines of requirements. */
void pk_manifest_read(struct pk_place_of_packages in);
/* Lines of requirements and options, as pip reads them. */
void pk_manifest_requirements(const struct pk_place_of_packages *in);
/* One of them. */
void pk_manifest_line(const struct pk_place_of_packages *in, struct span line);

#endif
