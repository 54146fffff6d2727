/*
 * err: what can go wrong in the run itself (bad option, bad rule, unreadable root), and the one place where the
 * program dies. A fault in a scanned file is never an err: it becomes a note (finding.h).
 */
#ifndef UTIL_ERR_H
#define UTIL_ERR_H

#include "str.h"

enum {
	PK_OK = 0,
	PK_EUSAGE = -1,       /* bad option or argument */
	PK_EIO = -2,          /* cannot read or write */
	PK_ERULE = -3,        /* a rule file or a pattern in it is wrong */
	PK_ECONFIG = -4,      /* a configuration file is wrong */
	PK_ELIMIT = -5,       /* a cap of limits.h was reached */
	PK_EUNSUPPORTED = -6, /* a rule asks for something picket does not do: the rule is left out, and said so */
};

/* Filled once, where the fault is known; passed up unchanged. line is 1-based, 0 for none. */
struct pk_err {
	int code;
	uint32_t line;
	char path[512];
	char msg[1024];
};

/* Sets err and returns code. path may be NULL. */
int err_set(struct pk_err *err, int code, const char *path, uint32_t line, const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* Out of memory: says so on stderr and exits 2. */
_Noreturn void die_oom(size_t bytes);
/* A broken invariant of picket's own: says so on stderr and aborts. */
_Noreturn void die_bug(const char *what);

#endif
