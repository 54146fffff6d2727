/* convert: notebooks -> Python scripts, as Jupyter's own tools write them. */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd.h"
#include "convert/convert.h"
#include "source/text/decode.h"
#include "util/io.h"
#include "util/limits.h"
#include "util/map.h"

static int read_notebook(const char *path, struct io_buffer *b, struct pk_err *err)
{
	if (strcmp(path, "-") != 0)
		return io_read_file(path, b, PK_MAX_OUTPUT_BYTES, err);
	if (io_read_fd(STDIN_FILENO, b, PK_MAX_OUTPUT_BYTES) != IO_OK)
		return err_set(err, PK_EIO, "standard input", 0, "cannot be read");
	return PK_OK;
}

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* "x" of "path/x.ipynb". */
static struct str stem_of(const char *notebook)
{
	const char *slash = strrchr(notebook, '/');
	struct str name = str_from(slash ? slash + 1 : notebook);

	if (str_ends(name, STR(".ipynb")))
		name.n -= 6;
	return name;
}

/* Two notebooks of one name would be one script in a folder. */
static int check_names(const struct opts *o, struct pk_err *err)
{
	struct arena arena;
	struct map seen;
	bool fresh = true;
	uint32_t i = 0;

	arena_init(&arena, 0);
	map_init(&seen, &arena);
	while (i < o->operands.n && fresh)
		(void)map_put(&seen, stem_of(o->operands.v[i++]), &fresh);
	arena_release(&arena);
	return fresh ? PK_OK :
		       err_set(err, PK_EUSAGE, o->operands.v[i - 1], 0,
			       "another notebook of this name comes before it: convert them into two folders");
}

static int write_script(struct arena *a, const struct opts *o, const char *notebook, struct str script, struct pk_err *err)
{
	const char *to = o->output.n ? o->output.v[0] : NULL;

	if (to && is_folder(to))
		to = arena_printf(a, "%s/%.*s.py", to, STR_ARG(stem_of(notebook))).p;
	if (to)
		return io_write_file(to, script, err);
	if (fwrite(script.p, 1, script.n, stdout) != script.n)
		return err_set(err, PK_EIO, "standard output", 0, "cannot be written");
	return PK_OK;
}

static int convert(struct arena *a, const struct opts *o, const char *path, struct io_buffer *b, struct pk_err *err)
{
	struct pk_decoded text;
	struct buf script;
	struct pk_nb nb;
	int rc = read_notebook(path, b, err);

	if (rc != PK_OK)
		return rc;
	pk_decode(a, io_text(b), false, &text);
	pk_nb_read(a, text.text, &nb);
	for (uint32_t i = 0; i < nb.n_notes; i++)
		if (strcmp(nb.notes[i].kind, "syntax") == 0)
			return err_set(err, PK_EUSAGE, path, nb.notes[i].line, "is no notebook: %s", nb.notes[i].text);
	buf_init(&script, PK_MAX_OUTPUT_BYTES);
	convert_notebook(a, &nb, (enum convert_to)o->to, &script);
	rc = script.cut ? err_set(err, PK_ELIMIT, path, 0, "becomes too long a script") : write_script(a, o, path, buf_str(&script), err);
	buf_release(&script);
	return rc;
}

int cmd_convert(struct opts *o)
{
	struct io_buffer b = { 0 };
	struct pk_err err = { 0 };
	struct arena arena;
	int rc = PK_OK;

	if (o->operands.n == 0)
		rc = err_set(&err, PK_EUSAGE, NULL, 0, "convert needs a notebook: picket convert NOTEBOOK");
	else if (o->output.n > 1)
		rc = err_set(&err, PK_EUSAGE, NULL, 0, "convert takes one -o");
	else if (o->operands.n > 1 && !(o->output.n && is_folder(o->output.v[0])))
		rc = err_set(&err, PK_EUSAGE, NULL, 0, "several notebooks need a folder to go to: -o DIR");
	else if (o->operands.n > 1)
		rc = check_names(o, &err);
	arena_init(&arena, 64 << 20);
	for (uint32_t i = 0; i < o->operands.n && rc == PK_OK; i++) {
		arena_reset(&arena);
		rc = convert(&arena, o, o->operands.v[i], &b, &err);
	}
	arena_release(&arena);
	io_buffer_release(&b);
	return rc == PK_OK ? EXIT_CLEAN : cmd_fail(&err);
}
