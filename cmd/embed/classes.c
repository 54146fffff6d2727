/* classes: build-time tool. Compiles rules/artifacts/classes.tsv into a read-only table sorted by module: classes OUTPUT LIST. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_LINE = 1 << 20 };

static char line[MAX_LINE], last[MAX_LINE];
static unsigned n_rows;

static void fail(const char *what, const char *of)
{
	(void)fprintf(stderr, "classes: %s: %s\n", what, of);
	exit(1);
}

static void add_row(FILE *out)
{
	char *kind = strchr(line, '\t'), *names = kind ? strchr(kind + 1, '\t') : NULL;

	if (!names || strpbrk(line, "\"\\"))
		fail("not a module, a kind and names", line);
	*kind++ = *names++ = 0;
	if (strcmp(last, line) > 0)
		fail("not sorted", line);
	memcpy(last, line, strlen(line) + 1);
	(void)fprintf(out, "\t{ \"%s\", \"%s\", \"%s\" },\n", line, kind, names);
	n_rows++;
}

int main(int argc, char **argv)
{
	FILE *in = argc == 3 ? fopen(argv[2], "r") : NULL, *out = in ? fopen(argv[1], "w") : NULL;

	if (!out)
		fail("cannot be opened", argc == 3 ? argv[in ? 1 : 2] : "usage: classes OUTPUT LIST");
	(void)fputs("#include \"artifacts/verdict/classes.h\"\n\nconst struct pk_class_row pk_class_rows[] = {\n", out);
	while (fgets(line, sizeof(line), in)) {
		line[strcspn(line, "\n")] = 0;
		if (*line && *line != '#')
			add_row(out);
	}
	(void)fprintf(out, "\t{ 0 },\n};\n\nconst uint32_t pk_class_rows_n = %u;\n", n_rows);
	(void)fclose(in);
	if (fclose(out) != 0)
		fail("cannot be written", argv[1]);
	return 0;
}
