#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "source/text/literals.h"
#include "util/limits.h"

static const struct pk_literal list[] = {
	{ { "hf_", 3 }, false, 0 },
	{ { "secret_key", 10 }, true, 1 },
	{ { "AKIA", 4 }, false, 2 },
};

static void finds(const char *text, uint32_t n, uint32_t first_at, uint32_t first)
{
	struct pk_literal_hits hits;
	struct arena a;
	size_t length = strlen(text);
	char *padded;

	arena_init(&a, 0);
	padded = arena_zalloc(&a, length + 16, 1);
	memcpy(padded, text, length);
	pk_literals_find(pk_literals_new(&a, list, 3), (struct str){ padded, length }, &a, &hits);
	assert_int_equal(hits.n, n);
	if (n) {
		assert_int_equal(hits.v[0].at, first_at);
		assert_int_equal(hits.v[0].literal, first);
	}
	arena_release(&a);
}

static void found(void **state)
{
	(void)state;
	finds("", 0, 0, 0);
	finds("hf_", 1, 0, 0);
	finds("xhf_", 1, 1, 0);
	finds("HF_", 0, 0, 0);
	finds("my Secret_KEY", 1, 3, 1);
	finds("secret_ke", 0, 0, 0);
	finds("akia AKI AKIA", 1, 9, 2);
	finds("hf_ hf_ SECRET_KEY AKIA hf_", 5, 0, 0);
}

static void everywhere(void **state)
{
	char text[80];

	(void)state;
	for (uint32_t at = 0; at < 70; at++) {
		memset(text, '-', sizeof(text));
		memcpy(text + at, "AKIA", 4);
		text[at + 4] = '\0';
		finds(text, 1, at, 2);
	}
}

static void bounded(void **state)
{
	size_t n = 3 * ((size_t)PK_MAX_LITERAL_HITS + 5);
	struct pk_literal_hits hits;
	struct arena a;
	char *text;

	(void)state;
	arena_init(&a, 0);
	text = arena_zalloc(&a, n + 16, 1);
	for (size_t i = 0; i < n; i += 3)
		memcpy(text + i, "hf_", 3);
	pk_literals_find(pk_literals_new(&a, list, 3), (struct str){ text, n }, &a, &hits);
	assert_int_equal(hits.n, PK_MAX_LITERAL_HITS);
	assert_true(hits.cut);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(found), cmocka_unit_test(everywhere), cmocka_unit_test(bounded) };

	return cmocka_run_group_tests_name("literals", tests, NULL, NULL);
}
