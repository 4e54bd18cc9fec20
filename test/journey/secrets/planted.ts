// Secrets that are known to the test, and the search for them in all that is told or stored.

/** Something that was told or stored: by whom or where, and its words. */
export interface Piece {
  readonly where: string
  readonly text: string
}

/** What may hold a secret, and why. */
export interface ByDesign {
  readonly secret: RegExp
  readonly where: RegExp
  readonly why: string
}

export interface Planted {
  /** Gives back what it is given. What is too short to be told from other text is none. */
  readonly plant: (name: string, secret: string) => string
  readonly all: ReadonlyMap<string, string>
}

export function openPlanted(): Planted {
  const all = new Map<string, string>()
  const plant = (name: string, secret: string) => {
    if (secret.length < 7) throw new Error(`${name} is too short a secret for this test: ${secret}`)
    all.set(secret, name)
    return secret
  }
  return { plant, all }
}

/** Of a secret that was cut, so much is searched for. Its last letters may be shown: they tell one key from another. */
const partLength = 12

/** How a secret may look, by what has become of it. */
function formsOf(secret: string): [form: string, look: string][] {
  const bytes = Buffer.from(secret)
  const form = new URLSearchParams({ _: secret }).toString().slice(2)
  return [
    ['as it is', secret],
    ...(secret.length >= 2 * partLength
      ? ([
          ['its beginning', secret.slice(0, partLength)],
          ['its end', secret.slice(-partLength)],
        ] as [string, string][])
      : []),
    ['in JSON', JSON.stringify(secret).slice(1, -1)],
    ['in an address', encodeURIComponent(secret)],
    ['in a form', form],
    ['in hex', bytes.toString('hex')],
    ['in HEX', bytes.toString('hex').toUpperCase()],
    ...[0, 1, 2].flatMap(before => base64Of(bytes, before)),
  ]
}

/** What is the same of it in base64, whatever stands around, `before` bytes behind a group's beginning. */
function base64Of(bytes: Buffer, before: number): [string, string][] {
  const whole = Buffer.concat([Buffer.alloc(before), bytes])
  const end = Math.floor((whole.length * 8) / 6)
  return (['base64', 'base64url'] as const).map(as => [
    `in ${as}`,
    whole.toString(as).slice(before === 0 ? 0 : before + 1, end),
  ])
}

/** Every place where a secret is found and may not be, and what was allowed for nothing. */
export function findLeaks(planted: Planted, pieces: readonly Piece[], byDesign: readonly ByDesign[]): string[] {
  const used = new Set<ByDesign>()
  const looks = [...planted.all].map(([secret, name]) => ({ name, forms: uniqueForms(secret) }))
  const leaks = new Map<string, string>()
  for (const [where, text] of joinPieces(pieces))
    for (const { name, forms } of looks)
      for (const [look, form] of forms) {
        const at = text.indexOf(look)
        if (at === -1) continue
        const allowed = byDesign.filter(one => one.secret.test(name) && one.where.test(where))
        for (const one of allowed) used.add(one)
        const about = text.slice(Math.max(0, at - 60), at + look.length + 20)
        if (allowed.length === 0) leaks.set(`${name} in ${where}`, `${name} (${form}) in ${where}: …${about}…`)
      }
  const unused = byDesign.filter(one => !used.has(one)).map(one => `never seen: ${one.secret} in ${one.where}`)
  return [...leaks.values(), ...unused]
}

const uniqueForms = (secret: string) =>
  new Map(
    formsOf(secret)
      .map(([form, look]) => [look, form] as const)
      .toReversed(),
  )

function joinPieces(pieces: readonly Piece[]): Map<string, string> {
  const joined = new Map<string, string[]>()
  for (const { where, text } of pieces) joined.set(where, [...(joined.get(where) ?? []), text])
  return new Map([...joined].map(([where, texts]) => [where, texts.join('\n')]))
}
