import transformers
# In[1]:
get_ipython().system('ls -l')
model = transformers.AutoModel.from_pretrained("a/b", trust_remote_code=True)
# In[2]:
get_ipython().run_cell_magic('time', '', 'import transformers\nmodel = transformers.AutoModel.from_pretrained("a/b", trust_remote_code=True)\n')
