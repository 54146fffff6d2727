# Root may read everything, so the test is about what nobody can: its own memory, read from nowhere.
printf 'eval(1)\n' >ok.py
