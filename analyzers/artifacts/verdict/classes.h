/*
 * classes: what is known of the classes of libraries, from their sources: rules/artifacts/classes.tsv, compiled into a table that is
 * sorted by module. A module has a row for each kind.
 */
#ifndef CLASSES_H
#define CLASSES_H

#include <stdint.h>

struct pk_class_row {
	const char *module, *kind; /* "class", "dict", "evaluates", ... */
	const char *names;         /* with blanks between them */
};

extern const struct pk_class_row pk_class_rows[];
extern const uint32_t pk_class_rows_n;

#endif
