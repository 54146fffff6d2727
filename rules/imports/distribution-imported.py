# ruleid: distribution-imported
import scikit_learn

# ruleid: distribution-imported
from beautifulsoup4 import BeautifulSoup

# ruleid: distribution-imported
import os, opencv_python as cv2

# ok: distribution-imported
from sklearn.linear_model import LinearRegression

# ok: distribution-imported
from bs4 import BeautifulSoup as Soup

try:
    # ok: distribution-imported
    import faiss_gpu
except ImportError:
    import faiss

# ok: distribution-imported
pillow = "a name of one's own"
