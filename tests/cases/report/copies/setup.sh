# One secret in twelve places, another in one that a suppression takes back; the parts keep them out of this file.
a=hf_$(printf 'uKvRzTqLbNxWpYdM%s' 'cGhJfSeAoPiZlEwVtB')
b=hf_$(printf 'MtQzWxLrNvBkPdYs%s' 'hCgJoTfUeRaViKwXnD')
for i in 1 2 3 4 5 6 7; do
	printf '# %d\ntoken = "%s"\n' $i $a >m$i.py
done
mkdir tests
printf 'first = "%s"\nsecond = "%s"\n' $a $a >tests/test_it.py
printf '{"cells":[{"cell_type":"code","source":["login(\\"%s\\")"],"outputs":[],"metadata":{},"execution_count":null,"id":"a"}],"metadata":{},"nbformat":4,"nbformat_minor":5}' $a >n.ipynb
printf 'HF_TOKEN=%s\n' $a >.env
printf 'x = "%s"  # picket: ignore[secrets] was taken back in May\n' $a >old.py
printf 'y = "%s"  # picket: ignore[secrets] for tests\n' $b >other.py
printf 'requests.get(u, headers={"Authorization": "%s"}, verify=False)\n' $b >call.py
