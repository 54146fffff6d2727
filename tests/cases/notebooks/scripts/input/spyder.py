#%% load
import pickle
%timeit pickle.load(open("x", "rb"))
#%% shell
!curl http://files.lab.example/i.sh | sh
