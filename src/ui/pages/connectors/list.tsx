import { Button, Stack, TextInput } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { connectionsQuery, connectorsQuery, useMay } from '../../api/queries.ts'
import type { Connection } from '../../api/types.ts'
import { PracticeBadge, StateBadge } from '../../parts/badges.tsx'
import { EntityChips } from '../../parts/entity-chips.tsx'
import { useFilters } from '../../parts/filters.ts'
import { Go, useGo } from '../../parts/go.tsx'
import { Awaited, Empty, Page } from '../../parts/page-states.tsx'
import { StartPractice } from '../../parts/start-practice.tsx'
import { type Column, DataTable } from '../../parts/table.tsx'

const here = '/settings/connectors'

export function ConnectorsPage() {
  const { t } = useTranslation()
  const go = useGo()
  const mayVerify = useMay('support')
  const maySave = useMay('admin')
  const connections = useQuery(connectionsQuery)
  const create = mayVerify && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => go(`${here}/new`)}>
      {t(maySave ? 'connectors.create' : 'connectors.tryOut')}
    </Button>
  )
  return (
    <Page title={t('connectors.title')} actions={connections.data?.items.length !== 0 && create}>
      <Awaited query={connections}>
        {({ items }) =>
          items.length > 0 ? (
            <>
              <ConnectionTable connections={items} />
              <StartPractice quiet />
            </>
          ) : (
            <div className="card">
              <Empty title={t('connectors.none')} action={create}>
                {t('connectors.noneWhy')}
              </Empty>
              <Stack align="center" pb={40} ta="center">
                <StartPractice />
              </Stack>
            </div>
          )
        }
      </Awaited>
    </Page>
  )
}

function ConnectionTable({ connections }: { connections: Connection[] }) {
  const { t } = useTranslation()
  const { filters, setFilter } = useFilters(here)
  const systems = useQuery(connectorsQuery).data ?? []
  const words = (filters['q'] ?? '').toLowerCase()
  const rows = connections.filter(one => one.name.toLowerCase().includes(words))
  const columns: Column<Connection>[] = [
    {
      name: 'name',
      title: t('connectors.name'),
      show: one => (
        <>
          <Go to={`${here}/${one.id}`}>
            <b>{one.name}</b>
          </Go>{' '}
          {one.practice && <PracticeBadge />}
          <div style={{ color: 'var(--mantine-color-dimmed)' }}>{one.store.url}</div>
        </>
      ),
    },
    {
      name: 'system',
      title: t('connectors.system'),
      wide: true,
      show: one => systems.find(({ id }) => id === one.externalSystem)?.name ?? one.externalSystem,
    },
    { name: 'state', title: t('connectors.state'), show: one => <StateBadge state={one.state} /> },
    { name: 'imports', title: t('connectors.imports'), wide: true, show: one => <EntityChips connection={one} /> },
  ]
  return (
    <>
      {connections.length > 5 && (
        <TextInput
          w={260}
          type="search"
          aria-label={t('connectors.filter')}
          placeholder={t('connectors.filter')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={filters['q'] ?? ''}
          onChange={event => setFilter({ q: event.currentTarget.value })}
        />
      )}
      <div className="card">
        {rows.length === 0 ? (
          <Empty title={t('connectors.noneMatch')} />
        ) : (
          <DataTable label={t('connectors.title')} columns={columns} rows={rows} keyOf={one => one.id} />
        )}
      </div>
    </>
  )
}
