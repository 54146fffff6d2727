#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "scan/scan.h"

static const char rules_text[] = "rules:\n"
				 "  - {id: no-eval, message: eval, severity: HIGH, languages: [python], pattern: eval(...),\n"
				 "     metadata: {category: injection, bandit-code: [B307]}}\n"
				 "  - {id: no-exec, message: exec, severity: LOW, languages: [python], pattern: exec(...)}\n"
				 "  - {id: unused-suppression, message: unused, severity: LOW, languages: [python], pattern: x,\n"
				 "     metadata: {picket: {analyzer: scan}}}\n";

struct world {
	struct arena arena;
	struct intern symbols;
	struct pk_rules rules;
	struct pk_engine engine;
};

static struct world world;

static int setup(void **state)
{
	struct pk_err err;

	(void)state;
	arena_init(&world.arena, 0);
	intern_init(&world.symbols, &world.arena, NULL);
	pk_rules_init(&world.rules, &world.arena, &world.symbols);
	if (pk_rules_add(&world.rules, str_from(rules_text), "test.yaml", STR(""), false, &err) != PK_OK)
		fail_msg("%s", err.msg);
	pk_rules_freeze(&world.rules);
	return pk_engine_init(&world.engine, &world.rules, &world.rules, &err);
}

static int teardown(void **state)
{
	(void)state;
	pk_engine_release(&world.engine);
	pk_rules_release(&world.rules);
	arena_release(&world.arena);
	return 0;
}

/* The findings of the code as "line:rule:state", in order; state is "open" or the reason. */
static void finds(const char *code, const char *want)
{
	static const struct pk_scan_options options = { .jobs = 1, .max_file_bytes = 1 << 20 };
	struct pk_results results;
	struct buf got;
	char padded[2048] = { 0 };

	(void)snprintf(padded, sizeof(padded) - IO_PADDING, "%s", code);
	buf_init(&got, 4096);
	pk_scan_bytes(&results, &world.engine, &options, STR("t.py"), str_from(padded));
	for (uint32_t i = 0; i < results.n_found; i++) {
		const struct pk_finding *f = results.found[i].finding;
		struct str state = f->state == PK_OPEN ? STR("open") : f->reason;

		buf_printf(&got, "%s%u:%.*s:%.*s", i ? " " : "", f->at.start.line, STR_ARG(f->rule->id), STR_ARG(state));
	}
	assert_string_equal(buf_str(&got).p, want);
	pk_scan_release(&results);
	buf_release(&got);
}

static void test_ours(void **state)
{
	(void)state;
	finds("eval(x)\n", "1:no-eval:open");
	finds("eval(x)  # picket: ignore[no-eval] trusted\n", "1:no-eval:trusted");
	finds("eval(x)  # picket: ignore[injection] a threat\n", "1:no-eval:a threat");
	finds("eval(x)  # picket: ignore[no-*] a glob\n", "1:no-eval:a glob");
	finds("eval(x)  # picket:ignore[no-exec, no-eval] two # and more\n", "1:no-eval:two");
	finds("# picket: ignore[no-eval] above\neval(x)\n", "2:no-eval:above");
	finds("# picket: ignore[no-eval] above\n# a remark\neval(x)\n", "3:no-eval:above");
	finds("eval(\n  x\n)  # picket: ignore[no-eval] last line\n", "1:no-eval:last line");
}

static void test_ours_elsewhere(void **state)
{
	(void)state;
	finds("x = 1  # picket: ignore[no-eval] not alone\neval(x)\n", "1:unused-suppression:open 2:no-eval:open");
	finds("# picket: ignore[no-eval] too far\n\neval(x)\n", "1:unused-suppression:open 3:no-eval:open");
	finds("s = '# picket: ignore[no-eval] text'; eval(s)\n", "1:no-eval:open");
	finds("s = '''\n# picket: ignore[no-eval]\n'''\neval(s)\n", "4:no-eval:open");
	finds("s = 'it\\'s # picket: ignore[no-eval]'; eval(s)\n", "1:no-eval:open");
}

static void test_whole_file(void **state)
{
	(void)state;
	finds("eval(x)\neval(y)\n# picket: ignore-file[no-eval] all\n", "1:no-eval:all 2:no-eval:all");
	finds("eval(x)\nexec(y)\n# picket: ignore-file[no-eval] all\n", "1:no-eval:all 2:no-exec:open");
}

static void test_unused(void **state)
{
	(void)state;
	finds("x = 1  # picket: ignore[no-eval] gone\n", "1:unused-suppression:open");
	finds("eval(x)  # picket: ignore\n", "1:no-eval:open 1:unused-suppression:open");
	finds("eval(x)  # picket: ignore[no-evil] slip\n", "1:no-eval:open 1:unused-suppression:open");
	finds("x = 1  # nosec\n", "");
}

static void test_others(void **state)
{
	(void)state;
	finds("eval(x)  # nosec\n", "1:no-eval:nosec");
	finds("eval(x)  # nosec B307\n", "1:no-eval:nosec B307");
	finds("eval(x)  # nosec B301\n", "1:no-eval:open");
	finds("eval(x)  # nosec: we wrote it\n", "1:no-eval:nosec: we wrote it");
	finds("eval(x)  # nosemgrep\n", "1:no-eval:nosemgrep");
	finds("# nosemgrep: a.b.no-eval, no-eval\neval(x)\n", "2:no-eval:nosemgrep: a.b.no-eval, no-eval");
	finds("eval(x)  # nosemgrep: no-exec\n", "1:no-eval:open");
	finds("eval(x)  # noqa\n", "1:no-eval:open");
	finds("eval(x)  # noqa: E501, S307\n", "1:no-eval:noqa: E501, S307");
	finds("# nosec\neval(x)\n", "2:no-eval:open");
}

static void test_fingerprints_outlive_lines(void **state)
{
	static const struct pk_scan_options options = { .jobs = 1, .max_file_bytes = 1 << 20 };
	static const char a[256] = "eval(x)\neval(x)\n", b[256] = "\n\nimport os\neval(x)\neval( x )\n";
	struct pk_results one, two;

	(void)state;
	pk_scan_bytes(&one, &world.engine, &options, STR("t.py"), str_from(a));
	pk_scan_bytes(&two, &world.engine, &options, STR("t.py"), str_from(b));
	assert_int_equal(one.n_found, 2);
	assert_int_equal(two.n_found, 2);
	assert_string_equal(one.found[0].finding->fingerprint, two.found[0].finding->fingerprint);
	assert_string_not_equal(one.found[0].finding->fingerprint, one.found[1].finding->fingerprint);
	assert_string_not_equal(one.found[1].finding->fingerprint, two.found[1].finding->fingerprint);
	pk_scan_release(&one);
	pk_scan_release(&two);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ours),   cmocka_unit_test(test_ours_elsewhere), cmocka_unit_test(test_whole_file),
		cmocka_unit_test(test_unused), cmocka_unit_test(test_others),         cmocka_unit_test(test_fingerprints_outlive_lines),
	};

	return cmocka_run_group_tests_name("suppress", tests, setup, teardown);
}
