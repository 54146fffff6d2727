# Pickles of data, of a library's class, of a name that no list knows, of a call; none is ever loaded.
mkdir weights src/weights
printf '\200\002}X\004\000\000\000stepK\003s.' >weights/clean.pkl
printf '\200\002csklearn.linear_model._logistic\nLogisticRegression\n)\201}b.' >weights/library.joblib
printf '\200\002cpicket_fixture_nowhere\nrun\n)R.' >weights/unlisted.bin
printf 'cos\nsystem\n(X\002\000\000\000hitR.' >weights/evil.bin
cp weights/clean.pkl weights/both.pkl
cp weights/evil.bin src/weights/both.pkl
