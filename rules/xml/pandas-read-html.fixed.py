import io

import pandas as pd
from pandas import read_html


def tables(url, page):
    # ruleid: pandas-read-html
    a = pd.read_html(url, flavor="bs4")
    # ruleid: pandas-read-html
    b = read_html(io.StringIO(page), match="Revenue", flavor="bs4")
    # ruleid: pandas-read-html
    c = pd.read_html(url, flavor="lxml", header=0)
    return a, b, c


def safe(url, page, frame):
    # ok: pandas-read-html
    a = pd.read_html(url, flavor="bs4")
    # ok: pandas-read-html
    b = read_html(io.StringIO(page), flavor=["html5lib"])
    # ok: pandas-read-html
    c = frame.to_html()
    # ok: pandas-read-html
    return a, b, c, pd.read_csv(url)
