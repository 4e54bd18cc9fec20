/** Code page 437, which SIE calls PC8, from 0x80 on. Below that it is ASCII. */
const upperHalf =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'

const codes = new Map([...upperHalf].map((letter, at) => [letter, 0x80 + at]))
const questionMark = 0x3f

/** Every byte is a letter, so that a text may be cut anywhere. */
export function decodePc8(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return text.replace(/[\x80-\xff]/g, letter => upperHalf[letter.charCodeAt(0) - 0x80]!)
}

/** What the code page has no letter for becomes a question mark; see `foldToPc8`. */
export function encodePc8(text: string): Uint8Array {
  return Uint8Array.from([...text], toCode)
}

function toCode(letter: string): number {
  const code = letter.codePointAt(0)!
  return code < 0x80 ? code : (codes.get(letter) ?? questionMark)
}

const likeness: Readonly<Record<string, string>> = {
  ...{ '’': "'", '‘': "'", '´': "'", '“': '"', '”': '"', '„': '"', '–': '-', '—': '-', '−': '-', '…': '...' },
  ...{ '€': 'EUR', '×': 'x', Ø: 'O', ø: 'o', '©': '(c)', '®': '(r)', '™': '(tm)', μ: 'µ' },
}

/** The text as near as the code page comes to it: `Škoda – 5 €` → `Skoda - 5 EUR`. */
export function foldToPc8(text: string): string {
  return text.normalize('NFC').replace(/[^\0-\x7f]/gu, letter => (codes.has(letter) ? letter : foldLetter(letter)))
}

const foldLetter = (letter: string): string => likeness[letter] ?? foldAccents(letter)

function foldAccents(letter: string): string {
  const plain = letter.normalize('NFKD').replace(/\p{M}/gu, '')
  return plain !== '' && [...plain].every(one => one < '\x80' || codes.has(one)) ? plain : '?'
}
