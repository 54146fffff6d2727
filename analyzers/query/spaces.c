#include "query/spaces.h"

#include "util/limits.h"

struct reader {
	struct arena *a;
	struct pk_spaces *s;
	bool pattern;
	size_t at;
	uint32_t line;
	uint32_t depth;
	struct {
		uint32_t indent, block;
	} open[PK_MAX_SPACE_DEPTH]; /* the blocks that the line stands in by its indentation */
};

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

static size_t word_length(struct str s, size_t at)
{
	size_t i = at;

	while (i < s.n && is_word(s.p[i]))
		i++;
	return i - at;
}

/* "$X" is 2 long and "$...X" 5; 0 when no metavariable begins here. */
static size_t metavar_length(struct str s, size_t at)
{
	size_t i = at + 1;

	if (s.p[at] != '$')
		return 0;
	if (str_starts(str_slice(s, i, s.n), STR("...")))
		i += 3;
	return i < s.n && s.p[i] >= 'A' && s.p[i] <= 'Z' ? i + word_length(s, i) - at : 0;
}

static size_t run_of_dots(struct str s, size_t at)
{
	size_t i = at;

	while (i < s.n && s.p[i] == '.')
		i++;
	return i - at;
}

static size_t token_at(const struct reader *r, uint8_t *kind)
{
	struct str s = r->s->text;
	size_t n = r->pattern ? metavar_length(s, r->at) : 0;

	if (n) {
		*kind = s.p[r->at + 1] == '.' ? PKS_DOTS : PKS_METAVAR;
		return n;
	}
	if (r->pattern && run_of_dots(s, r->at) == 3 && (r->at == 0 || s.p[r->at - 1] != '.')) {
		*kind = PKS_DOTS;
		return 3;
	}
	n = word_length(s, r->at);
	*kind = n ? PKS_WORD : PKS_BYTE;
	return n ? n : 1;
}

static uint32_t read_indent(struct reader *r)
{
	uint32_t indent = 0;
	struct str s = r->s->text;

	for (; r->at < s.n && is_blank(s.p[r->at]); r->at++)
		indent += s.p[r->at] == '\t' ? 8 : 1;
	return indent;
}

static void read_tokens(struct reader *r)
{
	struct str s = r->s->text;

	while (r->at < s.n && s.p[r->at] != '\n') {
		struct pk_space t = { .start = (uint32_t)r->at, .line = r->line };

		if (is_blank(s.p[r->at])) {
			r->at++;
			continue;
		}
		r->at += token_at(r, &t.kind);
		t.end = (uint32_t)r->at;
		vec_push(r->a, &r->s->tokens, t);
	}
	r->at++;
}

static uint32_t new_block(struct reader *r, uint32_t parent, uint32_t first)
{
	vec_push(r->a, &r->s->blocks, (struct pk_space_block){ .parent = parent, .first = first });
	return r->s->blocks.n - 1;
}

/* Closes the blocks that are indented more than this line; opens one when the line is indented more than the last left. */
static uint32_t block_of_line(struct reader *r, uint32_t indent, uint32_t first)
{
	while (r->depth && r->open[r->depth].indent > indent)
		r->s->blocks.v[r->open[r->depth--].block].end = first;
	if (r->open[r->depth].indent < indent && r->depth + 1 < PK_MAX_SPACE_DEPTH) {
		uint32_t block = new_block(r, r->open[r->depth].block, first);

		r->depth++;
		r->open[r->depth].indent = indent;
		r->open[r->depth].block = block;
	}
	return r->open[r->depth].block;
}

static char byte_of(const struct pk_spaces *s, uint32_t token)
{
	return s->tokens.v[token].kind == PKS_BYTE ? s->text.p[s->tokens.v[token].start] : '\0';
}

/* A bracket that closes takes the last one open of its kind; those in between stay alone. One that finds none breaks them all. */
static void pair_brackets(struct pk_spaces *s, uint32_t first)
{
	uint32_t last_open = 0; /* a stack, linked by match until a token is paired */

	for (uint32_t i = first; i < s->tokens.n; i++) {
		char c = byte_of(s, i), wanted = c == ')' ? '(' : c == ']' ? '[' : c == '}' ? '{' : '\0';

		if (c == '(' || c == '[' || c == '{') {
			s->tokens.v[i].match = last_open;
			last_open = i;
		}
		while (wanted && last_open) {
			uint32_t open = last_open;
			bool pair = byte_of(s, open) == wanted;

			last_open = s->tokens.v[open].match;
			s->tokens.v[open].match = pair ? i : 0;
			if (pair)
				break;
		}
	}
	while (last_open) {
		uint32_t open = last_open;

		last_open = s->tokens.v[open].match;
		s->tokens.v[open].match = 0;
	}
}

static void place_tokens(struct reader *r, uint32_t first, uint32_t block)
{
	struct pk_spaces *s = r->s;
	uint32_t top = block, depth = 0;

	for (uint32_t i = first; i < s->tokens.n; i++) {
		uint32_t close = s->tokens.v[i].match;

		for (; block != top && s->blocks.v[block].end == i; depth--)
			block = s->blocks.v[block].parent;
		s->tokens.v[i].block = block;
		if (close > i + 1 && depth < PK_MAX_SPACE_DEPTH) {
			depth++;
			block = new_block(r, block, i + 1);
			s->blocks.v[block].end = close;
		}
	}
}

const struct pk_spaces *pk_spaces_new(struct arena *a, struct str text, bool pattern)
{
	struct reader r = { .a = a, .s = arena_new(a, struct pk_spaces), .pattern = pattern };

	r.s->text = text;
	vec_push(a, &r.s->tokens, (struct pk_space){ 0 });
	(void)new_block(&r, 0, 1);
	for (; r.at < text.n; r.line++) {
		uint32_t indent = read_indent(&r), first = r.s->tokens.n, block;

		read_tokens(&r);
		if (first == r.s->tokens.n)
			continue;
		block = block_of_line(&r, indent, first);
		if (!pattern)
			pair_brackets(r.s, first);
		place_tokens(&r, first, block);
	}
	for (uint32_t d = r.depth + 1; d--;)
		r.s->blocks.v[r.open[d].block].end = r.s->tokens.n;
	return r.s;
}

uint32_t pk_spaces_below(const struct pk_spaces *s, uint32_t block, uint32_t token)
{
	uint32_t b = s->tokens.v[token].block;

	while (s->blocks.v[b].parent != block)
		b = s->blocks.v[b].parent;
	return b;
}
