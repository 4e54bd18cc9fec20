import { impatient } from '../../../src/sdk/index.ts'
import { askAsStranger } from '../client.ts'
import { type FortnoxCheck, type FortnoxSession, passed, type Result } from './check.ts'

const toleratedSeconds = 60

const ask = (session: FortnoxSession) =>
  session.once('stranger', () => askAsStranger(session.values.apiUrl, impatient(session.context)))

export const fortnoxCheck: FortnoxCheck = {
  id: 'reachable.fortnox',
  title: 'Fortnox answers',
  field: 'apiUrl',
  run: async session => {
    await ask(session)
    return passed('', { origin: session.values.apiUrl })
  },
}

export const clockCheck: FortnoxCheck = {
  id: 'reachable.clock',
  title: 'Our clock agrees with Fortnox’s',
  field: 'apiUrl',
  blocking: false,
  run: async session => {
    const { date } = await ask(session)
    if (date === null) return untold
    const seconds = Math.round((Date.parse(date) - session.context.now().getTime()) / 1000)
    if (Math.abs(seconds) <= toleratedSeconds) return passed('within a minute of ours')
    return {
      status: 'warning',
      diagnosis: `Our clock is ${Math.abs(seconds)} seconds ${seconds > 0 ? 'behind' : 'ahead of'} Fortnox’s.`,
      remedy:
        'Nothing is lost by it, because we go by Fortnox’s clock. Have the operator set the clock of this server.',
      field: 'apiUrl',
    }
  },
}

const untold: Result = {
  status: 'warning',
  diagnosis: 'The answers of Fortnox do not say what time it is there: something stands in between.',
  remedy:
    'Have the operator see whether a proxy is between this server and Fortnox. Until then we go by our own clock.',
  field: 'apiUrl',
}
