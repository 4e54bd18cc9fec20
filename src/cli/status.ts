import type { Command } from 'commander'
import type { Api } from './api.ts'
import { exitCodes } from './exit-codes.ts'
import { colour, show, table, when } from './output.ts'
import { type CommandContext, findConnection, type OpenCommand } from './session.ts'

interface EntityShown {
  readonly entity: string
  readonly freshness: string
  readonly because: string
  readonly completeSince: string | null
  readonly completeUntil: string | null
  readonly complete: boolean
  readonly missing: ReadonlyArray<{ readonly kind: string; readonly message: string; readonly remedy: string }>
  readonly counts: { readonly store: number; readonly ours: number; readonly at: string } | null
  readonly lastReconcile: { readonly state: string; readonly at: string } | null
}

interface StatusShown {
  readonly connectionId: string
  readonly connectionName: string
  /** Of the store: what is complete is told in it. */
  readonly timeZone: string | null
  readonly entities: readonly EntityShown[]
}

export function addStatus(program: Command, open: OpenCommand): void {
  program
    .command('status')
    .description('what is complete and fresh, and what is missing; exit code 1 when something is')
    .argument('[connection]', 'name or id')
    .action(open(tellStatus))
}

async function tellStatus({ api, output }: CommandContext, name?: string) {
  const items = name === undefined ? await readAll(api) : [await readOne(api, name)]
  show(output, { items }, () => describe(items))
  return items.every(({ entities }) => entities.every(isWell)) ? exitCodes.ok : exitCodes.no
}

async function readOne(api: Api, name: string): Promise<StatusShown> {
  const { id } = await findConnection(api, name)
  return await api.get<StatusShown>(`/connections/${id}/status`)
}

async function readAll(api: Api): Promise<StatusShown[]> {
  const items: StatusShown[] = []
  for (let after: string | undefined; ; ) {
    const page = await api.get<{ items: StatusShown[]; next: string | null }>('/status', { limit: 200, after })
    items.push(...page.items)
    if (page.next === null) return items
    after = page.next
  }
}

/** Of what a person switched off or paused, nothing is expected. */
const isExpected = ({ freshness }: EntityShown) => freshness !== 'inactive' && freshness !== 'paused'
const isWell = (one: EntityShown) => !isExpected(one) || (one.complete && one.freshness === 'fresh')

function describe(items: readonly StatusShown[]): string {
  const rows = items.flatMap(({ connectionName, timeZone, entities }) =>
    entities.map(one => [
      connectionName,
      one.entity,
      tint(one),
      since(one, timeZone),
      when(one.completeUntil, timeZone ?? undefined),
      one.counts === null ? '–' : `${one.counts.ours} of ${one.counts.store}`,
      one.lastReconcile === null ? '–' : `${one.lastReconcile.state} ${when(one.lastReconcile.at)}`,
    ]),
  )
  const head = ['connection', 'entity', 'state', 'complete since', 'until', 'here', 'last reconcile']
  const drawn = table(head, rows, 'No connection yet. Create one: koppla connections add')
  return [drawn, ...items.flatMap(explain)].join('\n')
}

const since = ({ completeSince, completeUntil }: EntityShown, timeZone: string | null) =>
  completeUntil !== null && completeSince === null ? 'the beginning' : when(completeSince, timeZone ?? undefined)

function tint(one: EntityShown): string {
  if (isWell(one)) return isExpected(one) ? colour.green(one.freshness) : colour.dim(one.freshness)
  return one.freshness === 'fresh' ? colour.yellow('fresh, not complete') : colour.red(one.freshness)
}

/** For what is put right with another command. */
const commands: Readonly<Record<string, string>> = {
  rejections: 'koppla records rejections',
  brake: 'koppla brake list',
}

function explain({ connectionName, entities }: StatusShown): string[] {
  return entities
    .filter(one => !isWell(one))
    .flatMap(one => {
      const said = one.missing.map(({ kind, message, remedy }) => {
        const command = commands[kind] === undefined ? '' : ` ${commands[kind]}`
        return `  ${message} ${colour.bold('Do this:')} ${remedy}${command}`
      })
      return ['', `${colour.red('✗')} “${connectionName}” ${one.entity}: ${one.because}`, ...said]
    })
}
