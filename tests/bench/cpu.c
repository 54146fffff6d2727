/* cpu: runs a command with its output thrown away and prints the CPU seconds and wall seconds it took, and its peak RSS in MiB. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void become(char **argv)
{
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (null >= 0 && dup2(null, 1) >= 0 && dup2(null, 2) >= 0)
		(void)execvp(argv[0], argv);
	_exit(127);
}

int main(int argc, char **argv)
{
	struct rusage use;
	double start = now();
	pid_t child = argc > 1 ? fork() : -1;
	int status;

	if (child == 0)
		become(argv + 1);
	if (child < 0 || wait4(child, &status, 0, &use) != child)
		return 2;
	if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
		(void)fprintf(stderr, "cpu: %s failed\n", argv[1]);
		return 2;
	}
	(void)printf("%.4f %.4f %.1f\n", seconds(use.ru_utime) + seconds(use.ru_stime), now() - start, (double)use.ru_maxrss / 1024);
	return 0;
}
