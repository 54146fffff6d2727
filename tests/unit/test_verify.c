#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <netinet/in.h>

#include "vault.h"
#include "http/address.h"
#include "verify/answer.h"
#include "verify/request.h"

/* ---- addresses ---- */

static bool is_public(const char *text)
{
	struct sockaddr_in four = { .sin_family = AF_INET };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6 };

	if (inet_pton(AF_INET, text, &four.sin_addr) == 1)
		return pk_address_is_public((const struct sockaddr *)&four, sizeof(four));
	assert_int_equal(inet_pton(AF_INET6, text, &six.sin6_addr), 1);
	return pk_address_is_public((const struct sockaddr *)&six, sizeof(six));
}

static void test_addresses_of_the_public_internet(void **state)
{
	static const char *const good[] = {
		"1.1.1.1",        "8.8.8.8",          "9.255.255.255",     "11.0.0.0",     "100.63.255.255",
		"100.128.0.0",    "126.255.255.255",  "128.0.0.0",         "169.253.0.1",  "172.15.255.255",
		"172.32.0.0",     "192.0.1.1",        "192.167.255.255",   "192.169.0.0",  "198.17.255.255",
		"198.20.0.0",     "223.255.255.255",  "2600::1",           "2a00:1450::1", "2001:4860:4860::8888",
		"::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:0808:0808::1",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		if (!is_public(good[i]))
			fail_msg("%s is public", good[i]);
}

static void test_addresses_that_are_not(void **state)
{
	static const char *const bad[] = {
		"0.0.0.0",
		"0.1.2.3",
		"10.0.0.1",
		"10.255.255.255",
		"100.64.0.1",
		"100.127.255.255",
		"127.0.0.1",
		"127.255.255.254",
		"169.254.169.254",
		"172.16.0.1",
		"172.31.255.255",
		"192.0.0.8",
		"192.0.2.1",
		"192.168.1.1",
		"198.18.0.1",
		"198.19.255.255",
		"198.51.100.1",
		"203.0.113.1",
		"224.0.0.1",
		"239.255.255.255",
		"240.0.0.1",
		"255.255.255.255",
		"::",
		"::1",
		"::127.0.0.1",
		"::ffff:127.0.0.1",
		"::ffff:10.1.1.1",
		"::ffff:169.254.169.254",
		"::ffff:0:127.0.0.1",
		"64:ff9b::10.0.0.1",
		"64:ff9b:1::1",
		"100::1",
		"2001::1",
		"2001:1ff::1",
		"2001:db8::1",
		"2002:7f00:0001::1",
		"2002:a00:1::1",
		"3fff::1",
		"5f00::1",
		"fc00::1",
		"fd12:3456::1",
		"fe80::1",
		"fec0::1",
		"ff02::1",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (is_public(bad[i]))
			fail_msg("%s is not public", bad[i]);
}

static void test_odd_addresses(void **state)
{
	struct sockaddr_in four = { .sin_family = AF_INET };
	struct sockaddr local = { .sa_family = AF_UNIX };

	(void)state;
	(void)inet_pton(AF_INET, "8.8.8.8", &four.sin_addr);
	assert_false(pk_address_is_public((const struct sockaddr *)&four, 4));
	assert_false(pk_address_is_public(&local, sizeof(local)));
	assert_false(pk_address_is_loopback((const struct sockaddr *)&four, sizeof(four)));
	(void)inet_pton(AF_INET, "127.0.0.1", &four.sin_addr);
	assert_true(pk_address_is_loopback((const struct sockaddr *)&four, sizeof(four)));
}

/* The resolver says what it likes: the address is looked at when the connection is made. */
static void test_a_name_for_this_machine_is_not_asked(void **state)
{
	static const char *const headers[] = { NULL };
	static const char *const urls[] = { "https://localhost/",  "https://127.0.0.1/",          "https://[::1]/",
					    "https://2130706433/", "https://[::ffff:127.0.0.1]/", "https://10.0.0.1/" };
	const struct pk_http_options options = { .timeout_ms = 2000 };
	struct pk_err err;
	struct pk_http *http = pk_http_new(&options, &err);
	struct buf body;
	long status;

	(void)state;
	assert_non_null(http);
	buf_init(&body, 100);
	for (size_t i = 0; i < sizeof(urls) / sizeof(*urls); i++) {
		const struct pk_http_question q = { .url = urls[i], .headers = headers };

		assert_int_equal(pk_http_ask(http, &q, &status, &body), PK_HTTP_NOT_PUBLIC);
		assert_int_equal(status, 0);
	}
	assert_int_equal(pk_http_ask(http, &(struct pk_http_question){ .url = "http://localhost/", .headers = headers }, &status, &body),
			 PK_HTTP_UNREACHABLE);
	assert_int_equal(body.n, 0);
	buf_release(&body);
	pk_http_free(http);
}

/* ---- answers and requests ---- */

static struct arena arena;
static struct intern symbols;
static struct pk_rules rules;

static const struct pk_question *question(const char *verify)
{
	struct str yaml;
	struct pk_err err;

	yaml = arena_printf(&arena,
			    "rules: [{id: r, message: m, severity: HIGH, languages: [regex], pattern-regex: x, "
			    "metadata: {picket: {analyzer: secrets, verify: {%s}}}}]",
			    verify);
	if (pk_rules_add(&rules, yaml, "r.yaml", STR(""), false, &err) != PK_OK)
		fail_msg("%s", err.msg);
	return rules.list.v[rules.list.n - 1]->question;
}

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	intern_init(&symbols, &arena, NULL);
	pk_rules_init(&rules, &arena, &symbols);
	rules.verify = true;
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	pk_rules_release(&rules);
	arena_release(&arena);
	return 0;
}

static const char asks[] = "url: https://a.example/me, basic: 'u:{secret}', "
			   "live: [{status: 200, body: {a.0.b: [x, 7], ok: true}}, {status: 201, body: {made: '*'}}], "
			   "dead: [{status: 401}, {status: 200, body: {ok: false}}]";

static void test_answers(void **state)
{
	static const struct {
		long status;
		const char *body;
		enum pk_verified verified;
	} cases[] = {
		{ 200, "{\"ok\": true, \"a\": [{\"b\": \"x\"}]}", PK_LIVE },
		{ 200, " {\"ok\": true, \"a\": [{\"b\": 7}]}\r\n", PK_LIVE },
		{ 200, "{\"ok\": true, \"a\": [{\"b\": 7.5}]}", PK_UNSURE },
		{ 200, "{\"ok\": \"true\", \"a\": [{\"b\": \"y\"}]}", PK_UNSURE },
		{ 200, "{\"ok\": true, \"a\": [1, {\"b\": 7}]}", PK_UNSURE },
		{ 200, "{\"ok\": true, \"a\": {\"0\": {\"b\": 7}}}", PK_LIVE },
		{ 200, "{\"ok\": true, \"a\": \"b\"}", PK_UNSURE },
		{ 200, "{\"ok\": true}", PK_UNSURE },
		{ 200, "{\"ok\": false}", PK_DEAD },
		{ 200, "{\"ok\": false, \"a\": [{\"b\": 7}]}", PK_DEAD },
		{ 201, "{\"made\": []}", PK_LIVE },
		{ 201, "{\"made\": null}", PK_UNSURE },
		{ 201, "{\"made\": \"\"}", PK_UNSURE },
		{ 201, "{\"made\": false}", PK_UNSURE },
		{ 201, "{\"made\": 0}", PK_LIVE },
		{ 401, "{}", PK_DEAD },
		{ 401, "[]", PK_DEAD },
		{ 401, "\"no\"", PK_UNSURE },
		{ 401, "", PK_UNSURE },
		{ 401, "{} <p>", PK_UNSURE },
		{ 401, "<p>{}</p>", PK_UNSURE },
		{ 401, "\1{}", PK_UNSURE },
		{ 403, "{\"ok\": false}", PK_UNSURE },
		{ 204, "{\"made\": 1}", PK_UNSURE },
	};
	const struct pk_question *q = question(asks);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (pk_answer_judge(q, cases[i].status, str_from(cases[i].body)) != cases[i].verified)
			fail_msg("%ld %s", cases[i].status, cases[i].body);
}

static void test_only_a_rule_that_may_asks(void **state)
{
	(void)state;
	assert_non_null(question(asks));
	rules.verify = false;
	assert_null(question(asks));
}

static void test_requests(void **state)
{
	const struct pk_question *q = question("url: 'https://a.example/{secret}?k={secret}', method: POST, body: 'k={secret}', basic: "
					       "'{user}:{secret}', headers: {X-Key: 'v {secret}'}, live: {status: 200, body: {a: b}}");
	struct pk_request r;

	(void)state;
	assert_true(pk_request_make(q, STR("s/e:c+r&t"), STR("ada"), &r));
	assert_string_equal(r.question.url, "https://a.example/s%2Fe:c%2Br%26t?k=s%2Fe:c%2Br%26t");
	assert_string_equal(r.question.body, "k=s%2Fe:c%2Br%26t");
	assert_string_equal(r.question.headers[0], "X-Key: v s/e:c+r&t");
	assert_string_equal(r.question.headers[1], "Authorization: Basic YWRhOnMvZTpjK3ImdA==");
	assert_null(r.question.headers[2]);
	pk_request_wipe(&r);
	assert_false(pk_request_make(q, STR("secret"), STR(""), &r));
	assert_false(pk_request_make(q, STR(""), STR("ada"), &r));
	assert_false(pk_request_make(q, STR("a\r\nHost: b"), STR("ada"), &r));
	assert_false(pk_request_make(q, STR("a b"), STR("ada"), &r));
	assert_false(pk_request_make(q, STR("secret"), STR("a\nb"), &r));
	assert_false(pk_request_make(q, STR("caf\xc3\xa9"), STR("ada"), &r));
	q = question("url: https://a.example/, starts: [ab, cd], basic: ':{secret}', live: {status: 200, body: {a: b}}");
	assert_true(pk_question_fits(q, STR("abc")) && pk_question_fits(q, STR("cd")));
	assert_false(pk_question_fits(q, STR("a")) || pk_question_fits(q, STR("bab")));
}

static void test_the_vault(void **state)
{
	struct pk_vault *v = pk_vault_new();
	struct str secret, user;
	char large[8192] = { 0 };

	(void)state;
	assert_false(pk_vault_find(v, STR("k"), &secret, &user));
	pk_vault_keep(v, STR("k"), STR("one"), STR("grace"));
	pk_vault_keep(v, STR("k"), STR("one"), STR("ada"));
	pk_vault_keep(v, STR("k"), STR("one"), STR("linus"));
	pk_vault_keep(v, STR("large"), (struct str){ large, sizeof(large) }, STR(""));
	assert_true(pk_vault_find(v, STR("k"), &secret, &user));
	assert_true(str_is(secret, "one") && str_is(user, "ada"));
	assert_false(pk_vault_find(v, STR("large"), &secret, &user));
	pk_vault_free(v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_addresses_of_the_public_internet),
		cmocka_unit_test(test_addresses_that_are_not),
		cmocka_unit_test(test_odd_addresses),
		cmocka_unit_test(test_a_name_for_this_machine_is_not_asked),
		cmocka_unit_test_setup_teardown(test_answers, setup, teardown),
		cmocka_unit_test_setup_teardown(test_only_a_rule_that_may_asks, setup, teardown),
		cmocka_unit_test_setup_teardown(test_requests, setup, teardown),
		cmocka_unit_test(test_the_vault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
