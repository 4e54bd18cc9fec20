/** A value as JSON has it: instants and big numbers are text. */
export type Plain<T> = T extends Date | bigint
  ? string
  : T extends readonly (infer Item)[]
    ? Plain<Item>[]
    : T extends object
      ? { [Key in keyof T]: Plain<T[Key]> }
      : T

/** What the database gave, as an answer's schema wants it. */
export function toPlain<T>(value: T): Plain<T> {
  return JSON.parse(JSON.stringify(value, (_key, one) => (typeof one === 'bigint' ? String(one) : one)))
}
