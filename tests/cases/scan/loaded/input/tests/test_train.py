import joblib

joblib.load("weights/evil.bin")
joblib.load("weights/unlisted.bin")
