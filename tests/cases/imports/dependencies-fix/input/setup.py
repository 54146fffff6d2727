from setuptools import setup
REQ = ["sklean", "numpy"]
setup(name="nunpy", install_requires=REQ + ["pandsa>=1"], extras_require={"nunpy": ["tokenziers"], "all": REQ})
