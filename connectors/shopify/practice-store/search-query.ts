/** One condition of the search language: `updated_at:>='2026-11-20T10:00:00Z'`, or bare words where `field` is null. */
export interface Term {
  readonly field: string | null
  readonly operator: ':' | '>' | '>=' | '<' | '<='
  readonly value: string
}

export type Condition =
  | Term
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }

const token =
  /\s*(?:(\(|\))|(-)(?=\S)|(?:([a-z_][\w.]*):(>=|<=|>|<)?)?("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^\s()]+))/giy

type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | Term

function* tokens(text: string): Generator<Token> {
  token.lastIndex = 0
  while (token.lastIndex < text.trimEnd().length) {
    const match = token.exec(text)
    if (!match) return
    const [, bracket, minus, field, operator = ':', raw = ''] = match
    if (bracket) yield bracket as '(' | ')'
    else if (minus) yield 'NOT'
    else if (field === undefined && /^(AND|OR|NOT)$/.test(raw)) yield raw as 'AND'
    else yield { field: field?.toLowerCase() ?? null, operator: operator as Term['operator'], value: unquote(raw) }
  }
}

const unquote = (raw: string): string =>
  /^["']/.test(raw) && raw.length > 1 ? raw.slice(1, -1).replace(/\\(.)/g, '$1') : raw

/** Null: nothing is asked, so everything fits. Words side by side must all fit; OR binds less. */
export function readQuery(text: string): Condition | null {
  const rest = [...tokens(text)]
  return rest.length === 0 ? null : readAny(rest)
}

function readAny(rest: Token[]): Condition {
  const any = [readAll(rest)]
  while (rest[0] === 'OR') {
    rest.shift()
    any.push(readAll(rest))
  }
  return any.length === 1 ? any[0]! : { any }
}

function readAll(rest: Token[]): Condition {
  const all: Condition[] = []
  while (rest.length > 0 && rest[0] !== 'OR' && rest[0] !== ')') {
    if (rest[0] === 'AND') rest.shift()
    else all.push(readOne(rest))
  }
  return all.length === 1 ? all[0]! : { all }
}

function readOne(rest: Token[]): Condition {
  const next = rest.shift()
  if (next === 'NOT') return { not: readOne(rest) }
  if (next !== '(') return next as Term
  const inside = readAny(rest)
  rest.shift()
  return inside
}

export function termsOf(condition: Condition | null): readonly Term[] {
  if (condition === null) return []
  if ('all' in condition) return condition.all.flatMap(termsOf)
  if ('any' in condition) return condition.any.flatMap(termsOf)
  return 'not' in condition ? termsOf(condition.not) : [condition]
}

export function fits(condition: Condition | null, decide: (term: Term) => boolean): boolean {
  if (condition === null) return true
  if ('all' in condition) return condition.all.every(one => fits(one, decide))
  if ('any' in condition) return condition.any.some(one => fits(one, decide))
  return 'not' in condition ? !fits(condition.not, decide) : decide(condition)
}
