/*
 * finding: one thing found, complete and independent of the file it was found in: places, shown lines and messages are
 * worked out and secrets redacted when it is emitted, and live in the sink's results arena until the report is out.
 */
#ifndef FINDING_H
#define FINDING_H

#include "rule.h"
#include "source/unit/unit.h"
#include "util/buf.h"

enum pk_state { PK_OPEN, PK_SUPPRESSED, PK_BASELINED, PK_FIXED };

/* What its service says of a credential. */
enum pk_verified { PK_NOT_ASKED, PK_LIVE, PK_DEAD, PK_UNSURE };

struct pk_region {
	struct str path;
	struct pk_place start, end; /* end is exclusive */
	struct str lines;           /* source lines start..end (unit lines for notebooks), without the last line end, cut at the caps */
	uint32_t cut;               /* code points cut off in front of the first line */
	struct str message;         /* of related places and flow steps; "" in the finding's own */
};

struct pk_binding {
	struct str name, text; /* "$X", its source text (redacted for secrets) */
	struct pk_place start, end;
};

struct pk_edit {
	struct span raw; /* bytes of the raw file to replace */
	struct str text; /* already escaped for the raw file (JSON in notebooks) */
};

struct pk_finding {
	const struct pk_rule *rule;
	enum pk_severity severity; /* the rule's, after zone and version adjustments */
	const char *zone;          /* "tests": why the severity is one less; NULL when it is not */
	struct str message;        /* metavariables filled in */
	struct pk_region at;
	uint32_t n_bindings, n_related, n_flow, n_edits;
	const struct pk_binding *bindings;
	const struct pk_region *related; /* other places that matter, with a message each */
	const struct pk_region *flow;    /* source ... sink, for taint */
	const struct pk_edit *edits;     /* the fix; n_edits 0 for none */
	struct str fix_text;             /* the replacement as shown (Semgrep's `fix`); "" for none */
	bool fix_unsafe, is_notebook;
	bool fix_hidden;      /* the fix holds a secret: it may be made, but not shown */
	struct str home;      /* the path in its repository: forward slashes, never absolute */
	uint64_t line_hash;   /* of the start line, as GitHub computes it, and which of the file's lines with that hash it is; */
	uint32_t line_nth;    /* 0 when not computed */
	char fingerprint[33]; /* hex, NUL-terminated; set when results are ordered (n-th occurrence needs the order) */
	struct str key;       /* for secrets: SHA-256 of the secret in hex, so that copies are counted once; else "" */
	struct str norm;      /* normalised text that the fingerprint is made of */
	enum pk_verified verified;
	enum pk_state state;
	struct str reason;                /* of a suppression */
	const struct pk_finding *plain;   /* as it was with its secrets; NULL unless they may be shown */
	const struct pk_version *version; /* when it was found in history, else NULL */
	const struct pk_copies *copies;   /* of a secret: set while a report is written, else NULL */
};

/* One secret, wherever it stands: findings of one rule with one key. */
struct pk_copies {
	const struct pk_finding **v;
	uint32_t n, cap;
};

/* What a repository's history knows of a finding. */
struct pk_version {
	char commit[65]; /* the oldest that holds it, in hex */
	char date[16];   /* of that commit: "2024-05-01" */
	uint32_t n;      /* versions of the file that hold it */
	bool is_there;   /* one of them is in the newest commit still */
};

/* Why a file or part of it was not looked at: never an error. */
struct pk_note_item {
	struct str path;
	struct str kind; /* "too-large", "unreadable", "syntax", "timeout", "encoding", "binary", ... : one word, stable */
	struct str text;
	uint32_t line; /* 0 for none */
};

/* Something an analyzer learned that others or finish() may use: (kind, key, value), e.g. ("import", "torch", path). */
struct pk_fact_item {
	const struct pk_analyzer *analyzer;
	struct str kind, key, value;
	struct pk_region at;
};

struct pk_analyzer;
struct pk_vault;

/* The files that are scanned together, as shown, in byte order. */
struct pk_paths {
	const struct str *v;
	uint32_t n;
};

bool pk_paths_has(const struct pk_paths *paths, struct str path);
/* Whether there is a file below the folder, whose path ends in '/'. */
bool pk_paths_has_folder(const struct pk_paths *paths, struct str folder);

/* Where an analyzer's results go: one per worker, merged and ordered after the last file. */
struct pk_sink {
	struct arena *arena;                /* results arena */
	const struct pk_analyzer *analyzer; /* the one running */
	bool show_secrets;                  /* findings keep `plain` */
	bool digests;                       /* facts about artifacts say their SHA-256 */
	bool urls;                          /* facts name the addresses in code */
	struct str file;                    /* the file that is looked at, byte for byte */
	struct pk_vault *vault;             /* that credentials are kept in; NULL for none */
	const struct pk_paths *paths;       /* every file of the scan; NULL for a single text */
	struct pk_findings {
		struct pk_finding **v;
		uint32_t n, cap;
	} findings;
	struct pk_note_items {
		struct pk_note_item *v;
		uint32_t n, cap;
	} notes;
	struct pk_fact_items {
		struct pk_fact_item *v;
		uint32_t n, cap;
	} facts;
};

void pk_sink_init(struct pk_sink *s, struct arena *arena);

/* Adds a finding over a span of the unit's text; its message is the rule's until changed. The caller may
 * then fill in message, bindings, related, flow, key, severity (strings in sink->arena). Never NULL. */
struct pk_finding *pk_emit(struct pk_sink *s, const struct pk_rule *rule, struct pk_unit *u, struct span at);
/* The same at a place that a fact remembers. */
struct pk_finding *pk_emit_at(struct pk_sink *s, const struct pk_rule *rule, const struct pk_region *at);
/* A place and its lines, for related and flow. */
struct pk_region pk_region_of(struct pk_sink *s, struct pk_unit *u, struct span at, struct str message);
/* Replaces `secret`, each of its lines, and what is left of them in shown lines that were cut, by the redacted form. */
void pk_redact(struct pk_sink *s, struct pk_finding *f, struct str secret);
/* "hf_ab...(34)": the first characters that say what it is, and the length. */
struct str pk_redacted(struct arena *a, struct str secret);
/* The key of a secret's finding. */
struct str pk_secret_key(struct arena *a, struct str secret);
void pk_note(struct pk_sink *s, struct str path, const char *kind, uint32_t line, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
void pk_fact(struct pk_sink *s, const char *kind, struct str key, struct str value, struct pk_unit *u, struct span at);
/* "live", "dead", "unknown"; NULL for PK_NOT_ASKED. */
const char *pk_verified_name(enum pk_verified v);
/* Report order: path, offset, rule id, message. For qsort of struct pk_finding pointers. */
int pk_finding_cmp(const void *a, const void *b);

#endif
