async def q(self):
    case, t = torch.load, (lambda a={"b": c}: a)
    return q(case, os)
