mkdir .git # the top of a repository: paths and fingerprints start here
