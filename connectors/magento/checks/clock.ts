import { type MagentoCheck, passed, type Result } from './check.ts'
import { doorOf } from './magento.ts'

const toleratedSeconds = 60

export const clockCheck: MagentoCheck = {
  id: 'reachable.clock',
  title: 'The store’s clock is right',
  field: 'apiUrl',
  blocking: false,
  run: async session => {
    const { answer } = await doorOf(session)
    if (answer.date === null) return untold
    const seconds = Math.round((Date.parse(answer.date) - session.context.now().getTime()) / 1000)
    if (Math.abs(seconds) <= toleratedSeconds) return passed('within a minute of ours')
    return {
      status: 'warning',
      diagnosis: `The store’s clock is ${inWords(Math.abs(seconds))} ${seconds > 0 ? 'ahead of' : 'behind'} ours.`,
      remedy:
        'Nothing is lost by it, because we go by the store’s clock. Ask the web host to have a time server set the clock.',
      field: 'apiUrl',
    }
  },
}

const untold: Result = {
  status: 'warning',
  diagnosis: 'The store’s answers do not say what time it is there: a cache stands in front of them.',
  remedy: 'In Fastly, Varnish or at the web host, exempt /rest/ from the cache. Until then we go by our own clock.',
  field: 'apiUrl',
}

function inWords(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`
  if (seconds < 2 * 3600) return `${Math.round(seconds / 60)} minutes`
  return seconds < 48 * 3600 ? `${Math.round(seconds / 3600)} hours` : `${Math.round(seconds / 86400)} days`
}
