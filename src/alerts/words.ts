import type { AlertSettings } from '../config/alert-settings.ts'
import type { AlertKind } from './kinds.ts'

/** What the messages say around what the store and the engine said. */
export interface Words {
  /** What is wrong, as a sentence. */
  readonly kinds: Readonly<Record<AlertKind, (entity: string) => string>>
  readonly subject: {
    readonly one: (name: string) => string
    readonly several: (count: number) => string
    readonly oneRecovered: (name: string) => string
    readonly severalRecovered: (count: number) => string
    readonly lasting: (count: number) => string
    readonly notice: (count: number) => string
    readonly test: string
  }
  readonly began: string
  readonly recovered: string
  readonly lasting: string
  readonly why: string
  readonly remedy: string
  readonly since: (from: string, to: string | null) => string
  readonly more: (count: number) => string
  /** Above a message about many connections. */
  readonly many: (count: number) => string
  readonly test: string
  readonly footer: string
}

const en: Words = {
  kinds: {
    refused: () => 'The credential is refused: nothing is imported',
    closed: entity => `Permission is missing: ${entity} are not imported any more`,
    brake: entity => `A run of ${entity} would delete much, and waits for a person`,
    failing: entity => `Imports of ${entity} fail`,
    stalled: entity => `An import of ${entity} makes no progress`,
    late: entity => `Imports of ${entity} are late`,
    ending: () => 'The access ends soon unless it is used',
    rejections: entity => `Many ${entity} were set aside`,
  },
  subject: {
    one: name => `“${name}” needs attention`,
    several: count => `${count} connections need attention`,
    oneRecovered: name => `“${name}” is well again`,
    severalRecovered: count => `${count} connections are well again`,
    lasting: count => `still to be put right: ${count === 1 ? '1 problem' : `${count} problems`}`,
    notice: count => (count === 1 ? 'a notice' : `${count} notices`),
    test: 'a test message',
  },
  began: 'What is wrong',
  recovered: 'Put right',
  lasting: 'Still to be put right',
  why: 'Why',
  remedy: 'Do this',
  since: (from, to) => (to === null ? `since ${from}` : `from ${from} to ${to}`),
  more: count => `… and ${count} more.`,
  many: count =>
    `${count} connections at once: if they have nothing else in common, look at the network of this server first.`,
  test: 'This is a test message: alerts from Koppla arrive here. Nothing is wrong.',
  footer: 'Koppla tells once when something begins, once a day while it lasts, and once when it is over.',
}

const sv: Words = {
  kinds: {
    refused: () => 'Nyckeln godtas inte: inget importeras',
    closed: entity => `Behörighet saknas: ${entity} importeras inte längre`,
    brake: entity => `En körning av ${entity} skulle ta bort mycket, och väntar på en människa`,
    failing: entity => `Importen av ${entity} misslyckas`,
    stalled: entity => `En import av ${entity} kommer inte framåt`,
    late: entity => `Importen av ${entity} är försenad`,
    ending: () => 'Åtkomsten upphör snart om den inte används',
    rejections: entity => `Många ${entity} lades åt sidan`,
  },
  subject: {
    one: name => `”${name}” behöver åtgärdas`,
    several: count => `${count} anslutningar behöver åtgärdas`,
    oneRecovered: name => `”${name}” fungerar igen`,
    severalRecovered: count => `${count} anslutningar fungerar igen`,
    lasting: count => `kvar att åtgärda: ${count} problem`,
    notice: count => (count === 1 ? 'en upplysning' : `${count} upplysningar`),
    test: 'ett provmeddelande',
  },
  began: 'Det som är fel',
  recovered: 'Åtgärdat',
  lasting: 'Kvar att åtgärda',
  why: 'Varför',
  remedy: 'Gör så här',
  since: (from, to) => (to === null ? `sedan ${from}` : `från ${from} till ${to}`),
  more: count => `… och ${count} till.`,
  many: count =>
    `${count} anslutningar på en gång: har de inget annat gemensamt, se först över nätverket på den här servern.`,
  test: 'Detta är ett provmeddelande: larm från Koppla kommer fram hit. Inget är fel.',
  footer: 'Koppla säger till en gång när något börjar, en gång om dagen medan det varar och en gång när det är över.',
}

export const words: Readonly<Record<AlertSettings['language'], Words>> = { en, sv }
