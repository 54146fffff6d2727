from pyspark import SparkContext
from pyspark.sql import SparkSession as Session

sc = SparkContext()
# ruleid: spark-pickle-file
rows = sc.pickleFile("hdfs:///rows")
# ruleid: spark-pickle-file
more = Session.builder.getOrCreate().sparkContext.pickleFile("rows", 4)

# ok: spark-pickle-file
lines = sc.textFile("rows.txt")
# ok: spark-pickle-file
rows.saveAsPickleFile("out")
# ok: spark-pickle-file
frame = Session.builder.getOrCreate().read.parquet("rows.parquet")
