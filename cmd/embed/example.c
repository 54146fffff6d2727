#include "example.h"

#include <string.h>

#include "literal.h"

enum { MAX_EXAMPLE_LINES = 12 };

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
			literal_byte((unsigned char)*c, out);
		open += brackets(line);
		if (open <= 0)
			break;
	}
}

void example_write(const char *rule, FILE *out)
{
	size_t stem = strlen(rule) - strlen(".yaml");
	char path[512], line[512], *mark;
	FILE *in;

	(void)snprintf(path, sizeof(path), "%.*s.py", (int)stem, rule);
	in = fopen(path, "rb");
	(void)fputs("\"", out);
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
