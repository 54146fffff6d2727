/*
 * page: build-time tool. Writes each of the files as a string, so that the binary carries them: page OUTPUT FILE... ;
 * page.css becomes pk_page_css.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "literal.h"

static void fail(const char *what, const char *path)
{
	(void)fprintf(stderr, "page: cannot %s %s\n", what, path);
	exit(1);
}

static void write_literal(FILE *in, FILE *out)
{
	int c;

	(void)fputs("\t\t\"", out);
	while ((c = getc(in)) != EOF)
		literal_byte(c, out);
	(void)fputs("\"", out);
}

static void write_text(const char *path, FILE *out)
{
	const char *slash = strrchr(path, '/');
	FILE *in = fopen(path, "rb");

	if (!in)
		fail("read", path);
	(void)fputs("extern const char pk_", out);
	for (const char *c = slash ? slash + 1 : path; *c; c++)
		(void)putc(*c == '.' ? '_' : *c, out);
	(void)fputs("[];\nconst char pk_", out);
	for (const char *c = slash ? slash + 1 : path; *c; c++)
		(void)putc(*c == '.' ? '_' : *c, out);
	(void)fputs("[] =\n", out);
	write_literal(in, out);
	(void)fputs(";\n", out);
	(void)fclose(in);
}

int main(int argc, char **argv)
{
	FILE *out;

	if (argc < 2)
		fail("work without", "OUTPUT");
	out = fopen(argv[1], "w");
	if (!out)
		fail("write", argv[1]);
	for (int i = 2; i < argc; i++)
		write_text(argv[i], out);
	if (fclose(out) != 0)
		fail("write", argv[1]);
	return 0;
}
