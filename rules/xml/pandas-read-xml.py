import pandas as pd
from pandas import read_xml

# ruleid: pandas-read-xml
frame = pd.read_xml("https://data.example.org/table.xml")
# ruleid: pandas-read-xml
other = read_xml("table.xml", xpath=".//row", stylesheet="flatten.xsl")

# ok: pandas-read-xml
plain = pd.read_xml("table.xml", parser="etree")
# ok: pandas-read-xml
table = pd.read_csv("table.xml")
# ok: pandas-read-xml
frame.to_xml("out.xml")
