#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "query/required.h"
#include "util/buf.h"

static void check(const char *regex, const char *want)
{
	struct arena arena;
	struct pk_required got;
	struct buf shown;

	arena_init(&arena, 0);
	buf_init(&shown, 1 << 10);
	got = pk_required_literals(&arena, str_from(regex), false);
	for (uint32_t i = 0; i < got.n; i++) {
		buf_adds(&shown, i ? "|" : got.v->fold ? "(?i)(?:" : "(?:");
		buf_add(&shown, got.v[i].text);
	}
	buf_adds(&shown, got.n ? ")" : "");
	if (!str_is(buf_str(&shown), want))
		fail_msg("%s needs %s, not %s", regex, shown.data, want);
	buf_release(&shown);
	arena_release(&arena);
}

static void one_word(void **state)
{
	(void)state;
	check("password", "(?:password)");
	check("^(?i)x", "");
	check("(?i)^my_secret$", "(?i)(?:my_secret)");
	check("ab", "");
	check("keys?", "(?:key)");
	check("keys*x", "(?:key)");
	check("passwords+", "(?:passwords)");
	check("foo.*longer", "(?:longer)");
	check("\\bload\\b", "(?:load)");
	check("a\\.name", "(?:a.name)");
	check("^(tcp:\\/\\/)?0\\.0\\.0\\.0(:[0-9]+)?$", "(?:0.0.0.0)");
	check("(?i)^http://(?!localhost)[^ ]+\\.zip$", "(?i)(?:http://)");
	check("^/(tmp|var/tmp)(/|$)", "(?:tmp|var/tmp)");
	check("abcé?", "(?:abc)");
	check("abcd\\+?", "(?:abcd)");
	check("a b-c", "(?:a b-c)");
}

static void choices(void **state)
{
	(void)state;
	check("^(.*[_.])?(password|passwd|secret)$", "(?:password|passwd|secret)");
	check("one|three", "(?:one|three)");
	check("one|t", "");
	check("one|", "");
	check("(one|three)?", "");
	check("(one|three){2}", "(?:one|three)");
	check("x(?:abc(?P<n>defg)|hij)", "(?:defg|hij)");
}

static void nothing_is_sure(void **state)
{
	(void)state;
	check("", "");
	check(".*", "");
	check("[abc]+", "");
	check("[]abc]", "");
	check("(?!password).*", "");
	check("(?<=secret)x", "");
	check("\\x41bcd", "");
	check("(?x) a b c d", "");
	check("(abcd", "");
	check("abcd)", "");
	check("(?i:abcd)", "");
	check("\\Qabcd\\E", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_word),
		cmocka_unit_test(choices),
		cmocka_unit_test(nothing_is_sure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
