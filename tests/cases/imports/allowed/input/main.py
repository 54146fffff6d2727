import os, numpy
import sklearn.svm, torchvision
import pandas
from requests import get
import main
import pandsa
