/*
 * embed: build-time tool. Writes the rule files given on the command line as one C table, so that the binary carries
 * them, each with the first statement that its Python twin marks as found: embed OUTPUT ROOT FILE... ; a FILE is named
 * in the table relative to ROOT.
 *
 * embed OUTPUT - FILE... writes each file as a string of its own: pk_page_css for page.css.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_EXAMPLE_LINES = 12 };

static void fail(const char *what, const char *path)
{
	(void)fprintf(stderr, "embed: cannot %s %s\n", what, path);
	exit(1);
}

/* Every byte that could end or change a literal is escaped; each line is a literal of its own. */
static void write_byte(int c, FILE *out)
{
	if (c == '\n')
		(void)fputs("\\n\"\n\t\t\"", out);
	else if (c == '"' || c == '\\' || c == '?')
		(void)fprintf(out, "\\%c", c);
	else if (c < 32 || c > 126)
		(void)fprintf(out, "\\%03o", (unsigned)c);
	else
		(void)putc(c, out);
}

static size_t write_literal(FILE *in, FILE *out)
{
	size_t n = 0;
	int c;

	(void)fputs("\t\t\"", out);
	while ((c = getc(in)) != EOF) {
		n++;
		write_byte(c, out);
	}
	(void)fputs("\"", out);
	return n;
}

/* How many more brackets the line opens than it closes; strings are not looked into. */
static int brackets(const char *line)
{
	int open = 0;

	for (; *line; line++) {
		open += strchr("([{", *line) != NULL;
		open -= strchr(")]}", *line) != NULL;
	}
	return open;
}

/* The statement on the lines behind `ruleid:`, without its indentation. */
static void write_statement(FILE *in, FILE *out)
{
	char line[512];
	size_t indent = 0;
	int open = 0;

	for (int n = 0; n < MAX_EXAMPLE_LINES && fgets(line, sizeof(line), in); n++) {
		size_t blank = strspn(line, " \t");

		if (n == 0 && line[blank] == '#') { /* another mark for the same line */
			n--;
			continue;
		}
		if (n == 0)
			indent = blank;
		for (const char *c = line + (blank < indent ? blank : indent); *c; c++)
			write_byte((unsigned char)*c, out);
		open += brackets(line);
		if (open <= 0)
			break;
	}
}

static void write_example(const char *rule, FILE *out)
{
	size_t stem = strlen(rule) - strlen(".yaml");
	char path[512], line[512], *mark;
	FILE *in;

	(void)snprintf(path, sizeof(path), "%.*s.py", (int)stem, rule);
	in = fopen(path, "rb");
	(void)fputs("\t\t\"", out);
	while (in && fgets(line, sizeof(line), in)) {
		mark = strstr(line, "# ruleid:");
		if (mark && strspn(line, " \t") == (size_t)(mark - line)) {
			write_statement(in, out);
			break;
		}
	}
	if (in)
		(void)fclose(in);
	(void)fputs("\"", out);
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
	(void)fprintf(out, ", %zu,\n", n);
	write_example(path, out);
	(void)fputs(" },\n", out);
	(void)fclose(in);
}

static void write_rules(const char *root, int n, char **paths, FILE *out)
{
	(void)fputs("#include \"scan/embedded.h\"\n\nconst struct pk_embedded pk_embedded_rules[] = {\n", out);
	for (int i = 0; i < n; i++)
		embed(root, paths[i], out);
	(void)fprintf(out, "\t{ 0, 0, 0, 0 },\n};\nconst size_t pk_embedded_count = %d;\n", n);
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
	(void)write_literal(in, out);
	(void)fputs(";\n", out);
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
	if (strcmp(argv[2], "-") != 0)
		write_rules(argv[2], argc - 3, argv + 3, out);
	for (int i = 3; i < argc && strcmp(argv[2], "-") == 0; i++)
		write_text(argv[i], out);
	if (fclose(out) != 0)
		fail("write", argv[1]);
	return 0;
}
