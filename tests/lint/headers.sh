#!/bin/sh
# Each header compiles alone.
set -u
bad=0
for h in $SOURCES; do
	case $h in
	*.h) echo "#include \"$h\"" | eval "gcc $STD $WARN -Werror $INC -fsyntax-only -x c -" || bad=1 ;;
	esac
done
exit $bad
