/* What is said of one name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "imports/judge.h"
#include "imports/manifest.h"
#include "snippet.h"
#include "util/buf.h"
#include "util/limits.h"
#include "imports/lookalike.h"

static struct arena arena;

static void says(const char *name, enum pk_imports_rule rule, const char *right)
{
	struct pk_verdict v = pk_judge_import(&arena, str_from(name));

	if (v.rule != rule || (rule && !str_is(v.right, right)))
		fail_msg("%s: rule %d, %.*s", name, v.rule, STR_ARG(v.right));
}

static void slips(void **state)
{
	(void)state;
	says("panda", PK_RULE_MISSPELT_IMPORT, "pandas");
	says("mathplotlib", PK_RULE_MISSPELT_IMPORT, "matplotlib");
	says("pandsa", PK_RULE_MISSPELT_IMPORT, "pandas");
	says("tranformers", PK_RULE_MISSPELT_IMPORT, "transformers");
	says("sklean", PK_RULE_MISSPELT_IMPORT, "sklearn");
	says("tokenziers", PK_RULE_MISSPELT_IMPORT, "tokenizers");
	says("tensorlfow", PK_RULE_MISSPELT_IMPORT, "tensorflow");
}

static void known(void **state)
{
	static const char *const names[] = { "pandas", "numpy", "os", "urllib2", "StringIO", "PIL",  "cv2",
					     "TTS",    "PyQt5", "_C", "",        "x",        "utils" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		says(names[i], PK_RULE_NONE, "");
}

static void other_names(void **state)
{
	(void)state;
	says("scikit_learn", PK_RULE_DISTRIBUTION_IMPORTED, "sklearn");
	says("Pillow", PK_RULE_DISTRIBUTION_IMPORTED, "PIL");
}

static void scripts(void **state)
{
	char ascii[PK_MAX_PACKAGE_NAME + 1];

	(void)state;
	says("num\xd1\x80y", PK_RULE_HOMOGLYPH_IMPORT, "numpy");
	says("\xef\xbd\x8eumpy", PK_RULE_HOMOGLYPH_IMPORT, "numpy");
	says("\xd0\xb4\xd0\xb0\xd1\x82\xd0\xb0", PK_RULE_NONE, "");
	assert_false(pk_lookalike_ascii(STR("a\xff"), ascii));
	assert_false(pk_lookalike_ascii(STR("a\xe4\xb8\xad"), ascii));
}

static void installs(const char *name, bool is_conda, enum pk_imports_rule rule, const char *right)
{
	struct pk_verdict v = pk_judge_package(&arena, str_from(name), is_conda);

	if (v.rule != rule || (rule && !str_is(v.right, right)))
		fail_msg("%s: rule %d, %.*s", name, v.rule, STR_ARG(v.right));
}

static void packages(void **state)
{
	(void)state;
	installs("Tokenziers", false, PK_RULE_MISSPELT_PACKAGE, "tokenizers");
	installs("sklean", false, PK_RULE_MISSPELT_PACKAGE, "scikit-learn");
	installs("PIL", false, PK_RULE_MODULE_INSTALLED, "pillow");
	installs("huggingface_cli", false, PK_RULE_INVENTED_PACKAGE, "huggingface-hub");
	installs("requirements.txt", false, PK_RULE_REQUIREMENTS_AS_PACKAGE, "-r requirements.txt");
	installs("pandsa", false, PK_RULE_MALICIOUS_PACKAGE, "MAL-2023-1937, near to `pandas`");
	installs("opencv", true, PK_RULE_NONE, "");
	installs("nunpy", true, PK_RULE_MISSPELT_PACKAGE, "numpy");
	installs("num\xd1\x80y", false, PK_RULE_HOMOGLYPH_PACKAGE, "numpy");
	installs("zope.interface", false, PK_RULE_NONE, "");
	installs("urllib", false, PK_RULE_MALICIOUS_PACKAGE, "no OSV id");
	installs("getpass", false, PK_RULE_NONE, "");
	installs("", false, PK_RULE_NONE, "");
}

/* Names that are no match for the tables' limits. */
static void hostile(void **state)
{
	char name[400];

	(void)state;
	for (size_t n = 1; n < sizeof(name); n++) {
		memset(name, n % 2 ? 'a' : '_', n);
		name[0] = 'a';
		name[n] = 0;
		says(name, PK_RULE_NONE, "");
	}
}

/* How many misspelt packages are found in n lines and one that is misspelt. */
static uint32_t found_in(const char *line, int n, bool is_late)
{
	const struct pk_rule rule = { .id = STR("a"), .message = STR("$NAME") };
	const struct pk_imports_plan plan = { .rules[PK_RULE_MISSPELT_PACKAGE] = &rule };
	struct pk_hurry hurry = { .judged = 0 };
	struct pk_place_of_packages in = { .plan = &plan, .hurry = &hurry, .is_installed = true };
	struct snippet s;
	struct pk_sink sink;
	struct buf text;

	buf_init(&text, 1 << 20);
	while (n--)
		buf_adds(&text, line);
	buf_adds(&text, "sklean\n");
	in.unit = snippet_open(&s, text.data);
	in.unit->kind = PK_DEPS;
	pk_sink_init(&sink, &arena);
	in.out = &sink;
	s.scratch.deadline = is_late ? UINT64_MAX : 0;
	s.scratch.parse_by = 1;
	pk_manifest_requirements(&in);
	assert_int_equal(hurry.late, is_late);
	snippet_close(&s);
	buf_release(&text);
	return sink.findings.n;
}

/* When the time of names is over, no more of them are looked at. */
static void late(void **state)
{
	(void)state;
	assert_int_equal(found_in("sklean\n", 2 * PK_JUDGED_AT_ONCE, true), PK_JUDGED_AT_ONCE - 1);
}

/* What one rule says, or would, hides nothing of another. */
static void many(void **state)
{
	(void)state;
	assert_int_equal(found_in("sh>1\n", PK_MAX_MATCHES_PER_RULE, false), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(slips),   cmocka_unit_test(known),    cmocka_unit_test(other_names),
					    cmocka_unit_test(scripts), cmocka_unit_test(packages), cmocka_unit_test(hostile),
					    cmocka_unit_test(late),    cmocka_unit_test(many) };
	int failed;

	arena_init(&arena, 0);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_release(&arena);
	return failed;
}
