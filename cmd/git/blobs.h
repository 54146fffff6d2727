/*
 * blobs: the contents that the files of commits have had. Each content is listed once, with every path that it was known under
 * and the first commit that had it there. A folder that did not change between two commits is not looked at again.
 */
#ifndef GIT_BLOBS_H
#define GIT_BLOBS_H

#include "finding.h"
#include "git/trees.h"

enum { PK_NO_REV = UINT32_MAX };

/* A content under a path. */
struct pk_spot {
	uint32_t blob, path;
	uint32_t rev;  /* the first that has it there; PK_NO_REV: none that counts */
	uint32_t next; /* of the same blob: place in spots + 1 */
	bool is_there; /* still, in the newest commit */
	bool is_out;   /* not a file that is to be looked at */
};

struct pk_blob_content {
	struct pk_git_id id;
	uint32_t spots; /* place in spots + 1 of the latest; 0 for none */
	bool is_known;  /* was there before what counts */
	bool is_wanted; /* is to be looked at */
	uint32_t order; /* where it lies in the repository */
};

struct pk_blobs {
	struct arena *arena;
	struct pk_git *git;
	struct pk_sink *notes;
	bool (*wants)(void *data, struct str path); /* whether a file counts */
	void *data;
	struct map by_id, by_path; /* place in v; in paths */
	struct pk_blob_trees {
		struct map by_id; /* place in v + 1 of the latest visit */
		struct pk_tree_visit {
			struct str folder; /* "" or with its '/' */
			uint32_t next;
		} * v;
		uint32_t n, cap;
	} seen, seen_there; /* trees looked at, and those in the pass PK_BLOBS_THERE */
	struct pk_blob_content *v;
	uint32_t n, cap;
	struct pk_spots {
		struct pk_spot *v;
		uint32_t n, cap;
	} spots;
	struct pk_git_paths paths;
	struct io_buffer buffer;
};

void pk_blobs_init(struct pk_blobs *b, struct arena *arena, struct pk_git *g, struct pk_sink *notes);
void pk_blobs_release(struct pk_blobs *b);

enum pk_blobs_pass {
	PK_BLOBS_KNOWN, /* what the commit holds was there before */
	PK_BLOBS_NEW,   /* what it holds and was not there before counts */
	PK_BLOBS_THERE, /* what it holds is there still */
};

/* Looks at all files of a tree. */
void pk_blobs_tree(struct pk_blobs *b, const struct pk_git_id *tree, uint32_t rev, enum pk_blobs_pass pass);
/* One file. */
void pk_blobs_file(struct pk_blobs *b, struct str path, const struct pk_git_id *id, uint32_t rev, enum pk_blobs_pass pass);
/* After the last tree: decides what is wanted. A known content is, where a new one took its path or its file is gone: what it holds
 * is not new. */
void pk_blobs_choose(struct pk_blobs *b);

#endif
