#include "err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

int err_set(struct pk_err *err, int code, const char *path, uint32_t line, const char *fmt, ...)
{
	va_list ap;

	err->code = code;
	err->line = line;
	(void)snprintf(err->path, sizeof(err->path), "%s", path ? path : "");
	va_start(ap, fmt);
	(void)vsnprintf(err->msg, sizeof(err->msg), fmt, ap);
	va_end(ap);
	return code;
}

void die_oom(size_t bytes)
{
	(void)fprintf(stderr, "picket: out of memory (%zu bytes wanted)\n", bytes);
	exit(2);
}

void die_bug(const char *what)
{
	(void)fprintf(stderr, "picket: internal error: %s\n", what);
	abort();
}
