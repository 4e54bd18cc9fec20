const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
let codes: ReadonlyMap<string, string> | undefined

/** Documents tell a country by its name, in Swedish or English; a name that no country has is kept. */
export function codeOfCountry(name: string | null): string | null {
  codes ??= new Map(['en', 'sv'].flatMap(language => codesByName(language)))
  return name === null ? null : (codes.get(name.trim().toLowerCase()) ?? name)
}

function codesByName(language: string): [string, string][] {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
  const pairs = letters.flatMap(first => letters.map(second => first + second))
  return pairs.flatMap(code => {
    const name = names.of(code)
    return name === undefined ? [] : [[name.toLowerCase(), code] as [string, string]]
  })
}
