/** 7DR, the "seven check" of Japanese parcel numbers: the last digit is the rest of the others divided by seven. */
export function hasSevenCheck(number: string): boolean {
  let rest = 0
  for (const digit of number.slice(0, -1)) rest = (rest * 10 + Number(digit)) % 7
  return rest === Number(number.slice(-1))
}

const s10Weights = [8, 6, 4, 2, 3, 5, 9, 7]

/** The check digit of international mail, "AA123456785JP" (Universal Postal Union, standard S10). */
export function hasS10Check(number: string): boolean {
  const sum = s10Weights.reduce((total, weight, i) => total + weight * Number(number[2 + i]), 0)
  const check = 11 - (sum % 11)
  return Number(number[10]) === (check === 10 ? 0 : check === 11 ? 5 : check)
}
