from langchain_community.vectorstores import FAISS
from langchain_community.vectorstores import TFIDFRetriever as Retriever

TRUST = True
# ruleid: langchain-dangerous-deserialization
store = FAISS.load_local("index", None, allow_dangerous_deserialization=True)
# ruleid: langchain-dangerous-deserialization
retriever = Retriever.load_local("index", allow_dangerous_deserialization=TRUST)

# ok: langchain-dangerous-deserialization
safe = FAISS.load_local("index", None, allow_dangerous_deserialization=False)
# ok: langchain-dangerous-deserialization
built = FAISS.from_texts(["a"], None)
# ok: langchain-dangerous-deserialization
built.save_local("index")
