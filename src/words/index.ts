import { type Language, networkSv, type Phrases, type Registry } from '../sdk/index.ts'
import { alerts } from './alerts.ts'
import { authorizations } from './authorizations.ts'
import { completeness } from './completeness.ts'
import { connections } from './connections.ts'
import { parts } from './parts.ts'
import { practice } from './practice.ts'
import { refusals } from './refusals.ts'
import { runs } from './runs.ts'
import { createSay, type Say } from './say.ts'
import { seals } from './seals.ts'
import { singleSignOn } from './single-sign-on.ts'

/** What the core says in Swedish. */
export const ownWords: Phrases = {
  ...networkSv,
  ...connections,
  ...authorizations,
  ...runs,
  ...completeness,
  ...singleSignOn,
  ...seals,
  ...alerts,
  ...refusals,
  ...practice,
  ...parts,
}

/** English is what the code says. */
export const sayEnglish: Say = words => words

/** Says words of ours, and what the connectors say in their own words. */
export function createSpeaker(registry: Registry, language: Language | 'en'): Say {
  if (language === 'en') return sayEnglish
  return createSay(Object.assign({}, ownWords, ...[...registry.values()].map(({ words }) => words?.[language])))
}
