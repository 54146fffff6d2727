import subprocess, sys, os
subprocess.check_call([sys.executable, "-m", "pip", "install", "tokenziers", "numpy"])
def f(x):
    os.system(f"{sys.executable} -m pip install -q pandsa {x}")
    print("pip install pandsa")
    subprocess.run("pip install tranformers", shell=True)
