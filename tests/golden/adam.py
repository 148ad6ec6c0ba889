"""Golden values of Adam. Run with: python3 tests/golden/adam.py > tests/golden/adam.json

Algorithm 1 of Kingma & Ba 2015 in 50 digits, rounded to float64 at the end. It is checked against the closed form of its means,
m_t = (1 - b1) sum of b1^(t-i) g_i and v_t = (1 - b2) sum of b2^(t-i) g_i^2, in 100 digits.
"""

import json
from mpmath import mp, mpf, sqrt

DIGITS, CHECK_DIGITS = 50, 100
SOURCE = (
    "tests/golden/adam.py with mpmath 1.3: 50 digits, rounded to float64; the recursion checked against the closed form of its "
    "means in 100 digits (field cross_check_max_rel_error)"
)
CONVENTIONS = (
    "m <- b1 m + (1 - b1) g; v <- b2 v + (1 - b2) g^2; theta <- theta - rate (m/(1 - b1^t)) / (sqrt(v/(1 - b2^t)) + epsilon), "
    "t from 1, m and v from 0; gradients are given for each step, one per parameter"
)


def by_recursion(case):
    b1, b2, rate, epsilon = (mpf(str(case["constants"][name])) for name in ("meanDecay", "squareDecay", "rate", "epsilon"))
    theta = [mpf(x) for x in case["start"]]
    m, v = [mpf(0) for _ in theta], [mpf(0) for _ in theta]
    steps = []
    for t, gradient in enumerate(case["gradients"], start=1):
        for n, number in enumerate(gradient):
            g = mpf(number)
            m[n] = b1 * m[n] + (1 - b1) * g
            v[n] = b2 * v[n] + (1 - b2) * g**2
            theta[n] -= rate * (m[n] / (1 - b1**t)) / (sqrt(v[n] / (1 - b2**t)) + epsilon)
        steps.append({"parameters": list(theta), "means": list(m), "squares": list(v)})
    return steps


def by_closed_form(case):
    b1, b2, rate, epsilon = (mpf(str(case["constants"][name])) for name in ("meanDecay", "squareDecay", "rate", "epsilon"))
    steps = []
    for t in range(1, len(case["gradients"]) + 1):
        means, squares, parameters = [], [], []
        for n, start in enumerate(case["start"]):
            def mean(decay, power, until):
                return (1 - decay) * sum(decay ** (until - i) * mpf(case["gradients"][i - 1][n]) ** power for i in range(1, until + 1))
            def move(until):
                root = sqrt(mean(b2, 2, until) / (1 - b2**until))
                return rate * (mean(b1, 1, until) / (1 - b1**until)) / (root + epsilon)
            means.append(mean(b1, 1, t))
            squares.append(mean(b2, 2, t))
            parameters.append(mpf(start) - sum(move(until) for until in range(1, t + 1)))
        steps.append({"parameters": parameters, "means": means, "squares": squares})
    return steps


def drawn(seed, steps, sizes):
    """Gradients of four digits each, of the given sizes: the minimal standard generator of Park and Miller 1988."""
    state, rows = seed, []
    for _ in range(steps):
        row = []
        for size in sizes:
            state = state * 16807 % 2147483647
            row.append(float(f"{size * (2 * state / 2147483647 - 1):.4g}"))
        rows.append(row)
    return rows


PAPER = {"rate": 0.001, "meanDecay": 0.9, "squareDecay": 0.999, "epsilon": 1e-8}
CASES = [
    # the last gradients have vanished: they are far below epsilon and hardly move anything
    {"id": "paper", "constants": PAPER, "start": [0.25, -1.5, 3, 0.001, 0], "gradients": drawn(5, 25, [1, 0.01, 300, 1e-9, 1e-20])},
    {
        "id": "other-constants",
        "constants": {"rate": 0.05, "meanDecay": 0.8, "squareDecay": 0.95, "epsilon": 1e-6},
        "start": [1.25, -0.5, 0.75],
        "gradients": drawn(6, 25, [1, 2, 1e-6]),
    },
    {"id": "no-memory", "constants": {**PAPER, "meanDecay": 0, "squareDecay": 0}, "start": [1], "gradients": drawn(7, 5, [1])},
]


def relative(one, other):
    return abs(one - other) / abs(other) if other != 0 else abs(one)


def golden():
    worst, filled = mpf(0), []
    for case in CASES:
        mp.dps = DIGITS
        steps = by_recursion(case)
        mp.dps = CHECK_DIGITS
        for step, truth in zip(steps, by_closed_form(case)):
            for name, numbers in step.items():
                worst = max([worst, *(relative(*pair) for pair in zip(numbers, truth[name]))])
        filled.append({**case, "steps": [{name: [float(x) for x in row] for name, row in step.items()} for step in steps]})
    return {"source": SOURCE, "conventions": CONVENTIONS, "cross_check_max_rel_error": float(worst), "cases": filled}


print(json.dumps(golden(), indent=1))
