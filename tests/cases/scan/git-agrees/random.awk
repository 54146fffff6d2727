# A shell script that makes a random tree with ignore files; the same for the same seed.
function pick(list, n, words)
{
	n = split(list, words, "|")
	return words[int(rand() * n) + 1]
}
function name()
{
	return pick("a|b|ab|foo|bar|foobar|a.py|foo.py|x.txt|.h|foo bar|A|a1|-")
}
function part(r)
{
	r = rand()
	if (r < 0.45)
		return name()
	if (r < 0.65)
		return pick("*|?|*.py|f*|*o|a*b|[ab]|[!a]|[a-c]*|[[:alpha:]]|[[:digit:]1]|?b|***|*[a]*|\\a")
	if (r < 0.8)
		return "**"
	return pick("foo**|**o|a**b|b*|*a")
}
function line(i, n, text)
{
	text = part()
	n = int(rand() * 3)
	for (i = 0; i < n; i++)
		text = text "/" part()
	if (rand() < 0.2)
		text = "/" text
	if (rand() < 0.25)
		text = text "/"
	if (rand() < 0.25)
		text = "!" text
	if (rand() < 0.05)
		text = text " "
	return text
}
function ignore_file(path, i, n)
{
	n = 1 + int(rand() * 5)
	for (i = 0; i < n; i++)
		printf "printf '%%s\\n' '%s' >>'%s'\n", line(), path
}
function fill(path, depth, i, n, child, is_dir)
{
	n = 2 + int(rand() * 5)
	for (i = 0; i < n; i++) {
		child = path "/" name()
		if (child in made)
			continue
		made[child] = 1
		is_dir = depth < 4 && rand() < 0.5
		printf is_dir ? "mkdir '%s'\n" : "echo x >'%s'\n", child
		if (is_dir)
			fill(child, depth + 1)
	}
	if (depth == 0 || rand() < 0.25)
		ignore_file(path "/.gitignore")
}
BEGIN {
	srand(seed)
	fill(".", 0)
	if (rand() < 0.3)
		ignore_file("./.git/info/exclude")
}
