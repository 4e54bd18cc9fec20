import { BackupRefusal } from '../backup/refusal.ts'
import { addressOn } from '../config/addresses.ts'
import { readConfig } from '../config.ts'
import { StartError } from '../errors.ts'
import type { KopplaOptions } from '../main.ts'
import { type Api, ApiError, createApi, type Problem } from './api.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { startLocal } from './local.ts'
import { colour, createOutput, type Output } from './output.ts'

export interface CommandContext {
  readonly api: Api
  readonly output: Output
}

export class UsageError extends Error {}

/** Wraps a command's work: opens the API for it, shows its errors as people read them, and sets the exit code. */
export type OpenCommand = <Given extends unknown[]>(
  work: (context: CommandContext, ...given: Given) => Promise<ExitCode>,
) => (...given: Given) => Promise<void>

interface GlobalOptions {
  readonly json?: boolean
  readonly server?: string
}

/** `own` is for the Koppla of this process, where none is running. */
export function openCommand(options: () => GlobalOptions, own: Partial<KopplaOptions> = {}): OpenCommand {
  return work =>
    async (...given) => {
      const output = createOutput({ json: options().json === true })
      const open = () => openApi(options().server, own)
      process.exitCode = await runCommand(output, open, api => work({ api, output }, ...given))
    }
}

interface OpenApi {
  readonly api: Api
  readonly close: () => Promise<void>
}

async function runCommand(
  output: Output,
  open: () => Promise<OpenApi>,
  work: (api: Api) => Promise<ExitCode>,
): Promise<ExitCode> {
  let close = async () => {}
  try {
    const opened = await open()
    close = opened.close
    return await work(opened.api)
  } catch (error) {
    return showError(output, error)
  } finally {
    await close()
  }
}

/**
 * The server that runs, where one answers; else this process opens the database itself for as long as the command takes.
 * An embedded database has one process: while a server has it open, a command goes through that server.
 */
async function openApi(server: string | undefined, own: Partial<KopplaOptions>): Promise<OpenApi> {
  const config = readConfig()
  const baseUrl = server ?? addressOn(config.host, config.port)
  if (server !== undefined || (await answers(baseUrl))) {
    if (config.apiKey === undefined)
      throw new UsageError(
        `Koppla runs at ${baseUrl}: set KOPPLA_API_KEY to an API key of it. If none is left, stop it and make one: koppla keys create <name> --role admin`,
      )
    return { api: createApi({ baseUrl, key: config.apiKey }), close: async () => {} }
  }
  const koppla = await startLocal(
    { ...config, port: 0, host: '127.0.0.1', logLevel: 'silent' },
    { ...own, scheduler: false, firstKey: false },
  )
  return { api: createApi({ baseUrl: koppla.url, key: koppla.operatorKey }), close: koppla.close }
}

const answers = async (baseUrl: string): Promise<boolean> =>
  fetch(`${baseUrl}/healthz`, { signal: AbortSignal.timeout(2_000) }).then(
    response => response.ok,
    () => false,
  )

/** Shows what went wrong and tells the exit code for it. */
export function showError(output: Output, error: unknown): ExitCode {
  const { problem, code } = explain(error)
  if (output.json) output.out(JSON.stringify({ error: problem }, null, 2))
  else output.err(`${colour.red('✗')} ${toWords(problem).join('\n  ')}`)
  return code
}

type Told = Partial<Problem> & { readonly detail: string }

/** An input that the detail names already is not named again. */
function toWords({ detail, errors = [], remedy }: Told): string[] {
  const named = errors.filter(one => !detail.includes(one.message)).map(one => `${one.field}: ${one.message}`)
  return [detail, ...named, ...(remedy === undefined ? [] : [`${colour.bold('Do this:')} ${remedy}`])]
}

/** The server speaks of headers, which nobody types here. */
const giveAKey = 'Set KOPPLA_API_KEY to a key of this server that is not revoked: export KOPPLA_API_KEY=kpl_…'

function explain(error: unknown): { problem: Told; code: ExitCode } {
  if (error instanceof ApiError) {
    const { problem } = error
    const lost = [0, 401, 500, 503].includes(problem.status)
    const code = problem.status === 400 ? exitCodes.usage : lost ? exitCodes.unavailable : exitCodes.refused
    const remedy = problem.status === 401 ? giveAKey : problem.remedy
    return { problem: { ...problem, detail: problem.detail ?? problem.title, ...(remedy && { remedy }) }, code }
  }
  const saying = (detail: string, code: ExitCode) => ({ problem: { detail }, code })
  if (error instanceof UsageError) return saying(error.message, exitCodes.usage)
  if (error instanceof BackupRefusal) {
    const { message, remedy, ofFile } = error
    return { problem: { detail: message, remedy }, code: ofFile ? exitCodes.usage : exitCodes.refused }
  }
  if (error instanceof StartError) return saying(error.message, exitCodes.unavailable)
  if (error instanceof Error && error.name === 'ExitPromptError') return saying('Nothing was done.', exitCodes.usage)
  return saying(`Koppla made a mistake of its own: ${(error as Error).message}`, exitCodes.unavailable)
}

export interface ConnectionShown {
  readonly id: string
  readonly name: string
  readonly externalSystem: string
  readonly state: string
  readonly attention: { message: string; remedy: string } | null
  readonly credential: Readonly<Record<string, string>>
  readonly store: { name: string; url: string; timeZone: string }
  readonly orderStart: string
  readonly warehouse: { name: string } | null
  readonly companyGroup: { name: string } | null
  readonly verifiedAt: string
  readonly entities: ReadonlyArray<{
    readonly entity: string
    readonly active: boolean
    readonly words: { en: string }
    readonly unreadableBecause: string | null
    readonly lastRun: {
      state: string
      queuedAt: string
      endedAt: string | null
      problem: { message: string } | null
    } | null
  }>
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** A connection by its name or id. */
export async function findConnection(api: Api, nameOrId: string): Promise<ConnectionShown> {
  if (uuid.test(nameOrId)) return await api.get<ConnectionShown>(`/connections/${nameOrId}`)
  const alike = await api.get<{ items: ConnectionShown[] }>('/connections', { q: nameOrId, limit: 200 })
  const named = (match: (name: string) => boolean) => alike.items.find(one => match(one.name))
  const found = named(name => name === nameOrId) ?? named(name => name.toLowerCase() === nameOrId.toLowerCase())
  if (found !== undefined) return found
  const { items } = await api.get<{ items: ConnectionShown[] }>('/connections', { limit: 10 })
  const names = items.map(one => `“${one.name}”`).join(', ')
  throw new UsageError(
    `There is no connection “${nameOrId}”. ${names === '' ? 'None is saved yet: koppla connections add' : `There are: ${names}.`}`,
  )
}
