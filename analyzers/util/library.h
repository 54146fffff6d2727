/*
 * library: a shared library that is loaded when it is first needed, so that runs without a need do not pay for it at their
 * start. A list of its functions makes the table that they are called through:
 *
 *     #define FUNCTIONS(F) F(git_blob_free) F(git_blob_lookup)
 *     struct libgit2 { FUNCTIONS(LIBRARY_POINTER) };
 *     static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) };
 */
#ifndef UTIL_LIBRARY_H
#define UTIL_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#define LIBRARY_POINTER(name) __typeof__(name) *name;
#define LIBRARY_NAME(name)    #name,

/* Fills a table of n pointers. False when the library or one of the functions is not there. It stays loaded. */
bool library_load(const char *soname, const char *const *names, size_t n, void *table);

#endif
