import polars as pl
from polars import LazyFrame

# ruleid: polars-deserialize
plan = pl.LazyFrame.deserialize("plan.bin")
# ruleid: polars-deserialize
other = LazyFrame.deserialize("plan.bin", format="binary")
# ruleid: polars-deserialize
expression = pl.Expr.deserialize("expr.bin")

# ok: polars-deserialize
frame = pl.read_parquet("table.parquet")
# ok: polars-deserialize
plan.serialize("plan.bin")
# ok: polars-deserialize
rows = pl.scan_csv("table.csv")
