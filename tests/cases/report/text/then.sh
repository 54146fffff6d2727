sed 's/, [0-9.]* s$/, N s/; s/, [0-9.]* s;/, N s;/' ../out.txt
