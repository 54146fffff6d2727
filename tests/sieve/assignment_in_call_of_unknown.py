def f(self):
    q = self.path

    def go():
        print(pickle := q)
        pickle.loads(w)


pickle.load(v)
