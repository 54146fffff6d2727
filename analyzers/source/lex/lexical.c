#include "source/lex/lexical.h"

bool pk_next_word(struct str text, size_t *at, struct str *word)
{
	size_t i = *at, start;

	while (i < text.n && !pk_is_word_byte(text.p[i]))
		i++;
	for (start = i; i < text.n && pk_is_word_byte(text.p[i]); i++)
		;
	*at = i;
	*word = str_slice(text, start, i);
	return i > start;
}

const char *pk_string_end(const char *quote, const char *end, bool formatted)
{
	char q = *quote;
	bool triple = quote[1] == q && quote[2] == q;
	const char *p = quote + (triple ? 3 : 1);
	int open = 0; /* braces; when one is at the end, the quote was not the string's */

	for (; p < end; p++) {
		if (*p == '\\')
			p++;
		else if (*p == q && (!triple || (p[1] == q && p[2] == q)))
			return open > 0 ? NULL : p + (triple ? 3 : 1);
		else if (!triple && (*p == '\n' || *p == '\r'))
			return NULL;
		else if (formatted)
			open += (*p == '{') - (*p == '}');
	}
	return NULL;
}
