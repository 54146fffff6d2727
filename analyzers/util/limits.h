/*
 * limits: every cap that keeps hostile input cheap, in one place. Reaching one makes a note, never a failure.
 */
#ifndef UTIL_LIMITS_H
#define UTIL_LIMITS_H

enum {
	/* reading */
	PK_MAX_FILE_BYTES = 64 << 20, /* text files above this are skipped (--max-file-size); artifacts are mapped whole */
	PK_MAX_PATH_BYTES = 4096,
	PK_MAX_WALK_DEPTH = 256,       /* folders inside folders */
	PK_FILE_TIMEOUT_MS = 1000,     /* per file, all analyzers together (--timeout) */
	PK_MAX_IGNORE_BYTES = 1 << 20, /* of one .gitignore */
	PK_MAX_GLOB_BYTES = 1000,      /* a longer pattern matches nothing */
	PK_MAX_BASELINE_BYTES = 256 << 20,
	PK_MAX_CACHE_ENTRY = 64 << 20,
	PK_MAX_LOCK_BYTES = 64 << 20,      /* picket.lock */
	PK_MAX_SETTINGS_BYTES = 256 << 10, /* picket.yaml, pyproject.toml */
	PK_MAX_TOML_KEYS = 10000,          /* in one table or list */
	/* history */
	PK_MAX_GIT_OBJECT = 64 << 20, /* bytes of a commit or tree */
	PK_MAX_GIT_FILES = 1 << 22,   /* of a commit that is compared with */
	PK_MAX_ALTERNATES = 16,       /* folders of objects that a repository has or shares */
	PK_MAX_GIT_PATHS = 64,        /* paths under which one folder or file of one content is known */
	/* notebooks */
	PK_MAX_JSON_DEPTH = 256,
	PK_MAX_CELLS = 1 << 20,    /* further ones are passed over */
	PK_MAX_SEGMENTS = 1 << 23, /* pieces of one unit of a notebook */
	PK_MAX_MAGICS = 1 << 18,
	PK_MAX_GUESS_BYTES = 64 << 10, /* of a cell whose magic is unknown: longer ones count as code */
	PK_MAX_CLEAN_BYTES = 1 << 20,  /* of a cell that is looked through for pasted prompts */
	/* syntax tree */
	PK_MAX_PARSE_BYTES = 16 << 20, /* larger code is not parsed */
	PK_MAX_TREE_NODES = 8 << 20,
	PK_MAX_PARSE_MEMORY = 24 << 20, /* of the parser, */
	PK_MAX_PARSE_TIMES = 28,        /* and so many times the size of the text */
	PK_MAX_TREE_DEPTH = 1000,       /* of what is nested more deeply only the shallow parts are kept, */
	PK_MAX_FLAT_DEPTH = 64,         /* those that are no deeper than this */
	/* names and constants */
	PK_MAX_DOTTED_BYTES = 256,     /* a longer dotted name stays unresolved */
	PK_MAX_CONST_BYTES = 64 << 10, /* a folded string longer than this is only "some string" */
	PK_MAX_FOLD_BYTES = 8 << 20,   /* folded strings per file; later ones are only "some string" */
	/* rules */
	PK_MAX_RULE_FILE_BYTES = 4 << 20,
	PK_MAX_YAML_DEPTH = 64,
	PK_MAX_YAML_NODES = 1 << 20,
	PK_MAX_PATTERN_BYTES = 64 << 10,
	/* matching */
	PK_MAX_MATCHES_PER_RULE = 10000, /* per file and rule */
	PK_MAX_MATCH_STEPS = 1 << 22,    /* per file and rule */
	PK_MAX_REGEX_STEPS = 1000000,    /* PCRE2 match limit */
	PK_MAX_REGEX_DEPTH = 1000,
	PK_MAX_SPACE_DEPTH = 64,     /* blocks in blocks, to language-agnostic patterns */
	PK_MAX_SUPPRESSIONS = 10000, /* comments per file that may suppress */
	/* artifacts */
	PK_MAX_ARTIFACT_DEPTH = 8,         /* containers in containers, pickles in pickles */
	PK_MAX_ARTIFACT_ISSUES = 100,      /* per file and rule */
	PK_MAX_ARTIFACT_NAMES = 1 << 16,   /* different globals told apart in one file; as many dangerous ones again */
	PK_MAX_UNPACKED_BYTES = 1 << 30,   /* out of one file, all its containers together */
	PK_MAX_UNPACKED_WHOLE = 512 << 20, /* kept in memory at once */
	PK_MAX_UNPACKED_TIMES = 8,         /* the size of the file, which may come out of it beyond that */
	PK_MAX_UNPACKED_RATIO = 200,       /* more than that is a bomb, where it is too much to unpack */
	PK_MAX_ARCHIVE_MEMBERS = 1 << 20,
	PK_MAX_PACKED_TEXT = 32 << 20, /* bytes of texts packed in one file that are looked at like files */
	PK_MAX_PICKLE_STACK = 1 << 25,
	PK_MAX_PICKLE_MARKS = 1 << 20,
	PK_MAX_PICKLE_MEMO = 1 << 27,   /* keys kept in an array */
	PK_MAX_PICKLE_CELLS = 1 << 27,  /* words for tuples, lists, objects that are alive */
	PK_MAX_PICKLE_SPARSE = 1 << 22, /* keys beyond it */
	/* secrets */
	PK_MAX_LITERAL_HITS = 1 << 20,   /* places of one text where one of many literals stands */
	PK_MAX_SECRET_WINDOW = 16 << 10, /* bytes behind such a place that are looked at */
	PK_MAX_DECODE_DEPTH = 2,         /* encodings in encodings */
	PK_MAX_DECODED_BYTES = 4 << 20,  /* of one text: Base64, hexadecimal digits, escapes */
	/* asking services about credentials */
	PK_MAX_VERIFIED = 10000,       /* different credentials */
	PK_MAX_VERIFIED_BYTES = 4096,  /* of one */
	PK_MAX_ANSWER_BYTES = 1 << 20, /* a longer answer says nothing */
	PK_VERIFY_TIMEOUT_MS = 10000,  /* for one answer (--verify-timeout) */
	PK_VERIFY_GAP_MS = 200,        /* between two questions to one host */
	/* reporting */
	PK_MAX_SNIPPET_BYTES = 400,  /* one shown source line is cut here */
	PK_MAX_BINDING_BYTES = 1024, /* what a metavariable of a finding stands for, too */
	PK_MAX_SNIPPET_LINES = 10,
	PK_MAX_OUTPUT_BYTES = 1 << 30,
	PK_MAX_SARIF_RESULTS = 25000, /* what GitHub code scanning takes: results, and bytes of the packed file */
	PK_MAX_SARIF_PACKED = 9 << 20,
	PK_MAX_SARIF_TEXT = 9500000, /* bytes of results: Microsoft's tools pass over files of 10 MB and more */
	PK_MAX_SARIF_NOTES = 1000,   /* of each sort */
	PK_MAX_HTML_FINDINGS = 5000,
};

#endif
