// What the server says to people, read out of its source.
import { globSync, readFileSync } from 'node:fs'
import { parseSync } from 'vite'

const said = [
  'src/{sdk,accounting,schedules,runs,records,completeness,alerts,lookups,webhooks,practice,connections,http}/**/*.ts',
  'src/queue.ts',
  'connectors/**/*.ts',
]
/** What tests and practice stores say, what the operator reads in a terminal, and the documents of the API are English. */
const notForReaders = /sdk\/testing|practice-store|http\/(openapi|doctor|metrics|api\/lookups)|\/words(\/|\.ts)/
/** Properties whose text is for people even where it is no sentence: *The key is accepted*. */
const wordy = new Set(['title', 'label', 'systemLabel', 'help', 'diagnosis', 'remedy', 'because', 'detail'])

interface Node {
  readonly type: string
  readonly [part: string]: unknown
}
type Named = { readonly name?: string } | undefined

export interface Sentence {
  readonly file: string
  /** With `{}` where a value comes. */
  readonly text: string
}

export function readSentences(root: string): Sentence[] {
  const files = said.flatMap(pattern => globSync(pattern, { cwd: root })).filter(file => !notForReaders.test(file))
  return files.flatMap(file => {
    const { program } = parseSync(file, readFileSync(`${root}/${file}`, 'utf8'), { lang: 'ts' })
    return [...collect(program as unknown as Node)].map(text => ({ file, text }))
  })
}

function* collect(node: unknown, property?: string): Generator<string> {
  if (Array.isArray(node)) for (const one of node) yield* collect(one, property)
  else if (isNode(node) && !isForDevelopers(node)) {
    const text = textOf(node)
    if (text !== undefined && isSaid(text, property)) yield text
    const inside = node.type === 'Property' ? (node['key'] as Named)?.name : property
    for (const part of isDescription(node) ? [node['callee']] : Object.values(node)) yield* collect(part, inside)
  }
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

/** Descriptions of the API, what programmers are told when they err, and types. */
function isForDevelopers(node: Node): boolean {
  const callee = node['callee'] as Named
  if (node.type === 'NewExpression') return /^(Error|TypeError|RangeError)$/.test(callee?.name ?? '')
  if (node.type === 'Property') return /^(summary|description)$/.test((node['key'] as Named)?.name ?? '')
  return node.type === 'TSLiteralType' || node.type === 'ImportDeclaration'
}

const isDescription = (node: Node): boolean =>
  node.type === 'CallExpression' && (node['callee'] as { property?: Named }).property?.name === 'describe'

function textOf(node: Node): string | undefined {
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value']
  if (node.type !== 'TemplateLiteral') return undefined
  return (node['quasis'] as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('{}')
}

const sql = /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH|VACUUM|BEGIN|LISTEN|SET)\b/i

function isSaid(text: string, property = ''): boolean {
  if (sql.test(text) || !/[a-z’-]{2,},? [a-z“]/i.test(text) || text.includes('\r')) return false
  return wordy.has(property) || /^[A-ZÅÄÖ“{].* .*[.!?:”}]$/s.test(text)
}
