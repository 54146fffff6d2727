/*
 * package: what is said of a package where it is installed or declared: of its name, of what it comes from, of the options of pip
 * beside it. Readers of dependency files and of commands call these with places in the unit's text.
 */
#ifndef IMPORTS_PACKAGE_H
#define IMPORTS_PACKAGE_H

#include "judge.h"

/* Where a reader of a unit takes what it finds. */
struct pk_place_of_packages {
	const struct pk_imports_plan *plan;
	struct pk_unit *unit;
	struct pk_sink *out;
	struct pk_hurry *hurry;
	struct span scope; /* the command; empty when it is the whole text */
	bool is_conda;     /* names are those of conda's channels, not of the index */
	bool is_installed; /* here, as it is written: a requirement that names no version takes what is there today */
	bool is_lock;      /* a generated file: nothing in it is changed by hand */
	bool is_code;      /* Python code: other rules speak of its indexes */
};

/* The bare name of a package. */
void pk_package_name(const struct pk_place_of_packages *in, struct span name);
/* A requirement: name, extras, versions, marker, or where it comes from. `hashed`: a hash is given elsewhere. */
void pk_package_requirement(const struct pk_place_of_packages *in, struct span at, bool hashed);
/* The address of an index or page of links; `other`: it is searched beside the first one. */
void pk_package_index(const struct pk_place_of_packages *in, struct span url, bool other);
/* A host or index whose certificate is not checked. */
void pk_package_unchecked(const struct pk_place_of_packages *in, struct span at);
/* A repository; `revision` names a state of it, and is empty when it has to be in the address. */
void pk_package_repository(const struct pk_place_of_packages *in, struct span url, struct span revision);

#endif
