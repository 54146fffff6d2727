# picket: ignore-file[eval-call] generated
eval(a)
eval(b)
