#include "walk/classify.h"

#include "source/text/decode.h"
#include "walk/shebang.h"

#define NOTEBOOK_KINDS (PK_PYTHON | PK_SHELL | PK_MARKDOWN | PK_OUTPUT | PK_METADATA | PK_TEXT | PK_DEPS)
#define LITERATE_KINDS (PK_MARKDOWN | PK_PYTHON | PK_SHELL | PK_TEXT | PK_DEPS)
#define NAMELESS_KINDS (PK_PYTHON | PK_SHELL | PK_TEXT | PK_BINARY) /* no extension: maybe a script */

/* Whole names, as globs; before the extensions. */
static const struct {
	const char *name;
	uint32_t kinds;
} names[] = {
	{ "requirements*.txt", PK_DEPS }, { "*requirements.txt", PK_DEPS }, { "requirements*.in", PK_DEPS },
	{ "*requirements.in", PK_DEPS },  { "constraints*.txt", PK_DEPS },  { "pyproject.toml", PK_DEPS },
	{ "setup.cfg", PK_DEPS },         { "Pipfile", PK_DEPS },           { "Pipfile.lock", PK_DEPS },
	{ "poetry.lock", PK_DEPS },       { "uv.lock", PK_DEPS },           { "pdm.lock", PK_DEPS },
	{ "pylock*.toml", PK_DEPS },      { "pixi.toml", PK_DEPS },         { "pixi.lock", PK_DEPS },
	{ "environment*.yml", PK_DEPS },  { "environment*.yaml", PK_DEPS }, { "conda*.yml", PK_DEPS },
	{ "conda*.yaml", PK_DEPS },       { "pip.conf", PK_DEPS },          { "pip.ini", PK_DEPS },
	{ "SConstruct", PK_PYTHON },      { "SConscript", PK_PYTHON },      { "wscript", PK_PYTHON },
	{ ".bashrc", PK_SHELL },          { ".bash_profile", PK_SHELL },    { ".profile", PK_SHELL },
	{ ".zshrc", PK_SHELL },           { ".envrc", PK_SHELL },           { "Dockerfile*", PK_SHELL },
	{ "*.dockerfile", PK_SHELL },     { "Containerfile*", PK_SHELL },
};

static const struct {
	const char *extensions;
	uint32_t kinds;
} extensions[] = {
	{ "py pyi pyw ipy wsgi", PK_PYTHON },
	{ "ipynb", NOTEBOOK_KINDS },
	{ "sh bash zsh ksh", PK_SHELL },
	{ "md markdown qmd rmd rmarkdown", LITERATE_KINDS },
	{ "rst mdx", PK_MARKDOWN },
	/* model and data files that run code or may: binary even where they happen to be plain text */
	{ "pkl pickle pck dill joblib pt ckpt npy npz h5 hdf5 keras onnx safetensors gguf ggml tflite mar nemo", PK_BINARY },
	/* archives */
	{ "zip whl egg jar tar tgz gz bz2 xz zst 7z", PK_BINARY },
};

static uint32_t kinds_of_name(struct str path)
{
	size_t slash = str_rfind(path, '/'), dot;
	struct str name = str_slice(path, slash + 1, path.n);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_glob(str_from(names[i].name), name))
			return names[i].kinds;
	if (str_glob(STR("**/requirements/*.txt"), path))
		return PK_DEPS;
	dot = str_rfind(name, '.');
	if (dot == SIZE_MAX || dot == 0)
		return NAMELESS_KINDS;
	for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++)
		if (str_among_fold(str_slice(name, dot + 1, name.n), extensions[i].extensions))
			return extensions[i].kinds;
	return PK_TEXT;
}

/* The ending is none that says that the file is no script. */
static bool says_little(struct str path)
{
	static const char *const known =
		"txt log json jsonl csv tsv yaml yml xml html htm css js ts tex bib lock toml cfg ini svg c h cc cpp "
		"hpp cu cuh java go rs";

	return !str_among_fold(str_slice(path, str_rfind(path, '.') + 1, path.n), known);
}

struct pk_class pk_classify_name(struct str path)
{
	uint32_t kinds = kinds_of_name(path);
	bool script = kinds == PK_TEXT && says_little(path);

	return (struct pk_class){ .kinds = kinds | PK_BINARY | (script ? PK_PYTHON | PK_SHELL : 0),
				  .is_notebook = kinds == NOTEBOOK_KINDS,
				  .is_literate = kinds == LITERATE_KINDS,
				  .may_be_script = script };
}

/* Pictures, sound, film, fonts, PDF. */
static bool is_media(struct str head)
{
	static const struct {
		size_t at;
		struct str magic;
	} media[] = {
		{ 0, { "\x89PNG", 4 } },
		{ 0, { "\xff\xd8\xff", 3 } },
		{ 0, { "GIF8", 4 } },
		{ 0, { "RIFF", 4 } },
		{ 0, { "II*\0", 4 } },
		{ 0, { "MM\0*", 4 } },
		{ 0, { "ID3", 3 } },
		{ 0, { "OggS", 4 } },
		{ 0, { "fLaC", 4 } },
		{ 4, { "ftyp", 4 } },
		{ 0, { "\x1a\x45\xdf\xa3", 4 } },
		{ 0, { "%PDF", 4 } },
		{ 0, { "OTTO", 4 } },
		{ 0, { "wOFF", 4 } },
		{ 0, { "wOF2", 4 } },
	};

	for (size_t i = 0; i < sizeof(media) / sizeof(*media); i++)
		if (head.n > media[i].at && str_starts(str_slice(head, media[i].at, head.n), media[i].magic))
			return true;
	/* a font, an icon: with a count behind, for the length that safetensors files begin with may look the same */
	return head.n > 5 && ((str_starts(head, (struct str){ "\0\1\0\0\0", 5 }) && head.p[5]) ||
			      (str_starts(head, (struct str){ "\0\0\1\0", 4 }) && head.p[4]));
}

bool pk_is_read_in_parts(struct str head)
{
	static const struct {
		size_t at;
		struct str magic;
	} formats[] = {
		{ 0, { "PK", 2 } },      { 0, { "\x93NUMPY", 6 } }, { 0, { "\x89HDF", 4 } },
		{ 0, { "GGUF", 4 } },    { 8, { "{", 1 } }, /* safetensors */
		{ 257, { "ustar", 5 } },
	};

	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		if (head.n > formats[i].at && str_starts(str_slice(head, formats[i].at, head.n), formats[i].magic))
			return true;
	return false;
}

void pk_classify_content(struct pk_class *c, struct str head)
{
	bool named = c->is_notebook || c->is_literate || !(c->kinds & PK_TEXT);

	bool is_source = c->is_notebook || (c->kinds & ~(uint32_t)PK_BINARY) == PK_PYTHON;

	if (c->kinds == PK_BINARY)
		return;
	if (is_source && !pk_decode_is_text(head) && pk_decode_is_source(head))
		c->has_nuls = true;
	if (!c->has_nuls && !pk_decode_is_text(head))
		*c = (struct pk_class){ .kinds = is_media(head) ? 0 : PK_BINARY, .is_odd = named };
	else if (c->kinds == NAMELESS_KINDS)
		c->kinds = pk_kind_of_script(head);
	else if (c->may_be_script && str_starts(head, STR("#!")))
		c->kinds = pk_kind_of_script(head);
	else
		c->kinds = c->may_be_script ? PK_TEXT : c->kinds & ~(uint32_t)PK_BINARY;
}

static bool is_notebook_json(struct str text)
{
	return str_starts(text, STR("{")) &&
	       (str_find(text, STR("\"cell_type\""), 0) != SIZE_MAX ||
		(str_find(text, STR("\"nbformat\""), 0) != SIZE_MAX && str_find(text, STR("\"cells\""), 0) != SIZE_MAX));
}

/* A pickle of the first protocol is text: its first line is an opcode with what that takes, its last byte the full stop, which ends no
 * Python. */
static bool is_text_pickle(struct str text)
{
	struct str rest = text, line = STR("");

	if (text.n < 2 || text.p[text.n - 1] != '.' || !strchr("c(S]}VILFNdl", text.p[0]))
		return false;
	(void)str_cut(&rest, '\n', &line);
	return text.p[0] == 'S' || text.p[0] == 'V' || (!memchr(line.p, ' ', line.n) && !memchr(line.p, '#', line.n));
}

const char *pk_classify_nameless(struct str text)
{
	struct str shown = str_trim(text);

	if (!pk_decode_is_text(str_slice(text, 0, text.n < PK_SNIFF_BYTES ? text.n : PK_SNIFF_BYTES)))
		return "stdin";
	if (str_starts(text, STR("#!")))
		return pk_kind_of_script(text) == PK_PYTHON ? "stdin.py" : "stdin";
	if (is_notebook_json(shown))
		return "stdin.ipynb";
	if (shown.n && (strchr("{<", shown.p[0]) || is_text_pickle(shown)))
		return "stdin";
	return "stdin.py";
}
