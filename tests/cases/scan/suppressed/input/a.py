eval(a)
eval(b)  # picket: ignore[eval-call] b is ours
# picket: ignore[eval-*] c is ours too
eval(c)
eval(d)  # nosec
eval(e)  # nosemgrep: eval-call
eval(f)  # noqa: eval-call
eval(g)  # noqa: E501
