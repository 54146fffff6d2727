import ultralytics
from ultralytics import YOLO

# ruleid: ultralytics-remote-weights
a = YOLO("https://models.example.org/best.pt")
# ruleid: ultralytics-remote-weights
b = ultralytics.YOLO(model="http://models.example.org/best.pt")

# ok: ultralytics-remote-weights
c = YOLO("yolov8n.pt")
# ok: ultralytics-remote-weights
d = YOLO("runs/train/weights/best.pt")
# ok: ultralytics-remote-weights
a.predict("https://images.example.org/bus.jpg")
