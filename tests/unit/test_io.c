#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/io.h"

static char dir[] = "/tmp/picket-io-XXXXXX";
static char path[64];

static int setup(void **state)
{
	(void)state;
	if (!mkdtemp(dir))
		return -1;
	(void)snprintf(path, sizeof(path), "%s/file", dir);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	(void)unlink(path);
	return rmdir(dir);
}

static void write_text(struct str text)
{
	struct pk_err err;

	if (io_write_file(path, text, &err) != PK_OK)
		fail_msg("%s", err.msg);
}

static void test_reads_in_steps(void **state)
{
	static char big[200000];
	struct io_buffer b = { 0 };
	struct io_file f;

	(void)state;
	for (size_t i = 0; i < sizeof(big); i++)
		big[i] = (char)('a' + i % 26);
	write_text((struct str){ big, sizeof(big) });
	assert_int_equal(io_open(path, &f), IO_OK);
	assert_int_equal(f.size, sizeof(big));
	assert_int_equal(io_read(&f, &b, 1000), IO_OK);
	assert_int_equal(b.n, 1000);
	assert_int_equal(io_read(&f, &b, sizeof(big) * 2), IO_OK);
	assert_int_equal(b.n, sizeof(big));
	assert_memory_equal(b.data, big, sizeof(big));
	for (size_t i = 0; i < IO_PADDING; i++)
		assert_int_equal(b.data[b.n + i], 0);
	io_close(&f);
	io_buffer_release(&b);
}

static void test_maps(void **state)
{
	struct io_file f;
	struct str text;

	(void)state;
	write_text(STR("mapped"));
	assert_int_equal(io_open(path, &f), IO_OK);
	assert_int_equal(io_map(&f, &text), IO_OK);
	assert_true(str_is(text, "mapped"));
	io_close(&f);
	write_text(STR(""));
	assert_int_equal(io_open(path, &f), IO_OK);
	assert_int_equal(io_map(&f, &text), IO_OK);
	assert_int_equal(text.n, 0);
	io_close(&f);
}

static void test_what_cannot_be_read(void **state)
{
	char other[80];
	struct io_file f;
	struct io_buffer b = { 0 };
	struct pk_err err;

	(void)state;
	(void)snprintf(other, sizeof(other), "%s/fifo", dir);
	assert_int_equal(mkfifo(other, 0600), 0);
	assert_int_equal(io_open(other, &f), IO_SPECIAL);
	(void)unlink(other);
	assert_int_equal(io_open(other, &f), IO_GONE);
	assert_int_equal(io_open(dir, &f), IO_SPECIAL);
	write_text(STR("longer than four"));
	assert_int_equal(io_read_file(path, &b, 4, &err), PK_EIO);
	assert_string_equal(err.msg, "is larger than 4 bytes");
	io_buffer_release(&b);
}

static void test_write_keeps_mode_and_links(void **state)
{
	char link[80];
	struct io_buffer b = { 0 };
	struct stat st;
	struct pk_err err;

	(void)state;
	write_text(STR("old"));
	assert_int_equal(chmod(path, 0640), 0);
	(void)snprintf(link, sizeof(link), "%s/link", dir);
	assert_int_equal(symlink("file", link), 0);
	assert_int_equal(io_write_file(link, STR("new"), &err), PK_OK);
	assert_int_equal(lstat(link, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	assert_int_equal(io_read_file(path, &b, 100, &err), PK_OK);
	assert_true(str_is(io_text(&b), "new"));
	(void)unlink(link);
	io_buffer_release(&b);
}

static void test_write_where_one_cannot(void **state)
{
	struct pk_err err;

	(void)state;
	assert_int_equal(io_write_file("/nonexistent/file", STR("x"), &err), PK_EIO);
	assert_string_equal(err.path, "/nonexistent/file");
	assert_int_equal(io_write_file("/dev/null", STR("x"), &err), PK_OK);
	assert_int_equal(io_write_file("/dev/full", STR("x"), &err), PK_EIO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_in_steps),         cmocka_unit_test(test_maps),
		cmocka_unit_test(test_what_cannot_be_read),    cmocka_unit_test(test_write_keeps_mode_and_links),
		cmocka_unit_test(test_write_where_one_cannot),
	};

	return cmocka_run_group_tests_name("io", tests, setup, teardown);
}
