/*
 * loose_object: what of git's objects is not left to libgit2. Those in files of their own are read here: it trusts the length that they
 * say they have, and waits for the end of what was cut short.
 */
#ifndef GIT_LOOSE_OBJECT_H
#define GIT_LOOSE_OBJECT_H

#include "git/git.h"
#include "util/limits.h"

/* Where a repository keeps its objects: its own folder, and those of others that it shares. */
struct pk_loose {
	struct pk_loose_folder {
		char path[PK_MAX_PATH_BYTES];
		uint64_t device, inode;
		bool has[256]; /* by first byte of an id: whether such objects may be in files */
	} v[PK_MAX_ALTERNATES];
	uint32_t n;
};

/* False when there are too many folders, or when the index of a pack is not as long as its counts say: libgit2 reads behind its end. */
bool pk_loose_open(struct pk_loose *l, const char *objects);
/* Reads an object. IO_GONE: there is no file of it (then is_there is false), or it holds another kind. */
enum io_status pk_loose_read(const struct pk_loose *l, const struct pk_git_id *id, enum pk_git_kind kind, size_t max, bool *is_there,
			     struct io_buffer *out);

/* The same from the bytes of its file. */
enum io_status pk_loose_parse(struct str packed, enum pk_git_kind kind, size_t max, struct io_buffer *out);
/* Whether an index of this length, which begins so, has room for what it says to have. */
bool pk_index_fits(struct str index, uint64_t size);

#endif
