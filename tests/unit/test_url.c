#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "reputation/url.h"

/* The vectors that the specification gives. */
static void makes_addresses_canonical(void **state)
{
	static const char *const vectors[][2] = {
		{ "http://host/%25%32%35", "http://host/%25" },
		{ "http://host/%25%32%35%25%32%35", "http://host/%25%25" },
		{ "http://host/%2525252525252525", "http://host/%25" },
		{ "http://host/asdf%25%32%35asd", "http://host/asdf%25asd" },
		{ "http://host/%%%25%32%35asd%%", "http://host/%25%25%25asd%25%25" },
		{ "http://www.google.com/", "http://www.google.com/" },
		{ "http://%31%36%38%2e%31%38%38%2e%39%39%2e%32%36/%2E%73%65%63%75%72%65/%77%77%77%2E%65%62%61%79%2E%63%6F%6D/",
		  "http://168.188.99.26/.secure/www.ebay.com/" },
		{ "http://195.127.0.11/uploads/%20%20%20%20/.verify/.eBaysecure=updateuserdataxplimnbqmn-xplmvalidateinfoswqpcmlx=hgplmcx/",
		  "http://195.127.0.11/uploads/%20%20%20%20/.verify/"
		  ".eBaysecure=updateuserdataxplimnbqmn-xplmvalidateinfoswqpcmlx=hgplmcx/" },
		{ "http://host%23.com/%257Ea%2521b%2540c%2523d%2524e%25f%255E00%252611%252A22%252833%252944_55%252B",
		  "http://host%23.com/~a!b@c%23d$e%25f^00&11*22(33)44_55+" },
		{ "http://3279880203/blah", "http://195.127.0.11/blah" },
		{ "http://www.google.com/blah/..", "http://www.google.com/" },
		{ "www.google.com/", "http://www.google.com/" },
		{ "www.google.com", "http://www.google.com/" },
		{ "http://www.evil.com/blah#frag", "http://www.evil.com/blah" },
		{ "http://www.GOOgle.com/", "http://www.google.com/" },
		{ "http://www.google.com.../", "http://www.google.com/" },
		{ "http://www.google.com/foo\tbar\rbaz\n2", "http://www.google.com/foobarbaz2" },
		{ "http://www.google.com/q?", "http://www.google.com/q?" },
		{ "http://www.google.com/q?r?", "http://www.google.com/q?r?" },
		{ "http://www.google.com/q?r?s", "http://www.google.com/q?r?s" },
		{ "http://evil.com/foo#bar#baz", "http://evil.com/foo" },
		{ "http://evil.com/foo;", "http://evil.com/foo;" },
		{ "http://evil.com/foo?bar;", "http://evil.com/foo?bar;" },
		{ "http://\x01\x80.com/", "http://%01%80.com/" },
		{ "http://notrailingslash.com", "http://notrailingslash.com/" },
		{ "http://www.gotaport.com:1234/", "http://www.gotaport.com/" },
		{ "  http://www.google.com/  ", "http://www.google.com/" },
		{ "http:// leadingspace.com/", "http://%20leadingspace.com/" },
		{ "http://%20leadingspace.com/", "http://%20leadingspace.com/" },
		{ "%20leadingspace.com/", "http://%20leadingspace.com/" },
		{ "https://www.securesite.com/", "https://www.securesite.com/" },
		{ "http://host.com/ab%23cd", "http://host.com/ab%23cd" },
		{ "http://host.com//twoslashes?more//slashes", "http://host.com/twoslashes?more//slashes" },
		/* and others of their kinds */
		{ "http://0x7f.1/x", "http://127.0.0.1/x" },
		{ "http://user:secret@HOST.com:80/x", "http://host.com/x" },
		{ "http://a.b/c/./d/../e//f", "http://a.b/c/e/f" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 0);
	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++) {
		struct str got = pk_url_canonical(&a, str_from(vectors[i][0]));

		if (!got.p || !str_is(got, vectors[i][1]))
			fail_msg("%s: %.*s", vectors[i][0], STR_ARG(got));
	}
	assert_null(pk_url_canonical(&a, STR("http:///x")).p);
	assert_null(pk_url_canonical(&a, STR("")).p);
	arena_release(&a);
}

static void expresses(const char *url, const char *wanted)
{
	struct str list[PK_URL_EXPRESSIONS];
	struct arena a;
	struct buf b;
	uint32_t n;

	arena_init(&a, 0);
	buf_init(&b, 10000);
	n = pk_url_expressions(&a, pk_url_canonical(&a, str_from(url)), list);
	for (uint32_t i = 0; i < n; i++) {
		buf_adds(&b, i ? " " : "");
		buf_add(&b, list[i]);
	}
	if (!str_is(buf_str(&b), wanted))
		fail_msg("%s: %.*s", url, STR_ARG(buf_str(&b)));
	buf_release(&b);
	arena_release(&a);
}

static void cuts_addresses_into_expressions(void **state)
{
	(void)state;
	expresses("http://a.b.c/1/2.html?param=1",
		  "a.b.c/1/2.html?param=1 a.b.c/1/2.html a.b.c/ a.b.c/1/ b.c/1/2.html?param=1 b.c/1/2.html b.c/ b.c/1/");
	expresses("http://a.b.c.d.e.f.g/1.html", "a.b.c.d.e.f.g/1.html a.b.c.d.e.f.g/ c.d.e.f.g/1.html c.d.e.f.g/ d.e.f.g/1.html d.e.f.g/ "
						 "e.f.g/1.html e.f.g/ f.g/1.html f.g/");
	expresses("http://1.2.3.4/1/", "1.2.3.4/1/ 1.2.3.4/");
	expresses("http://example.co.uk/1", "example.co.uk/1 example.co.uk/ co.uk/1 co.uk/");
	expresses("http://a.b/1/2/3/4/5/6", "a.b/1/2/3/4/5/6 a.b/ a.b/1/ a.b/1/2/ a.b/1/2/3/");
}

static void hashes_expressions(void **state)
{
	static const unsigned char abc[] = { 0xba, 0x78, 0x16, 0xbf };
	unsigned char out[PK_URL_EXPRESSIONS][PK_URL_HASH];
	struct arena a;

	(void)state;
	arena_init(&a, 0);
	assert_int_equal(pk_url_hashes(STR("abc"), out), 1);
	assert_memory_equal(out[0], abc, sizeof(abc));
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(makes_addresses_canonical),
		cmocka_unit_test(cuts_addresses_into_expressions),
		cmocka_unit_test(hashes_expressions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
