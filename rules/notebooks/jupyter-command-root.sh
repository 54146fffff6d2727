# ruleid: jupyter-command-root
jupyter notebook --allow-root --ip 0.0.0.0 &
# ruleid: jupyter-command-root
jupyter-lab --no-browser --ServerApp.allow_root=True
# ok: jupyter-command-root
jupyter lab --ip 127.0.0.1
# ok: jupyter-command-root
npm install --allow-root
# ok: jupyter-command-root
jupyter nbconvert --to script x.ipynb # --allow-root
