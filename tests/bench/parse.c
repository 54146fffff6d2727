/*
 * parse: the yardstick of the benchmark. Parses every .py file under the folders given with one reused tree-sitter
 * parser and does nothing else. Prints files and bytes.
 */
#include <errno.h>
#include <sys/types.h>
#include <sys/stat.h>
#include <fts.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_python(void);

static void *read_file(const char *path, size_t size)
{
	FILE *f = fopen(path, "rb");
	void *text = malloc(size + 1);

	if (!f || !text || fread(text, 1, size, f) != size) {
		(void)fprintf(stderr, "parse: cannot read %s\n", path);
		exit(2);
	}
	(void)fclose(f);
	return text;
}

static bool is_python(const FTSENT *e)
{
	return e->fts_info == FTS_F && e->fts_namelen > 3 && strcmp(e->fts_name + e->fts_namelen - 3, ".py") == 0;
}

int main(int argc, char **argv)
{
	TSParser *parser = ts_parser_new();
	FTS *fts = argc > 1 ? fts_open(argv + 1, FTS_PHYSICAL | FTS_NOCHDIR, NULL) : NULL;
	unsigned long files = 0, bytes = 0;
	FTSENT *e;

	if (!fts || !ts_parser_set_language(parser, tree_sitter_python())) {
		(void)fprintf(stderr, "parse: %s\n", argc > 1 ? strerror(errno) : "no folder given");
		return 2;
	}
	while ((e = fts_read(fts))) {
		size_t size = (size_t)e->fts_statp->st_size;
		void *text;

		if (!is_python(e))
			continue;
		text = read_file(e->fts_path, size);
		ts_tree_delete(ts_parser_parse_string(parser, NULL, text, (uint32_t)size));
		free(text);
		files++;
		bytes += size;
	}
	(void)fts_close(fts);
	ts_parser_delete(parser);
	(void)printf("%lu %lu\n", files, bytes);
	return 0;
}
