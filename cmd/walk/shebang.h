/* shebang: which language a script is in, by its first lines. */
#ifndef WALK_SHEBANG_H
#define WALK_SHEBANG_H

#include "source/unit/unit.h"

/* PK_PYTHON, PK_SHELL, or PK_TEXT for any other. Understands env, tools that run Python (`uv run --script`, `pixi run python`), and
 * scripts that sh hands on to Python. */
enum pk_kind pk_kind_of_script(struct str head);

#endif
