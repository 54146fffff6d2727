#include "judge/fingerprint.h"

#include "util/map.h"
#include "util/sha256.h"

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str pk_fingerprint_text(struct arena *a, const struct pk_finding *f)
{
	struct str in = str_trim(f->at.lines);
	char *out;
	size_t n = 0;

	if (f->norm.n)
		return f->norm;
	out = arena_alloc(a, in.n + 1);
	for (size_t i = 0; i < in.n; i++) {
		if (!is_space(in.p[i]))
			out[n++] = in.p[i];
		else if (!is_space(in.p[i - 1]))
			out[n++] = ' ';
	}
	return (struct str){ out, n };
}

static void add_part(struct sha256 *h, struct str part)
{
	sha256_add(h, part);
	sha256_add(h, (struct str){ "", 1 });
}

/* 128 bits of a hash over rule, path, text and which one it is of those alike. */
static void set_fingerprint(struct pk_finding *f, struct str norm, uint64_t nth)
{
	static const char digits[] = "0123456789abcdef";
	char number[24];
	unsigned char hash[32];
	struct sha256 h;
	size_t n = 0;

	for (uint64_t rest = nth; rest; rest /= 10)
		number[n++] = (char)('0' + rest % 10);
	sha256_init(&h);
	add_part(&h, f->rule->id);
	add_part(&h, f->home);
	add_part(&h, norm);
	add_part(&h, (struct str){ number, n });
	sha256_end(&h, hash);
	for (size_t i = 0; i < 16; i++) {
		f->fingerprint[2 * i] = digits[hash[i] >> 4];
		f->fingerprint[2 * i + 1] = digits[hash[i] & 15];
	}
	f->fingerprint[32] = '\0';
}

void pk_fingerprint_all(struct pk_results *results)
{
	struct arena temp;
	struct map seen;

	arena_init(&temp, 0);
	map_init(&seen, &temp);
	for (uint32_t i = 0; i < results->n_found; i++) {
		struct pk_finding *f = results->found[i].finding;
		struct str norm = pk_fingerprint_text(&temp, f);
		uint64_t *nth;

		f->home = results->found[i].file->home;
		set_fingerprint(f, norm, 0);
		nth = map_put(&seen, str_from(f->fingerprint), NULL);
		if (*nth)
			set_fingerprint(f, norm, *nth);
		++*nth;
	}
	arena_release(&temp);
}
