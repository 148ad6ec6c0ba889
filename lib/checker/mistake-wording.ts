import type { MistakeSlug } from "./mistake.ts";

/** What a mistake is, and the rule to look at. Neither names a quantity of the exercise, so neither gives the answer away. */
export interface MistakeWording {
  readonly sentence: string;
  readonly hint: string;
}

export const mistakeWording = {
  "missing-input": {
    sentence: "The input of the weighted sum is missing.",
    hint: "A weighted sum W·y changes with its weight as fast as y is large: what is ∂z/∂W?",
  },
  "pre-activation-instead-of-activation": {
    sentence: "A pre-activation z stands where the activation belongs.",
    hint: "What does the next layer multiply by its weight: z, or what the activation function makes of it?",
  },
  "missing-activation-slope": {
    sentence: "The slope of an activation function is missing.",
    hint: "Each time the chain passes from an activation back to its pre-activation, it picks up ∂y/∂z.",
  },
  "activation-instead-of-slope": {
    sentence: "An activation stands where its slope belongs.",
    hint: "The chain rule multiplies derivatives: look up the derivative of the activation function.",
  },
  "slope-at-output": {
    sentence: "The slope is taken at the activation, not at the pre-activation.",
    hint: "The derivative of f(z) is f′ at the same z that went into f.",
  },
  "slope-of-other-layer": {
    sentence: "The slope of another layer is used.",
    hint: "Each layer has its own slope, taken at that layer's own pre-activation.",
  },
  "missing-loss-derivative": {
    sentence: "The derivative of the loss is missing.",
    hint: "The chain begins at the loss: how does it change with the output?",
  },
  "loss-instead-of-derivative": {
    sentence: "The loss itself stands where its derivative belongs.",
    hint: "The chain begins with the derivative of the loss by the output.",
  },
  "loss-factor-two": {
    sentence: "This is twice as large as it should be.",
    hint: "Look at the constant in front of the loss and at what differentiating does to it.",
  },
  "loss-factor-half": {
    sentence: "This is half as large as it should be.",
    hint: "Look at the constant in front of the loss and at what differentiating does to it.",
  },
  "error-sign": {
    sentence: "The sign is turned.",
    hint: "Differentiate the loss once more: which of the two is subtracted from which?",
  },
  "missing-weight": {
    sentence: "A weight is missing.",
    hint: "From a pre-activation back to the activation before it, the chain picks up ∂z/∂y.",
  },
  "weight-of-other-layer": {
    sentence: "The weight of another layer is used.",
    hint: "Check which weight stands between the two layers that the chain passes.",
  },
  "extra-weight": {
    sentence: "There is a weight too many.",
    hint: "A weighted sum differentiated by one of its weights no longer holds that weight.",
  },
  "activation-of-other-layer": {
    sentence: "The activation of another layer is used.",
    hint: "Which quantity does the asked weight multiply?",
  },
  "chain-cut-short": {
    sentence: "Part of the chain is left out.",
    hint: "Write every quantity between the two ends in order, and one derivative for each step.",
  },
  "chain-too-long": {
    sentence: "The chain goes on too far.",
    hint: "It ends at the quantity by which is differentiated: nothing before that belongs to it.",
  },
  "factors-added": {
    sentence: "Derivatives along one path are added.",
    hint: "Along a path the chain rule multiplies; only different paths are added.",
  },
  "paths-multiplied": {
    sentence: "Different paths are multiplied.",
    hint: "Along a path the chain rule multiplies; different paths to the same quantity are added.",
  },
  "skip-path-dropped": {
    sentence: "The shorter path is left out.",
    hint: "Look for every way on which the quantity reaches the loss, skips and second uses included.",
  },
  "main-path-dropped": {
    sentence: "The longer path is left out.",
    hint: "Look for every way on which the quantity reaches the loss: the skip comes on top of the layers.",
  },
  "learning-rate-included": {
    sentence: "The learning rate is in it.",
    hint: "The gradient comes first; the learning rate belongs to the update that follows.",
  },
  "update-instead-of-gradient": {
    sentence: "This is the updated quantity, not the gradient.",
    hint: "The gradient is asked; it is subtracted from the weight in the update only.",
  },
  "updated-weight-used": {
    sentence: "An updated weight is used.",
    hint: "One backward pass uses the weights of its forward pass; they are updated together, afterwards.",
  },
  "target-instead-of-output": {
    sentence: "The target stands where the output belongs.",
    hint: "Slopes are taken at what the network gives, not at what it should give.",
  },
  "gradient-of-other-weight": {
    sentence: "This is the derivative by another parameter.",
    hint: "Check by which quantity is differentiated: that is where the chain ends.",
  },
  "gradient-of-activation": {
    sentence: "This is the derivative by another quantity on the way.",
    hint: "Check by which quantity is differentiated: that is where the chain ends.",
  },
  "slope-squared": {
    sentence: "A slope is there twice.",
    hint: "Each step of the chain gives one factor.",
  },
  "tanh-slope-for-sigmoid": {
    sentence: "The slope of tanh is used for the sigmoid.",
    hint: "Derive the sigmoid's slope from σ(z) = 1/(1 + e^−z), or look it up.",
  },
  "sigmoid-slope-for-tanh": {
    sentence: "The slope of the sigmoid is used for tanh.",
    hint: "Derive the slope of tanh from its quotient, or look it up.",
  },
  "relu-slope-inverted": {
    sentence: "The slope of ReLU is the wrong way round.",
    hint: "On which side of 0 is ReLU flat?",
  },
  "transpose-missing": {
    sentence: "A matrix or a vector should stand here transposed, or should not.",
    hint: "Write the sizes beside each factor, as if no two of them were equal: which order makes them fit?",
  },
  "mean-instead-of-sum": {
    sentence: "This is a mean where a sum is meant.",
    hint: "Look at how the loss puts its entries together: is the sum divided by anything?",
  },
  "sum-instead-of-mean": {
    sentence: "This is a sum where a mean is meant.",
    hint: "Look at how the loss puts its entries together: by what is the sum divided?",
  },
  "bias-treated-as-weight": {
    sentence: "The bias is treated like a weight.",
    hint: "A bias is added, not multiplied: what is ∂z/∂b?",
  },
  "value-of-forward-pass": {
    sentence: "This is a value of the forward pass, not what is asked.",
    hint: "Read once more what is asked: which quantity, or the derivative of what by what?",
  },
  "reciprocal-derivative": {
    sentence: "A derivative stands upside down.",
    hint: "Check in each ∂a/∂b which quantity depends on which.",
  },
  "elementwise-product-of-matrices": {
    sentence: "Entries are multiplied one by one where a matrix product belongs.",
    hint: "Each entry of a layer's input reaches every unit of the layer: which product adds that up?",
  },
  "matrix-product-of-elements": {
    sentence: "A matrix product stands where entries are multiplied one by one.",
    hint: "An activation function works on each entry alone: how does its slope meet the error?",
  },
} satisfies Record<MistakeSlug, MistakeWording>;
