import { byCreated, byId, type List } from './listing.ts'
import { textField, timeField } from './search-fields.ts'
import { gid, type Row, type State, type StoreEvent, show, takeId } from './state.ts'

interface EventRow extends Row {
  readonly event: StoreEvent
}

const subjectOf = ({ event }: EventRow) => event.subjectType

/** What happened in the shop, of which an import wants the deletions. */
export const events: List<EventRow> = {
  name: 'events',
  rows: ({ state }) =>
    state.events.map(event => ({
      ...{ id: event.id, created: event.at, updated: event.at, savedAt: 0, indexed: null, event },
    })),
  show: ({ event }) => ({
    ...{ __typename: 'BasicEvent', id: gid('BasicEvent', event.id), action: event.action, createdAt: show(event.at) },
    ...{ message: '', subjectId: event.subjectId, subjectType: event.subjectType, arguments: [] },
  }),
  sorts: { ID: byId, CREATED_AT: byCreated },
  sortedBy: 'ID',
  fields: {
    created_at: timeField<EventRow>(({ created }) => created),
    action: textField<EventRow>(({ event }) => [event.action]),
    subject_type: textField<EventRow>(row => [subjectOf(row)]),
  },
}

export function tellEvent(state: State, told: Omit<StoreEvent, 'id' | 'at'>): void {
  state.events.push({ id: takeId(state), at: state.clock.now().getTime(), ...told })
}
