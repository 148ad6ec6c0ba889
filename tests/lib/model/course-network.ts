/** Three sigmoid neurons in a row with weight 0.5, half the squared error: the model of `golden/course-network.json`. */
export const courseNetwork = `x0 = 1
t  = 0.8
W1 = 0.5
W2 = 0.5
W3 = 0.5
z1 = W1*x0
y1 = sigmoid(z1)
z2 = W2*y1
y2 = sigmoid(z2)
z3 = W3*y2
y3 = sigmoid(z3)
L  = (y3 - t)^2/2`;
