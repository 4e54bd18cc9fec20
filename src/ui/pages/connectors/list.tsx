import { Button, Checkbox, Group, Stack } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { connectorsQuery, useMay } from '../../api/queries.ts'
import type { Connection } from '../../api/types.ts'
import { PracticeBadge } from '../../parts/badges.tsx'
import { EntityChips } from '../../parts/entity-chips.tsx'
import { useFilters } from '../../parts/filters.ts'
import { Go, useGo } from '../../parts/go.tsx'
import { Empty, NoMatch, Page } from '../../parts/page-states.tsx'
import { SearchInput } from '../../parts/search-input.tsx'
import { StartPractice } from '../../parts/start-practice.tsx'
import { type Column, PagedTable, usePaged } from '../../parts/table.tsx'
import { TrustBadges, TrustWords } from '../../parts/trust.tsx'

const here = '/settings/connectors'

export function ConnectorsPage() {
  const { t } = useTranslation()
  const go = useGo()
  const mayVerify = useMay('support')
  const maySave = useMay('admin')
  const { filters, setFilter, clear } = useFilters(here)
  const words = filters['q'] ?? ''
  const troubled = filters['troubled']
  const asked = { q: words, troubled }
  const connections = usePaged<Connection>('/connections', asked, { keptAs: 'connections', refetchMs: 10_000 })
  const columns = useConnectionColumns()
  const create = mayVerify && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => go(`${here}/new`)}>
      {t(maySave ? 'connectors.create' : 'connectors.tryOut')}
    </Button>
  )
  const none = words === '' && !troubled && connections.data?.pages[0]?.items.length === 0
  return (
    <Page title={t('connectors.title')} actions={!none && create}>
      {!none && (
        <Group gap="sm">
          <SearchInput label={t('connectors.filter')} value={words} onChange={q => setFilter({ q })} />
          <Checkbox
            size="sm"
            label={t('connectors.onlyTroubled')}
            checked={troubled === 'true'}
            onChange={event => setFilter({ troubled: event.currentTarget.checked ? 'true' : undefined })}
          />
        </Group>
      )}
      <PagedTable
        label={t('connectors.title')}
        query={connections}
        columns={columns}
        keyOf={one => one.id}
        empty={
          none ? (
            <NoConnections create={create} />
          ) : (
            <NoMatch title={t(troubled && words === '' ? 'start.calm' : 'connectors.noneMatch')} onClear={clear} />
          )
        }
      />
      {!none && <StartPractice quiet />}
    </Page>
  )
}

function NoConnections({ create }: { create: ReactNode }) {
  const { t } = useTranslation()
  return (
    <>
      <Empty title={t('connectors.none')} action={create}>
        {t('connectors.noneWhy')}
      </Empty>
      <Stack align="center" pb={40} ta="center">
        <StartPractice />
      </Stack>
    </>
  )
}

function useConnectionColumns(): Column<Connection>[] {
  const { t } = useTranslation()
  const systems = useQuery(connectorsQuery).data ?? []
  return [
    {
      name: 'name',
      title: t('connectors.name'),
      show: one => (
        <>
          <Go to={`${here}/${one.id}`}>
            <b>{one.name}</b>
          </Go>{' '}
          {one.practice && <PracticeBadge />}
          <div>
            <span className="one-line" style={{ color: 'var(--mantine-color-dimmed)' }} title={one.store.url}>
              {one.store.url.replace(/\/$/, '')}
            </span>
          </div>
          <div className="narrow" style={{ marginTop: 6 }}>
            <EntityChips connection={one} />
          </div>
        </>
      ),
    },
    {
      name: 'system',
      title: t('connectors.system'),
      wide: true,
      show: one => systems.find(({ id }) => id === one.externalSystem)?.name ?? one.externalSystem,
    },
    {
      name: 'state',
      title: t('connectors.state'),
      show: one => (
        <>
          <Group gap={4}>
            <TrustBadges connection={one} />
          </Group>
          <TrustWords connection={one} />
        </>
      ),
    },
    { name: 'imports', title: t('connectors.imports'), wide: true, show: one => <EntityChips connection={one} /> },
  ]
}
