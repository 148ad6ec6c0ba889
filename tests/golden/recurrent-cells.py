"""Golden values of an LSTM and a GRU. Run with: python3 tests/golden/recurrent-cells.py > tests/golden/recurrent-cells.json

Everything is computed in 50 digits from the equations of the papers, element by element, and rounded to float64 at the end. The
gradients come from a backward pass written by hand. They are checked against central differences with a step of 1e-40 in 150
digits, whose own error is below 1e-70.
"""

import json
from mpmath import mp, mpf, tanh, exp

DIGITS, CHECK_DIGITS, STEP = 50, 150, "1e-40"
SOURCE = (
    "tests/golden/recurrent-cells.py with mpmath 1.3: 50 digits, rounded to float64; gradients by a backward pass written by hand, "
    "each checked against a central difference in 150 digits (field cross_check_max_rel_error)"
)
CONVENTIONS = (
    "pre(gate, x, h) = W x + U h + b per sample, W of shape [units, in], U [units, units]. "
    "LSTM (Hochreiter & Schmidhuber 1997; Gers et al. 2000): i, f, o = sigma(pre), g = tanh(pre); c <- f c + i g; h <- o tanh(c). "
    "GRU (Cho et al. 2014): z, r = sigma(pre); k = tanh(W x + U (r h) + b); h <- z h + (1 - z) k. "
    "L = sum of readout.hidden * h (+ readout.cell * c) after the last step, over samples and units."
)


def sigma(z):
    return 1 / (1 + exp(-z))


def affine(gate, x, h):
    return [
        gate["bias"][u]
        + sum(w * v for w, v in zip(gate["input"][u], x))
        + sum(w * v for w, v in zip(gate["hidden"][u], h))
        for u in range(len(h))
    ]


def affine_back(gate, x, h, dz, grad, dx, dh):
    """Adds what flows back through affine: to the gate's gradient, to x and to h."""
    for u, d in enumerate(dz):
        grad["bias"][u] += d
        for k, v in enumerate(x):
            grad["input"][u][k] += d * v
            dx[k] += d * gate["input"][u][k]
        for k, v in enumerate(h):
            grad["hidden"][u][k] += d * v
            dh[k] += d * gate["hidden"][u][k]


def lstm_step(weights, x, state):
    h, c = state
    i, f, o = ([sigma(z) for z in affine(weights[name], x, h)] for name in ("inputGate", "forgetGate", "outputGate"))
    g = [tanh(z) for z in affine(weights["candidate"], x, h)]
    cell = [f[u] * c[u] + i[u] * g[u] for u in range(len(h))]
    return ([o[u] * tanh(cell[u]) for u in range(len(h))], cell), (i, f, o, g)


def gru_step(weights, x, state):
    (h,) = state
    z, r = ([sigma(v) for v in affine(weights[name], x, h)] for name in ("updateGate", "resetGate"))
    k = [tanh(v) for v in affine(weights["candidate"], x, [r[u] * h[u] for u in range(len(h))])]
    return ([z[u] * h[u] + (1 - z[u]) * k[u] for u in range(len(h))],), (z, r, k)


def lstm_back(weights, x, before, after, gates, dstate, grad, dx):
    (h, c), (_, cell), (i, f, o, g), (dh, dc) = before, after, gates, dstate
    units = range(len(h))
    t = [tanh(v) for v in cell]
    dcell = [dc[u] + dh[u] * o[u] * (1 - t[u] ** 2) for u in units]
    flows = {
        "outputGate": [dh[u] * t[u] * o[u] * (1 - o[u]) for u in units],
        "inputGate": [dcell[u] * g[u] * i[u] * (1 - i[u]) for u in units],
        "forgetGate": [dcell[u] * c[u] * f[u] * (1 - f[u]) for u in units],
        "candidate": [dcell[u] * i[u] * (1 - g[u] ** 2) for u in units],
    }
    dbefore = [mpf(0) for _ in units]
    for name, dz in flows.items():
        affine_back(weights[name], x, h, dz, grad[name], dx, dbefore)
    return dbefore, [dcell[u] * f[u] for u in units]


def gru_back(weights, x, before, _after, gates, dstate, grad, dx):
    (h,), (z, r, k), (dh,) = before, gates, dstate
    units = range(len(h))
    dbefore = [dh[u] * z[u] for u in units]
    dk = [dh[u] * (1 - z[u]) * (1 - k[u] ** 2) for u in units]
    drh = [mpf(0) for _ in units]
    affine_back(weights["candidate"], x, [r[u] * h[u] for u in units], dk, grad["candidate"], dx, drh)
    dz = [dh[u] * (h[u] - k[u]) * z[u] * (1 - z[u]) for u in units]
    dr = [drh[u] * h[u] * r[u] * (1 - r[u]) for u in units]
    for u in units:
        dbefore[u] += drh[u] * r[u]
    affine_back(weights["updateGate"], x, h, dz, grad["updateGate"], dx, dbefore)
    affine_back(weights["resetGate"], x, h, dr, grad["resetGate"], dx, dbefore)
    return (dbefore,)


KINDS = {
    "lstm": (lstm_step, lstm_back, ("hidden", "cell"), ("inputGate", "forgetGate", "outputGate", "candidate")),
    "gru": (gru_step, gru_back, ("hidden",), ("updateGate", "resetGate", "candidate")),
}


class Draw:
    """Numbers of four decimals from -1 to 1: the minimal standard generator of Park and Miller 1988."""

    def __init__(self, seed):
        self.state = seed

    def number(self):
        self.state = self.state * 16807 % 2147483647
        return round(2 * self.state / 2147483647 - 1, 4)

    def list(self, *shape):
        return self.number() if not shape else [self.list(*shape[1:]) for _ in range(shape[0])]


def drawn_cell(ident, kind, seed, shifts):
    """The numbers given; `shifts` moves the bias of a gate, to drive it to 0 or 1."""
    inputs, units, batch, steps = 3, 4, 2, 3
    _, _, parts, gates = KINDS[kind]
    draw = Draw(seed)
    weights = {
        name: {"input": draw.list(units, inputs), "hidden": draw.list(units, units), "bias": draw.list(units)}
        for name in gates
    }
    for name, shift in shifts.items():
        weights[name]["bias"] = [b + shift for b in weights[name]["bias"]]
    return {
        "id": ident,
        "kind": kind,
        "weights": weights,
        "start": {part: draw.list(batch, units) for part in parts},
        "xs": draw.list(steps, batch, inputs),
        "readout": {part: draw.list(batch, units) for part in parts},
    }


def exact(value):
    if isinstance(value, dict):
        return {key: exact(inner) for key, inner in value.items()}
    return [exact(inner) for inner in value] if isinstance(value, list) else mpf(value)


def zeros(value):
    if isinstance(value, dict):
        return {key: zeros(inner) for key, inner in value.items()}
    return [zeros(inner) for inner in value] if isinstance(value, list) else mpf(0)


def rounded(value):
    if isinstance(value, dict):
        return {key: rounded(inner) for key, inner in value.items()}
    return [rounded(inner) for inner in value] if isinstance(value, list) else float(value)


def leaves(value):
    """Every number, as the list that holds it and its place."""
    inner = value.values() if isinstance(value, dict) else value
    for place, part in enumerate(inner):
        if isinstance(part, (dict, list)):
            yield from leaves(part)
        else:
            yield value, place


def run(kind, given):
    """The states after each step [step][sample], with everything on the way; and L."""
    step, _, parts, _ = KINDS[kind]
    trace, loss = [], mpf(0)
    for sample in range(len(given["xs"][0])):
        state = tuple(given["start"][part][sample] for part in parts)
        steps = []
        for x in given["xs"]:
            after, gates = step(given["weights"], x[sample], state)
            steps.append((state, after, gates))
            state = after
        trace.append(steps)
        for part, numbers in zip(parts, state):
            loss += sum(p * v for p, v in zip(given["readout"][part][sample], numbers))
    return trace, loss


def differentiate(kind, given):
    _, back, parts, _ = KINDS[kind]
    trace, loss = run(kind, given)
    gradients = zeros({name: given[name] for name in ("weights", "start", "xs")})
    for sample, steps in enumerate(trace):
        dstate = tuple(list(given["readout"][part][sample]) for part in parts)
        for number in reversed(range(len(steps))):
            before, after, gates = steps[number]
            dx = gradients["xs"][number][sample]
            dstate = back(given["weights"], given["xs"][number][sample], before, after, gates, dstate, gradients["weights"], dx)
        for part, numbers in zip(parts, dstate):
            gradients["start"][part][sample] = list(numbers)
    states = [
        {part: [trace[sample][number][1][place] for sample in range(len(trace))] for place, part in enumerate(parts)}
        for number in range(len(given["xs"]))
    ]
    return {"states": states, "loss": loss, "gradients": gradients}


def cross_check(kind, cell, gradients):
    mp.dps = CHECK_DIGITS
    given, width, worst = exact(cell), mpf(STEP), mpf(0)
    for name in ("weights", "start", "xs"):
        for (numbers, place), (slopes, _) in zip(leaves(given[name]), leaves(gradients[name])):
            at = numbers[place]
            ends = []
            for shift in (width, -width):
                numbers[place] = at + shift
                ends.append(run(kind, given)[1])
            numbers[place] = at
            truth = (ends[0] - ends[1]) / (2 * width)
            worst = max(worst, abs(slopes[place] - truth) / abs(truth))
    mp.dps = DIGITS
    return worst


def numbers_of(cell):
    return {key: value for key, value in cell.items() if key not in ("id", "kind")}


def golden():
    mp.dps = DIGITS
    # -40 and 40: gates that are 0 and 1 but for e^-40, where a slope s(1 - s) would be lost in float64
    cells = [
        drawn_cell("lstm", "lstm", 11, {}),
        drawn_cell("lstm-saturated", "lstm", 12, {"forgetGate": 40, "inputGate": -40}),
        drawn_cell("gru", "gru", 13, {}),
        drawn_cell("gru-saturated", "gru", 14, {"updateGate": 40}),
    ]
    worst, filled = mpf(0), []
    for cell in cells:
        found = differentiate(cell["kind"], exact(numbers_of(cell)))
        worst = max(worst, cross_check(cell["kind"], numbers_of(cell), found["gradients"]))
        filled.append({**cell, **rounded(found)})
    return {
        "source": SOURCE,
        "conventions": CONVENTIONS,
        "cross_check_max_rel_error": float(worst),
        "cells": filled,
    }


print(json.dumps(golden(), indent=1))
