import nltk
from nltk.data import load

# ruleid: nltk-data-pickle
sentences = nltk.data.load("tokenizers/punkt/english.pickle")
# ruleid: nltk-data-pickle
tagger = load("taggers/maxent_treebank_pos_tagger/english.pickle")

# ok: nltk-data-pickle
words = nltk.word_tokenize("a b")
# ok: nltk-data-pickle
grammar = nltk.data.load("grammars/book_grammars/sql0.fcfg")
# ok: nltk-data-pickle
path = nltk.data.find("tokenizers/punkt")
