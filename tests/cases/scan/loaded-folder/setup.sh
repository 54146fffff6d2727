# Folders of model files: of data, with a call in one of them, without any.
mkdir -p models/clean models/evil/variables models/notes
printf '\200\002}X\004\000\000\000stepK\003s.' >models/clean/pytorch_model.bin
printf '{"hidden_size": 3}' >models/clean/config.json
cp models/clean/pytorch_model.bin models/evil/pytorch_model-1.bin
printf 'cos\nsystem\n(X\002\000\000\000hitR.' >models/evil/variables/pytorch_model-2.bin
printf 'Nothing here.\n' >models/notes/README.md
