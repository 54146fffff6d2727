# An argument of 1500 bytes; a character of three bytes stands where what a report shows of it ends.
printf 'eval("a%s")\n' "$(head -c 500 /dev/zero | sed 's/\x00/€/g')" >long.py
