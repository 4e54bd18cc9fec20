const high =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0'

const bytes = new Map([...high].map((letter, n) => [letter, 0x80 + n]))

/** What this code page, called PC8 by SIE, has no letter for becomes a question mark. */
export function encodePc8(text: string): Buffer {
  const page = Buffer.alloc(text.length)
  let length = 0
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    page[length++] = code < 0x80 ? code : (bytes.get(letter) ?? 0x3f)
  }
  return page.subarray(0, length)
}
