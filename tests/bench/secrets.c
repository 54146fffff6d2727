/*
 * secrets: MB/s of the analyzer for credentials alone, all built-in rules, one core: the literal pass, and the whole. Each file
 * is one text. usage: secrets ROUNDS FILE...
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "analyzer.h"
#include "ruleset/ruleset.h"
#include "secrets/secrets.h"
#include "util/io.h"
#include "util/limits.h"
#include "util/vec.h"

struct bench {
	struct arena arena;
	struct intern symbols;
	struct pk_rules rules;
	struct pk_secret_plan *plan;
	struct pk_scratch scratch;
	struct {
		struct str *v;
		uint32_t n, cap;
	} texts;
	size_t bytes, found, hits;
};

extern const struct pk_analyzer pk_analyzer_secrets;

static double now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int load(struct bench *b, int argc, char **argv, struct pk_err *err)
{
	void *plan;
	int rc;

	arena_init(&b->arena, 0);
	intern_init(&b->symbols, &b->arena, NULL);
	pk_rules_init(&b->rules, &b->arena, &b->symbols);
	rc = pk_ruleset_load(&b->rules, &(struct pk_ruleset_options){ .no_builtin = false }, err);
	if (rc == PK_OK)
		rc = pk_analyzer_secrets.compile(&b->rules, &plan, err);
	b->plan = plan;
	pk_scratch_init(&b->scratch, &b->symbols);
	for (int i = 2; rc == PK_OK && i < argc; i++) {
		struct io_buffer buffer = { 0 };

		if (io_read_file(argv[i], &buffer, PK_MAX_FILE_BYTES, err) != PK_OK)
			continue;
		vec_push(&b->arena, &b->texts, io_text(&buffer));
		b->bytes += io_text(&buffer).n;
	}
	return rc;
}

static double literals(struct bench *b)
{
	struct pk_literal_hits hits;
	double start = now();

	b->hits = 0;
	for (uint32_t i = 0; i < b->texts.n; i++) {
		pk_scratch_next(&b->scratch, 0);
		pk_literals_find(b->plan->finder, b->texts.v[i], &b->scratch.arena, &hits);
		b->hits += hits.n;
	}
	return now() - start;
}

static double whole(struct bench *b)
{
	struct arena results;
	struct pk_sink sink;
	double start = now();

	arena_init(&results, 0);
	pk_sink_init(&sink, &results);
	for (uint32_t i = 0; i < b->texts.n; i++) {
		struct pk_unit u = { .kind = PK_TEXT, .path = STR("text"), .text = b->texts.v[i], .raw = b->texts.v[i] };

		pk_scratch_next(&b->scratch, 0);
		u.scratch = &b->scratch;
		(void)pk_analyzer_secrets.run(b->plan, &u, &sink);
	}
	b->found = sink.findings.n;
	arena_release(&results);
	return now() - start;
}

int main(int argc, char **argv)
{
	struct bench b = { 0 };
	struct pk_err err = { 0 };
	double best_literals = 1e9, best_whole = 1e9;

	if (argc < 3 || load(&b, argc, argv, &err) != PK_OK) {
		(void)fprintf(stderr, "secrets: %s\n", argc < 3 ? "usage: secrets ROUNDS FILE..." : err.msg);
		return 2;
	}
	for (long i = strtol(argv[1], NULL, 10); i > 0; i--) {
		double l = literals(&b), w = whole(&b);

		best_literals = l < best_literals ? l : best_literals;
		best_whole = w < best_whole ? w : best_whole;
	}
	(void)printf("%u files, %.1f MB, %u keywords: literals %.0f MB/s (%zu hits), all %.0f MB/s (%zu found)\n", b.texts.n,
		     (double)b.bytes / 1e6, b.plan->keywords.n, (double)b.bytes / 1e6 / best_literals, b.hits,
		     (double)b.bytes / 1e6 / best_whole, b.found);
	return 0;
}
