import type { AlertSettings } from '../config/alert-settings.ts'
import type { Say } from '../words/say.ts'
import type { Digest, Told, ToldList } from './digest.ts'
import { notices } from './kinds.ts'
import { type Words, words } from './words.ts'

export interface Composing {
  readonly language: AlertSettings['language']
  readonly say: Say
  /** Where people reach Koppla; without it there are no links. */
  readonly publicUrl: string | undefined
}

export interface Mail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

export const connectionUrl = (publicUrl: string | undefined, connectionId: string): string | undefined =>
  publicUrl && `${publicUrl}/settings/connectors/${connectionId}`

/** A digest as a person reads it. What stores and people have written stands there as text, never as markup. */
export function composeMail(digest: Digest, composing: Composing): Mail {
  const said = words[composing.language]
  const sections = toSections(digest, said, composing)
  const above = [...(digest.test ? [said.test] : []), ...tellMany(digest, said)]
  return {
    subject: `Koppla: ${subjectOf(digest, said)}`.replace(/\p{Cc}+/gu, ' '),
    text: [...above, ...sections.map(sectionText), `-- \n${said.footer}`].join('\n\n'),
    html: pageOf([...above.map(paragraph), ...sections.map(sectionHtml), paragraph(said.footer)]),
  }
}

const manyConnections = 5

const tellMany = ({ began }: Digest, said: Words): string[] =>
  began.connections >= manyConnections ? [said.many(began.connections)] : []

function subjectOf({ began, recovered, lasting, test }: Digest, { subject }: Words): string {
  const name = (list: ToldList) => list.items[0]?.connectionName ?? ''
  if (test) return subject.test
  if (began.total > 0 && began.items.every(one => notices.includes(one.kind))) return subject.notice(began.total)
  if (began.total > 0) return began.connections === 1 ? subject.one(name(began)) : subject.several(began.connections)
  if (lasting.total > 0) return subject.lasting(lasting.total)
  return recovered.connections === 1
    ? subject.oneRecovered(name(recovered))
    : subject.severalRecovered(recovered.connections)
}

interface Line {
  readonly title: string
  /** What to know of it, each with its label. */
  readonly facts: ReadonlyArray<readonly [string, string]>
}

interface Section {
  readonly title: string
  readonly groups: ReadonlyArray<{
    readonly name: string
    readonly url: string | undefined
    readonly lines: readonly Line[]
  }>
  readonly more: string | undefined
}

function toSections(digest: Digest, said: Words, { say, publicUrl }: Composing): Section[] {
  return (['began', 'lasting', 'recovered'] as const).flatMap(part => {
    const { items, total } = digest[part]
    if (total === 0) return []
    const groups = [...Map.groupBy(items, one => one.connectionId)].map(([connectionId, told]) => ({
      name: told[0]!.connectionName,
      url: connectionUrl(publicUrl, connectionId),
      lines: told.map(one => toLine(one, said, say)),
    }))
    return [{ title: said[part], groups, more: total > items.length ? said.more(total - items.length) : undefined }]
  })
}

function toLine({ kind, entity, since, endedAt, message, remedy }: Told, said: Words, say: Say): Line {
  const what = said.kinds[kind](say(entity ?? ''))
  const title = `${what}, ${said.since(minute(since), endedAt && minute(endedAt))}`
  return { title, facts: endedAt === null ? [[said.why, message] as const, [said.remedy, remedy] as const] : [] }
}

const minute = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`

const sectionText = ({ title, groups, more }: Section): string =>
  [
    title.toUpperCase(),
    ...groups.map(({ name, url, lines }) => [name, ...lines.map(lineText), ...(url ? [`  ${url}`] : [])].join('\n')),
    ...(more ? [more] : []),
  ].join('\n\n')

const lineText = ({ title, facts }: Line): string =>
  [`- ${title}`, ...facts.map(([label, text]) => `  ${label}: ${text.replace(/\s+/g, ' ')}`)].join('\n')

const sectionHtml = ({ title, groups, more }: Section): string =>
  [
    `<h2 style="font-size:16px">${escapeHtml(title)}</h2>`,
    ...groups.map(({ name, url, lines }) => {
      const heading = url ? `<a href="${escapeHtml(url)}">${escapeHtml(name)}</a>` : escapeHtml(name)
      return `<h3 style="font-size:14px;margin-bottom:4px">${heading}</h3><ul>${lines.map(lineHtml).join('')}</ul>`
    }),
    ...(more ? [paragraph(more)] : []),
  ].join('\n')

const lineHtml = ({ title, facts }: Line): string =>
  `<li>${escapeHtml(title)}${facts.map(([label, text]) => `<br><b>${escapeHtml(label)}:</b> ${escapeHtml(text)}`).join('')}</li>`

const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`

const pageOf = (parts: readonly string[]): string =>
  `<!doctype html><html><body style="font-family:sans-serif;font-size:14px">\n${parts.join('\n')}\n</body></html>`

const entitiesOf: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, char => entitiesOf[char]!)
