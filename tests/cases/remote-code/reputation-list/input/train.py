import torch

URL = "https://downloads.harm.example/models/net.pt"
torch.hub.load_state_dict_from_url("http://harm.example:8080/x/../net.pt")
torch.hub.load_state_dict_from_url(URL)
torch.hub.load_state_dict_from_url("https://one.example/bad/file.pt?x=1#part")
torch.hub.load_state_dict_from_url("https://one.example/good/file.pt")
torch.hub.load_state_dict_from_url("http://3221226219/net.pt")
