#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "util/sha256.h"

static void is(struct str text, const char *hex)
{
	char got[65];

	sha256_hex(text, got, 32);
	assert_string_equal(got, hex);
}

/* The examples of FIPS 180-4, and lengths round the end of a block. */
static void test_known(void **state)
{
	char a[120];

	(void)state;
	is(STR(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	is(STR("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	is(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
	   "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	memset(a, 'a', sizeof(a));
	is((struct str){ a, 55 }, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
	is((struct str){ a, 64 }, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
	is((struct str){ a, 119 }, "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb");
}

static void test_long(void **state)
{
	static char a[1000000];

	(void)state;
	memset(a, 'a', sizeof(a));
	is((struct str){ a, sizeof(a) }, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void test_pieces(void **state)
{
	unsigned char whole[32], pieces[32];
	struct sha256 h;
	char text[200];

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (char)i;
	sha256_init(&h);
	sha256_add(&h, (struct str){ text, sizeof(text) });
	sha256_end(&h, whole);
	sha256_init(&h);
	for (size_t i = 0; i < sizeof(text); i += 10)
		sha256_add(&h, (struct str){ text + i, 10 });
	sha256_end(&h, pieces);
	assert_memory_equal(whole, pieces, 32);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_known), cmocka_unit_test(test_long), cmocka_unit_test(test_pieces) };

	return cmocka_run_group_tests_name("sha256", tests, NULL, NULL);
}
