# ruleid: jupyter-command-no-token
jupyter notebook --ip=0.0.0.0 --NotebookApp.token='' --no-browser &
# ruleid: jupyter-command-no-token
jupyter lab --allow-root --ServerApp.token="" --port 8888
# ruleid: jupyter-command-no-token
nohup jupyter-lab --IdentityProvider.token= --no-browser
# ok: jupyter-command-no-token
jupyter lab --ip 127.0.0.1 --no-browser
# ok: jupyter-command-no-token
jupyter notebook --NotebookApp.token="$TOKEN"
# ok: jupyter-command-no-token
jupyter nbconvert --to script x.ipynb
