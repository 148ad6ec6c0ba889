/**
 * erfc(x) = 2/√π ∫ₓ^∞ e^(−t²) dt to within one unit in the last place, far tails included.
 * Rational approximations of Sun's fdlibm, s_erf.c (1993), on |x| < 0.84, < 1.25, < 2.86 and beyond.
 */
export function errorFunctionComplement(x: number): number {
  if (Number.isNaN(x)) return x;
  const size = Math.abs(x);
  if (size < 0.84375) {
    const square = x * x;
    const correction = polynomial(nearZeroTop, square) / polynomial(nearZeroBottom, square);
    return x < 0.25 ? 1 - (x + x * correction) : 0.5 - (x - 0.5 + x * correction);
  }
  if (size < 1.25) {
    const distance = size - 1;
    const correction = polynomial(nearOneTop, distance) / polynomial(nearOneBottom, distance);
    return x >= 0 ? 1 - valueNearOne - correction : 1 + (valueNearOne + correction);
  }
  if (x < -6) return 2;
  if (x > 28) return 0;
  const inverseSquare = 1 / (size * size);
  const correction =
    size < 1 / 0.35
      ? polynomial(middleTop, inverseSquare) / polynomial(middleBottom, inverseSquare)
      : polynomial(tailTop, inverseSquare) / polynomial(tailBottom, inverseSquare);
  const high = Math.fround(size); // its square is exact, so that e^(−x²) keeps its digits
  const tail = (Math.exp(-high * high - 0.5625) * Math.exp((high - size) * (high + size) + correction)) / size;
  return x > 0 ? tail : 2 - tail;
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

const nearZeroTop = [
  0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442, -0.000023763016656650163,
];
const nearZeroBottom = [
  1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164, -0.000003960228278775368,
];
const valueNearOne = 0.8450629115104675;
const nearOneTop = [
  -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175, -0.11089469428239668,
  0.035478304325618236, -0.002166375594868791,
];
const nearOneBottom = [
  1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
  0.011984499846799107,
];
const middleTop = [
  -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
  -184.60509290671104, -81.2874355063066, -9.814329344169145,
];
const middleBottom = [
  1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783,
  108.63500554177944, 6.570249770319282, -0.0604244152148581,
];
const tailTop = [
  -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
  -1025.0951316110772, -483.5191916086514,
];
const tailBottom = [
  1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644,
  474.52854120695537, -22.44095244658582,
];
