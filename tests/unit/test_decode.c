#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "source/text/decode.h"

static void expect(struct str raw, bool python, const char *text, uint32_t skipped, bool noted)
{
	struct pk_decoded d;
	struct arena a;

	arena_init(&a, 0);
	pk_decode(&a, raw, python, &d);
	if (!str_is(d.text, text))
		fail_msg("%.*s, not %s", STR_ARG(d.text), text);
	assert_int_equal(d.skipped, skipped);
	assert_true((d.note != NULL) == noted);
	arena_release(&a);
}

static void marks(void **state)
{
	(void)state;
	expect(STR("x = 1"), true, "x = 1", 0, false);
	expect(STR("\xef\xbb\xbfx"), true, "x", 3, false);
	expect(STR("\xff\xfex\0\xac\x20"), true, "x\u20ac", 0, false);
	expect(STR("\xfe\xff\0x\x20\xac"), true, "x\u20ac", 0, false);
	expect(STR("\xff\xfe\x3d\xd8\x00\xde"), true, "\U0001F600", 0, false);
	expect(STR("\xff\xfe\0\0x\0\0\0"), true, "x", 0, false);
	expect(STR("\0\0\xfe\xff\0\0\0x"), true, "x", 0, false);
	expect(STR("\xff\xfex"), true, "\ufffd", 0, false); /* half a character */
	expect(STR("\xff\xfe\x3d\xd8x\0"), true, "\ufffdx", 0, false);
	expect(STR("\xef\xbb\xbf"), true, "", 3, false);
	expect(STR(""), true, "", 0, false);
}

static void coding_lines(void **state)
{
	(void)state;
	expect(STR("# -*- coding: latin-1 -*-\n'\xe9'"), true, "# -*- coding: latin-1 -*-\n'\u00e9'", 0, false);
	expect(STR("#!python\n# vim: set fileencoding=cp1252 :\n\x80"), true, "#!python\n# vim: set fileencoding=cp1252 :\n\u20ac", 0,
	       false);
	expect(STR("# coding: iso-8859-15\n\xa4"), true, "# coding: iso-8859-15\n\u20ac", 0, false);
	expect(STR("# coding: UTF-8\n\xc3\xa9"), true, "# coding: UTF-8\n\u00e9", 0, false);
	expect(STR("# coding: koi8-r\nx"), true, "# coding: koi8-r\nx", 0, true);
	expect(STR("\n\n# coding: latin-1\n\xe9"), true, "\n\n# coding: latin-1\n\xe9", 0, false); /* too late */
	expect(STR("# coding: latin-1\n\xe9"), false, "# coding: latin-1\n\xe9", 0, false);        /* not Python */
	expect(STR("x = 1 # coding: latin-1\n\xe9"), true, "x = 1 # coding: latin-1\n\xe9", 0, false);
}

static void what_is_text(void **state)
{
	(void)state;
	assert_true(pk_decode_is_text(STR("")));
	assert_true(pk_decode_is_text(STR("caf\xe9")));
	assert_true(pk_decode_is_text(STR("\xff\xfex\0")));
	assert_false(pk_decode_is_text(STR("x\0y")));
}

static void code_points(void **state)
{
	static const struct {
		struct str bytes;
		uint32_t c;
		size_t length;
	} table[] = { { { "A", 1 }, 'A', 1 },
		      { { "\xc3\xa9", 2 }, 0xe9, 2 },
		      { { "\xf0\x9f\x98\x80", 4 }, 0x1f600, 4 },
		      { { "\xc0\x80", 2 }, 0xfffd, 1 },         /* overlong */
		      { { "\xed\xa0\x80", 3 }, 0xfffd, 1 },     /* a surrogate */
		      { { "\xf4\x90\x80\x80", 4 }, 0xfffd, 1 }, /* beyond Unicode */
		      { { "\xe2\x82", 2 }, 0xfffd, 1 },         /* cut off */
		      { { "\x80", 1 }, 0xfffd, 1 } };

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		size_t at = 0;
		char out[4];

		assert_int_equal(pk_utf8_next(table[i].bytes, &at), table[i].c);
		assert_int_equal(at, table[i].length);
		if (table[i].c != 0xfffd) {
			assert_int_equal(pk_utf8_put(table[i].c, out), table[i].length);
			assert_memory_equal(out, table[i].bytes.p, table[i].length);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks),
		cmocka_unit_test(coding_lines),
		cmocka_unit_test(what_is_text),
		cmocka_unit_test(code_points),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
