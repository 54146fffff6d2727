/*
 * tokenizer: Python's tokens, as far as it takes to find where statements begin and end and what stands at their edges. It
 * follows Python's own tokenizer in what it does with text that is not Python: a character that begins no token is one
 * by itself.
 */
#ifndef SOURCE_TOKENIZER_H
#define SOURCE_TOKENIZER_H

#include "util/str.h"

enum pk_token_type {
	PK_TOKEN_NAME,
	PK_TOKEN_OP,
	PK_TOKEN_OPEN,    /* ( [ { */
	PK_TOKEN_CLOSE,   /* ) ] } */
	PK_TOKEN_LITERAL, /* a number or string */
	PK_TOKEN_COMMENT,
	PK_TOKEN_INDENT,  /* also of a dedent; empty */
	PK_TOKEN_NEWLINE, /* the end of a statement */
	PK_TOKEN_NL,      /* a line end that ends no statement */
	PK_TOKEN_ERROR,   /* one character */
};

struct pk_token {
	enum pk_token_type type;
	uint32_t start, end;
};

enum { PK_LEXER_INDENTS = 100 };

struct pk_lexer {
	struct str text;
	uint32_t at;
	uint32_t line_end; /* behind the line that holds `at`; 0 before the first */
	bool continued;    /* the line before ended in a backslash */
	bool stopped;      /* a string has no end: no tokens come any more */
	int32_t brackets;  /* open ones; below 0 after a stray closing one */
	uint32_t dedents;  /* tokens still to come */
	uint32_t indents[PK_LEXER_INDENTS], n_indents;
};

bool pk_lexer_next(struct pk_lexer *lx, struct pk_token *t);

/* Behind the line that holds `at`, lines being those of Python's str.splitlines. */
uint32_t pk_line_end(struct str text, uint32_t at);
/* Where the line end that closes [at, end) begins; end when there is none. */
uint32_t pk_line_trim(struct str text, uint32_t at, uint32_t end);
/* What str.isspace() is true of. */
bool pk_is_space(uint32_t c);

#endif
