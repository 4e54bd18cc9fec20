import { Button, Code, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../api/types.ts'
import type { Search } from '../../app/router.tsx'
import { dayAfter, startOfDay } from '../../parts/days.ts'
import { useFilters } from '../../parts/filters.ts'
import { Empty, NoMatch, Page } from '../../parts/page-states.tsx'
import { SearchInput } from '../../parts/search-input.tsx'
import { type Column, PagedTable, usePaged } from '../../parts/table.tsx'
import { Moment, OwnZoneNote } from '../../parts/time.tsx'
import { DayFilter } from '../data/day-filter.tsx'
import { Choice } from '../data/filter-bar.tsx'
import { AuditSentence } from './audit-sentence.tsx'

const here = '/settings/audit'

/** What may be filtered by: how the names of the changes begin. */
const kinds = [
  ...[
    'user',
    'session',
    'key',
    'connection',
    'authorization',
    'credential',
    'schedule',
    'run',
    'rejection',
    'warehouse',
  ],
  ...['company group', 'practice', 'seal', 'alerts', 'sealing key', 'database'],
] as const

export function AuditPage() {
  const { t } = useTranslation()
  const { filters, setFilter, clear } = useFilters(here)
  const { actor, kind, target, from, to } = filters
  const query = usePaged<AuditEntry>('/audit', {
    ...{ actor, target, from: startOfDay(from), until: startOfDay(dayAfter(to)) },
    action: kind && `${kind}.`,
  })
  const columns: Column<AuditEntry>[] = [
    { name: 'at', title: t('settings.audit.at'), show: one => <Moment at={one.at} /> },
    {
      name: 'what',
      title: t('settings.audit.action'),
      show: one => <AuditSentence entry={one} />,
    },
    {
      name: 'address',
      title: t('settings.audit.address'),
      wide: true,
      show: one => one.address && <Code>{one.address}</Code>,
    },
    {
      name: 'only',
      title: '',
      wide: true,
      show: one =>
        one.target &&
        one.target !== target && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            fw={450}
            c="dimmed"
            onClick={() => setFilter({ target: one.target ?? undefined })}
          >
            {t('settings.audit.onlyThis')}
          </Button>
        ),
    },
  ]
  return (
    <Page title={t('nav.audit')}>
      <Filters filters={filters} setFilter={setFilter} clear={clear} />
      <PagedTable
        label={t('nav.audit')}
        query={query}
        columns={columns}
        keyOf={one => one.id}
        note={<OwnZoneNote />}
        empty={
          Object.values(filters).some(Boolean) ? (
            <NoMatch title={t('settings.audit.noneFound')} onClear={clear} />
          ) : (
            <Empty title={t('settings.audit.none')} />
          )
        }
      />
    </Page>
  )
}

interface FiltersProps {
  readonly filters: Search
  readonly setFilter: (change: Search) => void
  readonly clear: () => void
}

function Filters({ filters, setFilter, clear }: FiltersProps) {
  const { t } = useTranslation()
  return (
    <Group gap="xs" role="search">
      <SearchInput
        label={t('settings.audit.actor')}
        hint={t('settings.audit.actorHint')}
        value={filters['actor']}
        onChange={actor => setFilter({ actor })}
      />
      <Choice
        label={t('settings.audit.kind')}
        value={filters['kind']}
        onChange={kind => setFilter({ kind })}
        data={kinds.map(value => ({ value, label: t(`settings.audit.kinds.${value}`) }))}
      />
      <DayFilter label={t('settings.audit.from')} value={filters['from']} onChange={from => setFilter({ from })} />
      <DayFilter label={t('settings.audit.to')} value={filters['to']} onChange={to => setFilter({ to })} />
      {filters['target'] && (
        <Button size="xs" variant="light" onClick={() => setFilter({ target: undefined })}>
          {t('settings.audit.onlyOne')}
        </Button>
      )}
      {Object.values(filters).some(Boolean) && (
        <Button variant="subtle" color="gray" size="xs" onClick={clear}>
          {t('common.clear')}
        </Button>
      )}
    </Group>
  )
}
