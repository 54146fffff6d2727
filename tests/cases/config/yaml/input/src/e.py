result = eval(input())
