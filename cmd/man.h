/* man: the manual page picket(1), in roff. */
#ifndef MAN_H
#define MAN_H

/* To standard output. */
void man_print(void);

#endif
