import { Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../api/types.ts'
import { useFilters } from '../../parts/filters.ts'
import { Go } from '../../parts/go.tsx'
import { Empty, Page } from '../../parts/page-states.tsx'
import { type Column, PagedTable, usePaged } from '../../parts/table.tsx'
import { Moment } from '../../parts/time.tsx'

const here = '/settings/audit'

export function AuditPage() {
  const { t } = useTranslation()
  const { filters, clear } = useFilters(here)
  const query = usePaged<AuditEntry>('/audit', { target: filters['target'] })
  const columns: Column<AuditEntry>[] = [
    { name: 'at', title: t('settings.audit.at'), show: one => <Moment at={one.at} /> },
    { name: 'actor', title: t('settings.audit.actor'), show: one => one.actor },
    {
      name: 'action',
      title: t('settings.audit.action'),
      show: one =>
        one.target ? (
          <Go to={here} search={{ target: one.target }}>
            {one.action}
          </Go>
        ) : (
          one.action
        ),
    },
    {
      name: 'detail',
      title: t('settings.audit.detail'),
      wide: true,
      show: one => (
        <Text fz="xs" c="dimmed">
          {writeDetail(one.detail)}
        </Text>
      ),
    },
    { name: 'address', title: t('settings.audit.address'), wide: true, show: one => one.address ?? '–' },
  ]
  return (
    <Page title={t('nav.audit')}>
      {filters['target'] && (
        <Group gap="xs">
          <Text fz="sm">{t('settings.audit.only', { id: filters['target'] })}</Text>
          <Button size="xs" variant="default" onClick={clear}>
            {t('common.clear')}
          </Button>
        </Group>
      )}
      <PagedTable
        label={t('nav.audit')}
        query={query}
        columns={columns}
        keyOf={one => one.id}
        empty={<Empty title={t('settings.audit.none')} />}
      />
    </Page>
  )
}

const writeDetail = (detail: AuditEntry['detail']) =>
  Object.entries(detail)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ')
