#include "literal.h"

void literal_byte(int c, FILE *out)
{
	if (c == '\n')
		(void)fputs("\\n\"\n\t\t\"", out);
	else if (c == '"' || c == '\\' || c == '?')
		(void)fprintf(out, "\\%c", c);
	else if (c < 32 || c > 126)
		(void)fprintf(out, "\\%03o", (unsigned)c);
	else
		(void)putc(c, out);
}
