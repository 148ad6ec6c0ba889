"""Reads a network as JSON from standard input, trains it with PyTorch on one thread, and prints its first losses and its
microseconds per step, run by run, as JSON."""

import json
import sys
import time

import torch

torch.set_num_threads(1)
given = json.load(sys.stdin)
sizes = given["sizes"]
batch = given["batch"]
activation = getattr(torch, given["activation"])


def tensor(numbers, *shape):
    return torch.tensor(numbers, dtype=torch.float64).reshape(shape)


samples = tensor(given["samples"], batch, sizes[0])
targets = tensor(given["targets"], batch, sizes[-1])
weights = [
    tensor(numbers, units, inner).requires_grad_() for numbers, inner, units in zip(given["weights"], sizes, sizes[1:])
]
biases = [tensor(numbers, len(numbers)).requires_grad_() for numbers in given["biases"]]
optimiser = torch.optim.SGD([*weights, *biases], lr=given["rate"])


def step():
    h = samples
    for layer, (weight, bias) in enumerate(zip(weights, biases), start=1):
        z = torch.nn.functional.linear(h, weight, bias)
        h = z if layer == len(weights) else activation(z)
    loss = torch.nn.functional.mse_loss(h, targets)
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    return loss.item()


def run(seconds):
    """Microseconds per step."""
    steps = 0
    begun = time.perf_counter()
    while time.perf_counter() - begun < seconds:
        step()
        steps += 1
    return (time.perf_counter() - begun) * 1e6 / steps


losses = [step() for _ in range(given["losses"])]
run(given["seconds"])
print(json.dumps({"losses": losses, "microseconds": [run(given["seconds"]) for _ in range(given["runs"])]}))
