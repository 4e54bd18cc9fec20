import { Button, Checkbox, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../api/client.ts'
import type { Page as PageOf, Rejection, RejectionDetail } from '../api/types.ts'
import type { Search } from '../app/router.tsx'
import { LinkFilters } from '../pages/data/filter-bar.tsx'
import { PracticeBadge, StateBadge, useEntityName } from './badges.tsx'
import { Dialog } from './dialog.tsx'
import { useFilters } from './filters.ts'
import { Go } from './go.tsx'
import { Awaited, Empty, NoMatch } from './page-states.tsx'
import { RawText } from './raw.tsx'
import { ManyActions, OwnActions } from './rejection-actions.tsx'
import { type Column, PagedTable, usePaged } from './table.tsx'
import { Ago } from './time.tsx'
import { WorkFilters } from './work-filters.tsx'

const states = ['open', 'superseded', 'dismissed'] as const

/** Records that could not be stored: look, retry, dismiss, one or many at once. */
export function RejectionTable({ path, connectionId }: { path: string; connectionId?: string }) {
  const { t } = useTranslation()
  const { filters, setFilter, clear } = useFilters(path)
  const state = stateOf(filters)
  const query = usePaged<Rejection>('/rejections', { ...filters, state, ...(connectionId && { connectionId }) })
  const [marked, setMarked] = useState<readonly string[]>([])
  const [shown, setShown] = useState<Rejection>()
  const filtered = state !== 'open' || Boolean(filters['connectionId'] ?? filters['entity'] ?? filters['runId'])
  const shownOpen = idsOfOpen(query.data?.pages)
  // What is no longer shown is not acted on.
  const chosen = shownOpen.filter(id => marked.includes(id))
  const columns = useColumns({ connectionId, chosen, setChosen: setMarked, setShown })
  return (
    <Stack gap="md">
      <Group gap="xs">
        <WorkFilters
          {...{ filters, setFilter, connectionId, states, state }}
          onState={state => setFilter({ state: state ?? 'all' })}
        />
        <LinkFilters filters={filters} setFilter={setFilter} />
        {shownOpen.length > 1 && (
          <Checkbox
            size="sm"
            label={t('connection.rejections.selectAll')}
            checked={chosen.length === shownOpen.length}
            indeterminate={chosen.length > 0 && chosen.length < shownOpen.length}
            onChange={event => setMarked(event.currentTarget.checked ? shownOpen : [])}
          />
        )}
        <ManyActions chosen={chosen} onDone={ids => setMarked(marked => marked.filter(id => !ids.includes(id)))} />
      </Group>
      <PagedTable
        label={t('nav.rejections')}
        query={query}
        columns={columns}
        keyOf={one => one.id}
        empty={
          filtered ? (
            <NoMatch onClear={clear} />
          ) : (
            <Empty title={t('connection.rejections.none')}>{t('connection.rejections.noneWhy')}</Empty>
          )
        }
      />
      <Dialog
        opened={shown !== undefined}
        onClose={() => setShown(undefined)}
        size="xl"
        title={shown && startSentence(shown.reason)}
      >
        {shown && <Raw id={shown.id} />}
      </Dialog>
    </Stack>
  )
}

/** Open ones unless another is chosen; clearing the choice leaves `all`, which is no filter. */
function stateOf({ state = 'open' }: Search): string | undefined {
  return state === 'all' ? undefined : state
}

const idsOfOpen = (pages: ReadonlyArray<PageOf<Rejection>> = []): string[] =>
  pages.flatMap(({ items }) => items.filter(one => one.state === 'open').map(({ id }) => id))

interface Choosing {
  /** Absent: of all connections. */
  readonly connectionId: string | undefined
  readonly chosen: readonly string[]
  readonly setChosen: (ids: readonly string[]) => void
  readonly setShown: (one: Rejection) => void
}

function useColumns({ connectionId, chosen, setChosen, setShown }: Choosing): Column<Rejection>[] {
  const { t } = useTranslation()
  const entityName = useEntityName()
  return [
    {
      name: 'choose',
      title: '',
      show: one =>
        one.state === 'open' && (
          <Checkbox
            size="sm"
            aria-label={t('connection.rejections.select', { id: one.externalId ?? one.id })}
            checked={chosen.includes(one.id)}
            onChange={() =>
              setChosen(chosen.includes(one.id) ? chosen.filter(id => id !== one.id) : [...chosen, one.id])
            }
          />
        ),
    },
    {
      name: 'record',
      title: t('connection.rejections.record'),
      show: one => (
        <>
          <b>
            {entityName(one.entity)} {one.externalId}
          </b>{' '}
          {one.practice && <PracticeBadge />}
          {!connectionId && (
            <div>
              <Go to={`/settings/connectors/${one.connectionId}`} className="quiet-link">
                {one.connectionName}
              </Go>
            </div>
          )}
        </>
      ),
    },
    {
      name: 'reason',
      title: t('connection.rejections.reason'),
      show: one => (
        <>
          <div>{startSentence(one.reason)}</div>
          <Group gap={6} mt={6}>
            <Button variant="default" size="compact-xs" onClick={() => setShown(one)}>
              {t('connection.rejections.show')}
            </Button>
            <OwnActions one={one} />
          </Group>
        </>
      ),
    },
    { name: 'state', title: t('connection.runs.state'), wide: true, show: one => <StateBadge state={one.state} /> },
    {
      name: 'seen',
      title: t('connection.rejections.seen'),
      wide: true,
      show: one => (
        <>
          <Ago at={one.lastSeenAt} /> ({one.seen}×)
        </>
      ),
    },
  ]
}

const startSentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

function Raw({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['/rejections', id],
    queryFn: ({ signal }) => get<RejectionDetail>(`/rejections/${id}`, {}, signal),
  })
  return <Awaited query={query}>{({ raw }) => <RawText text={raw} />}</Awaited>
}
