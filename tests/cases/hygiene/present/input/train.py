import torch


def train(model, loss, optimizer):
    optimizer.zero_grad()
    loss.backward()
    torch.save(model.state_dict(), "model.pt")
