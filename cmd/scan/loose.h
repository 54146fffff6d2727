/*
 * loose: what of git's objects is not left to libgit2. Those in files of their own are read here: it trusts the length that they
 * say they have, and waits for the end of what was cut short.
 */
#ifndef LOOSE_H
#define LOOSE_H

#include "git.h"

/* Reads the object under a folder of objects. IO_GONE: there is no such file there, or it holds another kind. */
enum io_status pk_loose_read(const char *objects, const struct pk_git_id *id, enum pk_git_kind kind, size_t max, bool *is_there,
			     struct io_buffer *out);

/* Whether the index of every pack there is as long as its counts say: libgit2 reads behind the end of one that is not. */
bool pk_packs_are_whole(const char *objects);

#endif
