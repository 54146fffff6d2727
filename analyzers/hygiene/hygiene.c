/*
 * hygiene: what a whole project does and never does, said once: metadata.picket.present lists pieces of code of which some file
 * has all of one list, and .absent those of which none has. A piece is a word, or a word with what stands round it, as in
 * `torch.save(`. Only a tree that looks like a project is spoken of: one with a
 * README or a file of dependencies.
 */
#include "analyzer.h"
#include "source/lex/lexical.h"
#include "source/sieve/identifiers.h"
#include "util/vec.h"

struct piece {
	struct str text;
	sym_t word; /* its last word: without it the text is not looked through */
	bool is_word;
};

struct group VEC(struct piece);
struct groups VEC(struct group);

struct habit {
	const struct pk_rule *rule;
	struct groups present, absent;
};

struct plan {
	struct habit *v;
	uint32_t n, cap;
};

static const char *const marks[] = { "README*",  "readme*",           "requirements*", "pyproject.toml",
				     "setup.py", "environment*.y*ml", "Pipfile",       "setup.cfg" };

static struct piece read_piece(struct pk_rules *rules, struct str text)
{
	struct piece piece = { .text = text };
	struct str word = text, next;
	size_t at = 0;

	while (pk_next_word(text, &at, &next))
		word = next;
	piece.word = intern(rules->symbols, word);
	piece.is_word = word.n == text.n;
	return piece;
}

static void read_groups(struct pk_rules *rules, const struct yaml *list, struct groups *out)
{
	yaml_each(words, list) {
		struct group group = { 0 };

		yaml_each(text, words)
			vec_push(rules->arena, &group, read_piece(rules, yaml_scalar(text)));
		if (group.n)
			vec_push(rules->arena, out, group);
	}
}

static int compile(struct pk_rules *rules, void **plan_out, struct pk_err *err)
{
	struct plan *plan = arena_new(rules->arena, struct plan);

	(void)err;
	for (uint32_t i = 0; i < rules->list.n; i++) {
		struct habit habit = { .rule = rules->list.v[i] };

		if (!str_is(habit.rule->analyzer, "hygiene"))
			continue;
		read_groups(rules, pk_rule_picket(habit.rule, "present"), &habit.present);
		read_groups(rules, pk_rule_picket(habit.rule, "absent"), &habit.absent);
		vec_push(rules->arena, plan, habit);
	}
	*plan_out = plan->n ? plan : NULL;
	return PK_OK;
}

/* Offset of the piece, SIZE_MAX when it is not there. */
static size_t find(struct pk_unit *u, const struct piece *piece)
{
	const struct pk_idents *words = pk_unit_idents(u);

	if (!pk_idents_has(words, piece->word, UINT8_MAX))
		return SIZE_MAX;
	if (!piece->is_word)
		return str_find(u->text, piece->text, 0);
	for (uint32_t i = 0; i < words->n; i++)
		if (words->hits[i].sym == piece->word)
			return words->hits[i].at;
	return SIZE_MAX;
}

/* Where the first piece of a group stands that is there as a whole; empty when none is. */
static struct span found(struct pk_unit *u, const struct groups *groups)
{
	const struct group *group;
	uint32_t i;

	vec_each(group, groups) {
		size_t at = find(u, &group->v[0]);

		for (i = 1; i < group->n && at != SIZE_MAX; i++)
			if (find(u, &group->v[i]) == SIZE_MAX)
				break;
		if (at != SIZE_MAX && i == group->n)
			return (struct span){ (uint32_t)at, (uint32_t)(at + group->v[0].text.n) };
	}
	return (struct span){ 0, 0 };
}

static int run(const void *plan, struct pk_unit *u, struct pk_sink *out)
{
	const struct plan *p = plan;
	const struct habit *habit;

	vec_each(habit, p) {
		struct span absent = found(u, &habit->absent), present = { 0, 0 };

		if (!absent.end && u->kind == PK_PYTHON)
			present = found(u, &habit->present);
		if (absent.end || present.end)
			pk_fact(out, absent.end ? "absent" : "present", habit->rule->id, STR(""), u, absent.end ? absent : present);
	}
	return PK_OK;
}

/* ---- the whole tree ---- */

static bool is_project(const struct pk_paths *paths)
{
	for (uint32_t i = 0; paths && i < paths->n; i++) {
		struct str path = paths->v[i], name = str_slice(path, str_rfind(path, '/') + 1, path.n);

		for (size_t m = 0; m < sizeof(marks) / sizeof(*marks); m++)
			if (str_glob(str_from(marks[m]), name))
				return true;
	}
	return false;
}

/* The first place where it is done; NULL when it is not, or what should go with it is there. */
static const struct pk_region *missing_at(const struct habit *habit, const struct pk_sink *all)
{
	const struct pk_fact_item *fact;
	const struct pk_region *first = NULL;

	vec_each(fact, &all->facts) {
		if (fact->analyzer != all->analyzer || !str_eq(fact->key, habit->rule->id))
			continue;
		if (str_is(fact->kind, "absent"))
			return NULL;
		if (!first)
			first = &fact->at;
	}
	return first;
}

static int finish(const void *plan, struct pk_sink *all)
{
	const struct plan *p = plan;
	const struct habit *habit;

	if (!is_project(all->paths))
		return PK_OK;
	vec_each(habit, p) {
		const struct pk_region *at = missing_at(habit, all);

		if (at)
			(void)pk_emit_at(all, habit->rule, at);
	}
	return PK_OK;
}

const struct pk_analyzer pk_analyzer_hygiene = {
	.name = "hygiene",
	.about = "what a project never does although it should go with what it does: said once",
	.accepts = PK_PYTHON | PK_DEPS | PK_SHELL,
	.compile = compile,
	.run = run,
	.finish = finish,
};
