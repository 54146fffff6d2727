# Every option and command that the help knows is in the manual and in what the shells complete, and each of them is
# accepted by who reads it, where that program is there.
"$PICKET" help --man >manual
for shell in bash zsh fish; do
	"$PICKET" completions $shell >$shell
done
for command in '' scan history test rules convert lock config; do
	"$PICKET" $command --help
done | sed -n 's/^  *\(-., \)*--\([a-z0-9-]*\).*/\2/p' | sort -u >options
wc -l <options | sed 's/^ *\([2-9][0-9]\)$/many options/'
while read -r option; do
	sed 's/\\-/-/g' manual | grep -q -- "--$option" || echo "manual: no --$option"
	grep -q -- " --$option" bash || echo "bash: no --$option"
	grep -qE -- "(^|[^-])--$option" zsh || echo "zsh: no --$option"
	grep -q -- " -l $option " fish || echo "fish: no --$option"
done <options
if command -v mandoc >/dev/null; then
	mandoc -T lint -W warning manual | grep -v 'missing date' || true
fi
for shell in bash zsh fish; do
	! command -v $shell >/dev/null || $shell -n $shell
done
rm -f manual options bash zsh fish
