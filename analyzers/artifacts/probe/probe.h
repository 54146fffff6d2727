/*
 * probe: the inspection of one file and of everything packed inside it: what it may spend, which names it saw, what there
 * is to say. Nothing is ever loaded or run. All of it lives in the probe's arena.
 */
#ifndef PROBE_H
#define PROBE_H

#include "artifacts/verdict/verdict.h"
#include "util/buf.h"

enum pk_issue_kind {
#define ISSUE(kind, id) PK_ISSUE_##kind,
#include "issues.def"
#undef ISSUE
	PK_ISSUES
};

/* Who reads the pickles in it. */
enum pk_host { PK_HOST_PLAIN, PK_HOST_TORCH };

/* Some bytes to inspect: the file, or a member, or what was unpacked. */
struct pk_blob {
	struct str bytes;
	struct str where; /* "archive/data.pkl", "a.tar/b.pkl"; "" for the file itself */
	struct str name;  /* of the member, or the path of the file */
	uint64_t at;      /* in the file: of the first byte, or (unpacked) of what it was unpacked from */
	bool sparse;      /* what is touched of them is fetched */
	bool unpacked;    /* the bytes do not stand in the file as they are */
	uint32_t depth;   /* containers around it */
	enum pk_host host;
	struct pk_tape *tape; /* its bytes are unpacked as they are read; NULL when all of them are there */
};

struct pk_issue {
	enum pk_issue_kind kind;
	struct str what, where; /* printable */
	uint64_t at;            /* in the file */
};

struct pk_probe;

/* The room that knows all formats, as the rooms below it see it. */
struct pk_inspector {
	bool (*inspect)(struct pk_probe *p, const struct pk_blob *b);
	bool (*knows)(const struct pk_blob *head);
	const char *(*say_claim)(struct pk_probe *p, const struct pk_blob *b);
};

/* A name that pickles import. */
struct pk_named {
	struct str module, name; /* as written */
	enum pk_verdict verdict;
	bool seen; /* in a pickle that counts */
	bool called;
	struct str ways;    /* in which objects of it are made; verdict/ways.h */
	uint64_t fits;      /* the last making that was one of these */
	unsigned char role; /* what the machine knows about it; 0: not asked yet */
	uint64_t run;       /* the pickle that named it last, and where in its list of uses */
	uint32_t use;
	struct str where; /* first seen */
	uint64_t at;
};

struct pk_probe {
	struct arena *arena;
	const struct pk_inspector *inspector; /* NULL: what is packed inside is left alone */
	bool sparse; /* what is read of the file is fetched: storages of tensors, and what archives say twice, are left alone */
	bool text;   /* the file is text: only formats that are text are looked for */
	const struct pk_verdicts *verdicts;
	const char *format; /* what the file is; NULL when nothing to inspect was recognised */
	uint64_t deadline;  /* in the thread's own time, nanoseconds; 0 for none */
	uint64_t file_bytes;
	uint64_t unpacked;    /* bytes unpacked */
	uint64_t unpack_left; /* bytes that may still be unpacked */
	bool spent;           /* none may any more, and said so */
	bool over;            /* out of time; said at the end */
	struct str over_in;   /* where that was */
	uint64_t runs;        /* pickles begun */
	uint32_t nested;      /* pickles inside each other right now */
	struct pk_machine *idle;
	/* Whether a module's source lies in the tree that is scanned; NULL when that is not known. */
	bool (*is_local)(const void *tree, struct str module);
	const void *tree;
	struct map names; /* "module name" -> index + 1 */
	struct pk_nameds {
		struct pk_named *v;
		uint32_t n, cap;
	} named;
	struct pk_issue_list {
		struct pk_issue *v;
		uint32_t n, cap;
	} issues;
	uint32_t said[PK_ISSUES]; /* how many of each kind: no kind can push out another */
	struct pk_besides {       /* files beside this one that it reads, once each */
		struct str *v;
		uint32_t n, cap;
	} besides;
	/* Called for each text that is packed in something, NULL when they are not wanted; with only_packed, nothing else is looked for. */
	void (*keep_text)(struct pk_probe *p, const struct pk_blob *b);
	void *keep_data;
	uint64_t text_left; /* bytes of them that are still wanted */
	bool text_cut;      /* some were not */
	bool only_packed;
	/* Called for each opcode when a disassembly is wanted; NULL otherwise. */
	void (*trace)(void *data, const struct pk_blob *blob, uint64_t at, const char *opcode, struct str argument);
	void *trace_data;
	bool singly; /* every opcode is run by itself, as with a disassembly: what is found is the same */
};

void pk_probe_init(struct pk_probe *p, struct arena *arena, const struct pk_verdicts *verdicts, uint64_t file_bytes);
/* Says something about byte `at` of the blob; the text is made printable. */
void pk_probe_say(struct pk_probe *p, enum pk_issue_kind kind, const struct pk_blob *b, uint64_t at, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
/* Takes back what was said since there were `n` issues. */
void pk_probe_forget(struct pk_probe *p, uint32_t n);
/* The name's place in p->named. */
uint32_t pk_probe_name(struct pk_probe *p, struct str module, struct str name);
/* "os.system", printable. */
struct str pk_probe_shown_name(struct pk_probe *p, uint32_t id);
/* A name that something other than a pickle imports: it counts at once. */
void pk_probe_use(struct pk_probe *p, const struct pk_blob *b, uint64_t at, struct str module, struct str name);
/* Turns the names that were seen, and the end of the time, into issues. After everything else. */
void pk_probe_finish(struct pk_probe *p);
/* True when the time is over. Costs a clock read. */
bool pk_probe_expired(struct pk_probe *p, const struct pk_blob *b);
/* Gives more time for work of so many bytes. */
void pk_probe_grant(struct pk_probe *p, uint64_t bytes);
/* Finds out what a blob is, by its content, and looks into it in every way that fits. True when something did. */
static inline bool pk_probe_inspect(struct pk_probe *p, const struct pk_blob *b)
{
	return p->inspector && p->inspector->inspect(p, b);
}
/* Whether the beginning of something is that of a format; not said for text and pickles without a header. */
static inline bool pk_probe_knows(const struct pk_probe *p, const struct pk_blob *head)
{
	return p->inspector && p->inspector->knows(head);
}
/* Says that a blob of no known format claims to be one. */
static inline void pk_probe_say_claim(struct pk_probe *p, const struct pk_blob *b)
{
	if (p->inspector)
		(void)p->inspector->say_claim(p, b);
}
/* Whether it is a text that is still wanted; one that is too long is noted down. */
bool pk_probe_wants_text(struct pk_probe *p, struct str head, uint64_t size);
/* Control characters and bytes that are not ASCII as \xNN; long text is cut. In the arena. */
struct str pk_printable(struct arena *a, struct str text);
/* A part of a blob as a blob of its own, named `name` ("" keeps the blob's own name). */
struct pk_blob pk_blob_part(struct pk_probe *p, const struct pk_blob *b, size_t at, size_t n, struct str name);
/* Bytes unpacked from byte `at` of a blob. */
struct pk_blob pk_blob_unpacked(struct pk_probe *p, const struct pk_blob *b, size_t at, struct str bytes, struct str name);

#endif
