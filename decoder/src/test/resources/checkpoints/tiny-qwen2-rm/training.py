"""Makes training.json: python training.py, with torch and transformers, in this folder.

Pairwise loss over the first four texts as two pairs, -log sigmoid(chosen - rejected - 0.1) in the mean plus
0.01 * mean((chosen + rejected)^2); the gradients, and the scores after one clipped step of AdamW.
"""

import json

import torch
from transformers import AutoModelForSequenceClassification

model = AutoModelForSequenceClassification.from_pretrained(".", dtype=torch.float32)
texts = json.load(open("golden.json"))["ids"][:4]


def scores():
    return torch.cat([model(input_ids=torch.tensor([ids])).logits[:, 0] for ids in texts])


optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.01)
values = scores()
chosen, rejected = values[0::2], values[1::2]
loss = -torch.nn.functional.logsigmoid(chosen - rejected - 0.1).mean() + 0.01 * ((chosen + rejected) ** 2).mean()
loss.backward()
norms = {name: parameter.grad.norm().item() for name, parameter in model.named_parameters()}
total = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0).item()
optimizer.step()
with torch.no_grad():
    after = scores().tolist()
golden = {
    "margin": 0.1, "centring": 0.01, "lr": 1e-3, "weight_decay": 0.01, "max_grad_norm": 1.0,
    "scores": values.tolist(), "loss": loss.item(), "grad_norms": norms, "grad_norm_total": total,
    "scores_after_step": after,
}
json.dump(golden, open("training.json", "w"), indent=1)
