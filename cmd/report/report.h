/*
 * report: findings -> text, one file for each format. A reporter is the mirror image of an analyzer: begin, result for
 * every finding in report order (suppressed and baselined ones too), end. It only appends to report->out, which the
 * caller empties after every call, so a report of any length is streamed. It knows nothing of how the scan was made.
 */
#ifndef REPORT_H
#define REPORT_H

#include "finding.h"

struct pk_report_options {
	bool colour;          /* escape sequences are welcome */
	bool links;           /* and so are links (OSC 8) */
	bool quiet;           /* findings only, no closing summary */
	bool verbose;         /* also list every note, for formats made for people */
	bool show_suppressed; /* formats made for people list suppressed and baselined findings too */
	bool statistics;      /* close with counts by rule */
	const char *category; /* of SARIF runs; NULL for none */
};

/* How often something was found, open findings only; a secret counts once, wherever it stands. */
struct pk_count {
	struct str name; /* a threat or a rule id */
	uint32_t n, by_severity[PK_CRITICAL + 1];
};

/* What the code uses: a module and how many files import it, a serializer and how many lines use it. */
struct pk_tally {
	struct str name;
	uint32_t n;
	bool unsafe; /* reading what this serializer wrote can run code */
};

/* What the whole run came to, for end(). Lists are sorted by path. */
struct pk_summary {
	const struct str *scanned; /* paths of the files that were looked at */
	uint32_t n_scanned;
	uint32_t commits, blobs;            /* of a history; 0 for files */
	uint64_t bytes;                     /* in them */
	const struct pk_note_item *skipped; /* files that were not looked at, and why */
	uint32_t n_skipped;
	const struct pk_note_item *notes; /* what was odd in the others */
	uint32_t n_notes;
	uint32_t open, suppressed, baselined;
	uint32_t secrets, places;               /* of the open ones: different secrets, and where they stand */
	uint32_t by_severity[PK_CRITICAL + 1];  /* open findings */
	const struct pk_count *threats, *rules; /* most findings first, then by name; those without any are left out */
	uint32_t n_threats, n_rules;
	const struct pk_tally *modules, *serializers; /* most used first; none unless the reporter wants usage */
	uint32_t n_modules, n_serializers;
	uint32_t verified[PK_UNSURE + 1]; /* different credentials by what is known of them; all 0 when no service was asked */
	uint32_t rules_run;
	double seconds; /* wall clock */
};

/* One report being written. */
struct pk_report {
	struct buf *out;
	struct arena *arena;          /* lives until end has returned */
	const struct pk_rules *rules; /* those that ran */
	const char *version;          /* picket's own: "0.1.0" */
	struct pk_report_options options;
	struct str remark; /* set by end(): what the user must be told about the report itself; "" for nothing */
	void *state;       /* the reporter's own, in the arena */
};

struct pk_reporter {
	const char *name, *about; /* "sarif"; one line for --help */
	bool usage;               /* wants the summary with modules and serializers */
	bool line_hashes;         /* wants findings with line_hash */
	bool secrets;             /* shows secrets in full when asked to: for what stays with the user, not for what is passed on */
	const char *extensions;   /* file name ends that mean this format, separated by spaces: ".sarif .sarif.json"; "" for none */
	void (*begin)(struct pk_report *r);
	void (*result)(struct pk_report *r, const struct pk_finding *f);
	void (*end)(struct pk_report *r, const struct pk_summary *s);
};

/* All reporters, in the order of reporters.def, NULL at the end. */
extern const struct pk_reporter *const pk_reporters[];

/* NULL when there is none of that name. */
const struct pk_reporter *pk_reporter_find(struct str name);
/* The reporter with the longest extension that ends the file name, or NULL. */
const struct pk_reporter *pk_reporter_of_file(struct str file);
/* Whether a format made for people lists this finding: open, or show_suppressed. */
bool pk_report_shows(const struct pk_report *r, const struct pk_finding *f);
/* Tells the findings that the report lists of the other places of their secret (pk_finding.copies): the one that weighs most
 * comes first. */
void pk_report_join(const struct pk_report *r, struct pk_finding *const *findings, uint32_t n);
/* Whether the finding is the first of its secret's places, or is no secret: formats made for people show these. */
bool pk_report_leads(const struct pk_finding *f);
/* Appends text for a terminal: control bytes other than tab, which a hostile file name or line may hold, as \xNN. */
void pk_report_text(struct buf *out, struct str text);
/* "src/a.py:3:5", "book.ipynb:cell 2:1:1", "old.zip!config/.env:3:5". */
void pk_report_place(struct buf *out, const struct pk_region *at);
/* "cell 2, line 1", "config/.env, line 3": what the line of the file does not say of a place that has a cell_line. */
void pk_report_within(struct buf *out, const struct pk_place *p, void (*add_text)(struct buf *out, struct str text));
/* Appends "commit 1a2b3c4d5e6f, 2024-05-01, gone since" for what was found in history; nothing else otherwise. */
void pk_report_version(struct buf *out, const struct pk_finding *f);
/* Appends "1 secret in 12 places". */
void pk_report_secrets(struct buf *out, const struct pk_summary *s);
/* "in 11 files", "in 420 versions of 11 files and 53 commits". */
void pk_report_scope(struct buf *out, const struct pk_summary *s);
/* Fills in open, suppressed, baselined, secrets, places, by_severity, threats and rules, of findings that are joined. */
void pk_summary_count(struct pk_summary *s, struct arena *arena, struct pk_finding *const *findings, uint32_t n);

#endif
