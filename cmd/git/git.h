/*
 * git: what a repository remembers: which files it tracks, and what they were in a commit. Only reads, and only what lies in
 * the repository: no hook, filter or program that its configuration names is run, and no configuration of the user is read.
 * Paths are relative to the top, with forward slashes. libgit2 is seen here and nowhere else. Repositories are opened by one thread at
 * a time, and each is read by one.
 */
#ifndef GIT_GIT_H
#define GIT_GIT_H

#include "util/arena.h"
#include "util/io.h"

struct pk_git;

/* The repository whose top is this folder; NULL with err when it cannot be read. */
struct pk_git *pk_git_open(const char *top, struct pk_err *err);
/* The same for the repository that a folder lies in; it may be bare, or a further working tree of another. */
struct pk_git *pk_git_find(const char *folder, struct pk_err *err);
/* NULL is fine. */
void pk_git_close(struct pk_git *g);
/* Whether the index holds the file, or anything below the folder. */
bool pk_git_tracks(struct pk_git *g, struct str path, bool is_dir);

/* ---- objects, as they are stored ---- */

enum { PK_GIT_ID = 20, PK_GIT_HEX = 2 * PK_GIT_ID + 1 };

struct pk_git_id {
	unsigned char bytes[PK_GIT_ID];
};

struct pk_git_ids {
	struct pk_git_id *v;
	uint32_t n, cap;
};

enum pk_git_kind { PK_GIT_COMMIT = 1, PK_GIT_TREE, PK_GIT_BLOB, PK_GIT_TAG };

void pk_git_hex(const struct pk_git_id *id, char out[PK_GIT_HEX]);
/* From 40 hex digits; false for anything else. */
bool pk_git_id(struct str hex, struct pk_git_id *out);
/* What a reference ("main", "HEAD", "refs/stash"), a hash or the beginning of one stands for. */
bool pk_git_named(struct pk_git *g, struct str name, struct pk_git_id *out);
/* The commits of all references and of HEAD, in the order of their names; references to what is no commit are left out. */
int pk_git_tips(struct pk_git *g, struct arena *a, struct pk_git_ids *out, struct pk_err *err);
/* Whether older commits than those it has were left away when the repository was cloned. */
bool pk_git_is_shallow(struct pk_git *g);
/* The bytes of an object, padded: IO_GONE when there is none of that kind, IO_UNREADABLE when it is broken. */
enum io_status pk_git_object(struct pk_git *g, const struct pk_git_id *id, enum pk_git_kind kind, size_t max, struct io_buffer *out);
/* Every object that there is, in the order in which reading them costs least. */
void pk_git_each(struct pk_git *g, void (*call)(void *data, const struct pk_git_id *id), void *data);
/* The files of an index: the one that git says it is making a commit of (GIT_INDEX_FILE), else the repository's own. */
int pk_git_index(struct pk_git *g, void (*each)(void *data, struct str path, const struct pk_git_id *id), void *data, struct pk_err *err);

#endif
