# It is cut in front of that character: a quotation mark, a letter, and 340 characters; no half of one.
grep -o '"abstract_content":"[^,]*' report.json | sed 's/.*://; s/}.*//' | wc -c
grep -c "$(printf '\357\277\275')" report.json || true
