const entities: ReadonlyMap<string, string> = new Map(
  Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }),
)

/** What WordPress writes for web pages, as plain text: without tags, on one line, `&amp;` and `&#8217;` as characters. */
export const plainText = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(#\d+|#x[\da-f]+|\w+);/gi, (all, name: string) => entities.get(name) ?? characterOf(name) ?? all)
    .replace(/\s+/g, ' ')
    .trim()

function characterOf(name: string): string | undefined {
  if (!name.startsWith('#')) return undefined
  const code = Number(name.startsWith('#x') ? `0${name.slice(1)}` : name.slice(1))
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
