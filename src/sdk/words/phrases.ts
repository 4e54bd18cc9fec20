/**
 * What is said in another language: the English words as they stand in the code, with a name in braces where a value
 * comes (`{host} did not answer within {seconds} s.`), and the same in that language. What is stored and logged stays
 * English; it is said in the reader's language when it is read, values included where they have words of their own.
 */
export type Phrases = Readonly<Record<string, string>>

/** By the language beside English. */
export interface Words {
  readonly sv: Phrases
}
export type Language = keyof Words
