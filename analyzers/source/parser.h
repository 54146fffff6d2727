/* parser: the reused tree-sitter parser of one worker, behind a pointer, so that no other file sees tree-sitter's types. */
#ifndef SOURCE_PARSER_H
#define SOURCE_PARSER_H

/* NULL is fine. */
void pk_parser_free(void *parser);

#endif
