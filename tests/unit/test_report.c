#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "report/explain.h"
#include "report/html.h"

static struct arena arena;
static struct buf out;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	buf_init(&out, 1 << 16);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	buf_release(&out);
	arena_release(&arena);
	return 0;
}

static void assert_str(struct str got, const char *want)
{
	assert_int_equal(got.n, strlen(want));
	assert_memory_equal(got.p, want, got.n);
}

static void test_the_first_sentence_ends_before_a_space(void **state)
{
	(void)state;
	assert_str(pk_explain_sentence(STR("  Data is run. Do not.")), "Data is run.");
	assert_str(pk_explain_sentence(STR("Is torch 2.6 safe? No.")), "Is torch 2.6 safe?");
	assert_str(pk_explain_sentence(STR("No end\nof a line.")), "No end");
	assert_str(pk_explain_sentence(STR("no end")), "no end");
	assert_str(pk_explain_sentence(STR("")), "");
}

static void test_the_number_of_a_weakness(void **state)
{
	(void)state;
	assert_str(pk_explain_cwe(STR("CWE-502: Deserialization of Untrusted Data")), "502");
	assert_str(pk_explain_cwe(STR("CWE-")), "");
	assert_str(pk_explain_cwe(STR("502")), "");
}

static void test_text_for_a_terminal_has_no_control_bytes(void **state)
{
	(void)state;
	pk_report_text(&out, (struct str){ "a\t\x1b[31mb\n\x7f\0c\xc3\xa9", 14 });
	assert_str(buf_str(&out), "a\t\\x1b[31mb\\x0a\\x7f\\x00c\xc3\xa9");
}

static void test_text_of_a_page_is_escaped(void **state)
{
	(void)state;
	pk_html_text(&out, STR("<b a=\"1\" c='2'>&amp;</b>"));
	assert_str(buf_str(&out), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;&lt;/b&gt;");
}

static void test_what_cannot_be_seen_is_shown_by_number(void **state)
{
	(void)state;
	pk_html_text(&out, STR("a\x1b\xe2\x80\xae\xe2\x80\x8b\xff z\xc3\xa9"));
	assert_str(buf_str(&out), "a[U+001B][U+202E][U+200B][U+FFFD] z\xc3\xa9");
}

static void check_format(const char *file, const char *want)
{
	const struct pk_reporter *r = pk_reporter_of_file(str_from(file));

	if (!want)
		assert_null(r);
	else
		assert_string_equal(r->name, want);
}

static void test_the_longest_extension_says_the_format(void **state)
{
	(void)state;
	check_format("out/a.json", "json");
	check_format("out/a.gitlab.json", "gitlab");
	check_format("a.sarif.json", "sarif");
	check_format("a.sarif", "sarif");
	check_format("a.jsonl", "ndjson");
	check_format("a.exe", NULL);
	check_format("json", NULL);
}

static void test_only_open_findings_are_counted(void **state)
{
	struct pk_rule rules[] = { { .id = STR("a"), .threat = STR("t") }, { .id = STR("b"), .threat = STR("t") } };
	struct pk_finding f[] = { { .rule = &rules[0], .severity = PK_LOW },
				  { .rule = &rules[1], .severity = PK_HIGH },
				  { .rule = &rules[1], .severity = PK_LOW },
				  { .rule = &rules[0], .severity = PK_HIGH, .state = PK_SUPPRESSED },
				  { .rule = &rules[0], .severity = PK_HIGH, .state = PK_BASELINED } };
	struct pk_finding *all[] = { &f[0], &f[1], &f[2], &f[3], &f[4] };
	struct pk_summary s = { 0 };

	(void)state;
	pk_summary_count(&s, &arena, all, 5);
	assert_int_equal(s.open, 3);
	assert_int_equal(s.suppressed, 1);
	assert_int_equal(s.baselined, 1);
	assert_int_equal(s.by_severity[PK_LOW], 2);
	assert_int_equal(s.by_severity[PK_HIGH], 1);
	assert_int_equal(s.n_threats, 1);
	assert_int_equal(s.threats[0].n, 3);
	assert_int_equal(s.n_rules, 2);
	assert_str(s.rules[0].name, "b");
	assert_int_equal(s.rules[0].by_severity[PK_HIGH], 1);
}

static void test_a_secret_counts_once(void **state)
{
	struct pk_rule rules[] = { { .id = STR("a"), .threat = STR("t") }, { .id = STR("b"), .threat = STR("t") } };
	struct pk_finding f[] = { { .rule = &rules[0], .key = STR("k"), .severity = PK_HIGH, .state = PK_BASELINED },
				  { .rule = &rules[0], .key = STR("k"), .severity = PK_LOW },
				  { .rule = &rules[0], .key = STR("k"), .severity = PK_MEDIUM },
				  { .rule = &rules[1], .key = STR("k"), .severity = PK_LOW },
				  { .rule = &rules[1], .severity = PK_LOW } };
	struct pk_finding *all[] = { &f[0], &f[1], &f[2], &f[3], &f[4] };
	struct pk_report r = { .arena = &arena, .options.show_suppressed = true };
	struct pk_summary s = { 0 };

	(void)state;
	pk_report_join(&r, all, 5);
	assert_int_equal(f[0].copies->n, 3);
	assert_ptr_equal(f[0].copies->v[0], &f[2]); /* open, and heavier than the other that is */
	assert_ptr_equal(f[0].copies->v[2], &f[0]);
	assert_int_equal(f[3].copies->n, 1);
	assert_null(f[4].copies);
	assert_true(pk_report_leads(&f[2]) && pk_report_leads(&f[3]) && pk_report_leads(&f[4]));
	assert_false(pk_report_leads(&f[0]) || pk_report_leads(&f[1]));
	pk_summary_count(&s, &arena, all, 5);
	assert_int_equal(s.open, 3);
	assert_int_equal(s.secrets, 2);
	assert_int_equal(s.places, 3);
	assert_int_equal(s.by_severity[PK_MEDIUM], 1);
	assert_int_equal(s.baselined, 1);
	r.options.show_suppressed = false;
	pk_report_join(&r, all, 5);
	assert_null(f[0].copies);
	assert_int_equal(f[1].copies->n, 2);
}

static void test_what_was_taken_back_is_shown_when_asked_for(void **state)
{
	struct pk_finding f = { .state = PK_SUPPRESSED };
	struct pk_report r = { 0 };

	(void)state;
	assert_false(pk_report_shows(&r, &f));
	r.options.show_suppressed = true;
	assert_true(pk_report_shows(&r, &f));
	f.state = PK_FIXED;
	assert_false(pk_report_shows(&r, &f));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_the_first_sentence_ends_before_a_space, setup, teardown),
		cmocka_unit_test_setup_teardown(test_the_number_of_a_weakness, setup, teardown),
		cmocka_unit_test_setup_teardown(test_text_for_a_terminal_has_no_control_bytes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_text_of_a_page_is_escaped, setup, teardown),
		cmocka_unit_test_setup_teardown(test_what_cannot_be_seen_is_shown_by_number, setup, teardown),
		cmocka_unit_test_setup_teardown(test_the_longest_extension_says_the_format, setup, teardown),
		cmocka_unit_test_setup_teardown(test_only_open_findings_are_counted, setup, teardown),
		cmocka_unit_test_setup_teardown(test_a_secret_counts_once, setup, teardown),
		cmocka_unit_test_setup_teardown(test_what_was_taken_back_is_shown_when_asked_for, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
