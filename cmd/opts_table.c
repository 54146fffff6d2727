#include "opts.h"

#define AT(field) .at = offsetof(struct opts, field)

static const char INPUT[] = "What to read", RULES[] = "Which rules", KNOWN[] = "Known findings", OUTPUT[] = "What to write", HOW[] = "How";

const struct opt opt_table[] = {
	{ "include", 0, OPT_TEXTS, OPT_SCAN, "GLOB", NULL, INPUT, "read only files that fit, in gitignore syntax", AT(include) },
	{ "exclude", 0, OPT_TEXTS, OPT_SCAN, "GLOB", NULL, INPUT, "leave out files and folders that fit", AT(exclude) },
	{ "no-gitignore", 0, OPT_FLAG, OPT_SCAN, NULL, NULL, INPUT, "do not obey .gitignore and .picketignore", AT(no_gitignore) },
	{ "files-from", 0, OPT_TEXT, OPT_SCAN, "FILE", NULL, INPUT, "read the files named in FILE, one a line (- for stdin)",
	  AT(files_from) },
	{ "files-from0", 0, OPT_TEXT, OPT_SCAN, "FILE", NULL, INPUT, "the same with a NUL behind each name", AT(files_from0) },
	{ "stdin-filename", 0, OPT_TEXT, OPT_SCAN, "NAME", NULL, INPUT, "what `-`, standard input, is to be called", AT(stdin_filename) },
	{ "max-file-size", 0, OPT_BYTES, OPT_SCAN, "SIZE", NULL, INPUT, "skip larger text files (default 64M)", AT(max_file_size) },
	{ "config", 'c', OPT_TEXTS, OPT_SCAN | OPT_RULES, "PATH", NULL, RULES, "add Semgrep rules from a file or folder", AT(config) },
	{ "no-builtin", 0, OPT_FLAG, OPT_SCAN | OPT_RULES, NULL, NULL, RULES, "run only the rules of --config", AT(no_builtin) },
	{ "select", 's', OPT_WORDS, OPT_SCAN | OPT_RULES, "LIST", NULL, RULES, "run only these threats, rule ids or globs of ids",
	  AT(select) },
	{ "ignore", 'i', OPT_WORDS, OPT_SCAN | OPT_RULES, "LIST", NULL, RULES, "do not run these", AT(ignore) },
	{ "severity", 0, OPT_CHOICE, OPT_SCAN | OPT_RULES, "LEVEL", "info low medium high critical", RULES,
	  "run only rules of this severity and above", AT(severity) },
	{ "confidence", 0, OPT_CHOICE, OPT_SCAN | OPT_RULES, "LEVEL", "low medium high", RULES,
	  "run only rules of this confidence and above", AT(confidence) },
	{ "all", 'a', OPT_FLAG, OPT_SCAN | OPT_RULES, NULL, NULL, RULES, "run the audit tier too: what is worth a look, not a fault",
	  AT(all) },
	{ "baseline", 0, OPT_TEXT, OPT_SCAN, "FILE", NULL, KNOWN, "do not count findings that FILE lists", AT(baseline) },
	{ "write-baseline", 0, OPT_TEXT, OPT_SCAN, "FILE", NULL, KNOWN, "list the findings in FILE and count none", AT(write_baseline) },
	{ "format", 'f', OPT_TEXT, OPT_SCAN, "NAME", NULL, OUTPUT, "the format of the report", AT(format) },
	{ "json", 0, OPT_FLAG, OPT_SCAN, NULL, NULL, OUTPUT, "short for --format json", AT(json) },
	{ "output", 'o', OPT_TEXTS, OPT_SCAN, "FILE", NULL, OUTPUT, "write to FILE instead, in the format of its extension", AT(output) },
	{ "statistics", 0, OPT_FLAG, OPT_SCAN, NULL, NULL, OUTPUT, "close with how often each rule found something", AT(statistics) },
	{ "show-suppressed", 0, OPT_FLAG, OPT_SCAN, NULL, NULL, OUTPUT, "list suppressed and known findings too", AT(show_suppressed) },
	{ "color", 0, OPT_CHOICE, OPT_SCAN | OPT_TEST | OPT_RULES, "WHEN", "auto always never", OUTPUT,
	  "colour: auto asks the terminal and NO_COLOR", AT(color) },
	{ "quiet", 'q', OPT_FLAG, OPT_SCAN | OPT_TEST, NULL, NULL, OUTPUT, "findings only: no summary, no progress", AT(quiet) },
	{ "verbose", 'v', OPT_FLAG, OPT_SCAN | OPT_TEST, NULL, NULL, OUTPUT, "say what was skipped, and why", AT(verbose) },
	{ "exit-zero", 0, OPT_FLAG, OPT_SCAN, NULL, NULL, OUTPUT, "exit 0 whatever was found", AT(exit_zero) },
	{ "jobs", 'j', OPT_NUMBER, OPT_SCAN, "N", NULL, HOW, "files read at the same time (default: one per processor)", AT(jobs) },
	{ "timeout", 0, OPT_MS, OPT_SCAN, "TIME", NULL, HOW, "longest time for one file, 0 for none (default 1s)", AT(timeout) },
	{ "help", 'h', OPT_FLAG, OPT_ALL, NULL, NULL, HOW, "say what a command does and takes", AT(help) },
	{ "version", 'V', OPT_FLAG, OPT_ALL, NULL, NULL, HOW, "say which version this is", AT(version) },
	{ 0 },
};
