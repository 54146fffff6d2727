/*
 * embed: build-time tool. Writes the rule files given on the command line as one C table, so that the binary carries
 * them: embed OUTPUT ROOT FILE... ; a FILE is named in the table relative to ROOT.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *what, const char *path)
{
	(void)fprintf(stderr, "embed: cannot %s %s\n", what, path);
	exit(1);
}

/* One string literal a line of input; every byte that could end or change a literal is escaped. */
static size_t write_literal(FILE *in, FILE *out)
{
	size_t n = 0;
	int c;

	(void)fputs("\t\t\"", out);
	while ((c = getc(in)) != EOF) {
		n++;
		if (c == '\n')
			(void)fputs("\\n\"\n\t\t\"", out);
		else if (c == '"' || c == '\\' || c == '?')
			(void)fprintf(out, "\\%c", c);
		else if (c < 32 || c > 126)
			(void)fprintf(out, "\\%03o", (unsigned)c);
		else
			(void)putc(c, out);
	}
	(void)fputs("\"", out);
	return n;
}

static void embed(const char *root, const char *path, FILE *out)
{
	size_t skip = strncmp(path, root, strlen(root)) == 0 ? strlen(root) : 0;
	FILE *in = fopen(path, "rb");
	size_t n;

	if (!in)
		fail("read", path);
	(void)fprintf(out, "\t{ \"%s\",\n", path + skip);
	n = write_literal(in, out);
	(void)fprintf(out, ", %zu },\n", n);
	(void)fclose(in);
}

int main(int argc, char **argv)
{
	FILE *out;

	if (argc < 3)
		fail("work without", "OUTPUT and ROOT");
	out = fopen(argv[1], "w");
	if (!out)
		fail("write", argv[1]);
	(void)fputs("#include \"scan/embedded.h\"\n\nconst struct pk_embedded pk_embedded_rules[] = {\n", out);
	for (int i = 3; i < argc; i++)
		embed(argv[2], argv[i], out);
	(void)fprintf(out, "\t{ 0, 0, 0 },\n};\nconst size_t pk_embedded_count = %d;\n", argc - 3);
	if (fclose(out) != 0)
		fail("write", argv[1]);
	return 0;
}
