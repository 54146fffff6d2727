import csv
import sys

from flask import Flask, request

app = Flask(__name__)
writer = csv.writer(sys.stdout)


@app.route("/rate", methods=["POST"])
def rate():
    # ruleid: dataframe-to-excel-formula
    writer.writerow([request.form["comment"], 1])
    rows = request.get_json()
    # ruleid: dataframe-to-excel-formula
    writer.writerows(rows)
    # ok: dataframe-to-excel-formula
    writer.writerow(["comment", "score"])
    # ok: dataframe-to-excel-formula
    print(rows)
    # ok: dataframe-to-excel-formula
    return {"rows": len(rows)}
