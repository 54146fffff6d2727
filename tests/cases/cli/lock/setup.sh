# Pickles of data and of a call, a safetensors file, an array; none is ever loaded.
mkdir -p weights data 'odd "names"'
printf '\200\002}X\004\000\000\000stepK\003s.' >weights/clean.pkl
printf 'cos\nsystem\n(X\002\000\000\000hitR.' >weights/evil.bin
printf '\200\002csklearn.linear_model._logistic\nLogisticRegression\n)\201}b.' >weights/library.joblib
printf '@\000\000\000\000\000\000\000{"t": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}   12345678' >weights/net.safetensors
printf '(lp0\nI1\na.' >"$(printf 'odd "names"/\320\266\t.pkl')"
printf 'no model\n' >data/readme.txt
printf 'cached.pkl\n' >.gitignore
cp weights/clean.pkl data/cached.pkl
