import { Problem } from '../../errors.ts'
import { GoneError, readEvents } from '../../events/feed.ts'
import { EventPage, EventQuery } from '../api/changes.ts'
import { toPlain } from '../plain.ts'
import type { AddRoutes } from '../server.ts'

export const addEventRoutes: AddRoutes = (app, { seenBy }) => {
  const schema = { summary: 'What changed, in commit order', querystring: EventQuery, response: { 200: EventPage } }
  app.get('/events', { config: { role: 'viewer' }, schema }, async request => {
    try {
      const { events, ...rest } = await readEvents(seenBy(request).db.pool, request.query)
      return toPlain({ items: events, ...rest }) as never
    } catch (error) {
      if (error instanceof GoneError) throw gone(error)
      throw error
    }
  })
}

const gone = ({ message, startAfter }: GoneError) =>
  new Problem('gone', message, {
    remedy: `Read the records through their lists, then go on with after=${startAfter}.`,
    more: { code: 'events_gone', startAfter },
  })
