import { Button, Checkbox, Group, Switch, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '../../api/client.ts'
import { connectionQuery, connectorsQuery, refreshConnections } from '../../api/queries.ts'
import type { ConnectionDetail } from '../../api/types.ts'
import { useEntityName } from '../../parts/badges.tsx'
import { useGo } from '../../parts/go.tsx'
import { Awaited, Page } from '../../parts/page-states.tsx'
import { ProblemNote } from '../../parts/problems.tsx'
import { type Column, DataTable } from '../../parts/table.tsx'
import { Rhythm } from './rhythm.tsx'

/** After saving: what to import and how often. All is off. */
export function FirstImportsPage() {
  const { t } = useTranslation()
  const { id } = useParams({ strict: false }) as { id: string }
  const connection = useQuery(connectionQuery(id))
  return (
    <Page title={t('connectors.firstTitle')} width={860}>
      <Awaited query={connection}>{data => <Choices connection={data} />}</Awaited>
    </Page>
  )
}

type Row = ConnectionDetail['entities'][number]

function Choices({ connection }: { connection: ConnectionDetail }) {
  const { t, i18n } = useTranslation()
  const go = useGo()
  const entityName = useEntityName()
  const [scheduled, setScheduled] = useState<readonly string[]>([])
  const [now, setNow] = useState<readonly string[]>([])
  const there = `/settings/connectors/${connection.id}`
  const toggle = (list: readonly string[], name: string) =>
    list.includes(name) ? list.filter(one => one !== name) : [...list, name]
  const start = useMutation({
    mutationFn: async () => {
      for (const entity of scheduled) await send('POST', `/connections/${connection.id}/schedules/${entity}/activate`)
      for (const entity of now) await send('POST', `/connections/${connection.id}/runs`, { entity })
      await refreshConnections()
      go(now.length > 0 ? `${there}/runs` : there)
    },
  })
  const columns: Column<Row>[] = [
    {
      name: 'entity',
      title: t('connection.entity'),
      show: one => (
        <>
          <b>{entityName(one.entity, one.label)}</b>
          <Extent row={one} system={connection.externalSystem} />
        </>
      ),
    },
    {
      name: 'scheduled',
      title: t('connectors.onSchedule'),
      show: one => (
        <Group gap="xs">
          <Switch
            size="sm"
            label={one.words[i18n.language as 'en' | 'sv']}
            disabled={one.unreadableBecause !== null}
            checked={scheduled.includes(one.entity)}
            onChange={() => setScheduled(toggle(scheduled, one.entity))}
            aria-label={`${t('connectors.onSchedule')}: ${entityName(one.entity, one.label)}`}
          />
          {one.unreadableBecause === null && (
            <Rhythm connectionId={connection.id} entity={one.entity} name={entityName(one.entity, one.label)} />
          )}
        </Group>
      ),
    },
    {
      name: 'now',
      title: t('connectors.importNow'),
      show: one => (
        <Checkbox
          size="sm"
          disabled={one.unreadableBecause !== null}
          checked={now.includes(one.entity)}
          onChange={() => setNow(toggle(now, one.entity))}
          aria-label={`${t('connectors.importNow')}: ${entityName(one.entity, one.label)}`}
        />
      ),
    },
  ]
  return (
    <>
      <Text>{t('connectors.firstLead', { name: connection.name })}</Text>
      <div className="card">
        <DataTable
          label={t('connectors.firstTitle')}
          columns={columns}
          rows={connection.entities}
          keyOf={one => one.entity}
        />
      </div>
      {start.error && <ProblemNote error={start.error} />}
      <Group gap="xs">
        <Button onClick={() => start.mutate()} loading={start.isPending} disabled={scheduled.length + now.length === 0}>
          {t('connectors.finish')}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => go(there)}>
          {t('connectors.later')}
        </Button>
      </Group>
    </>
  )
}

/** What of it is imported, or why it cannot be. */
function Extent({ row, system }: { row: Row; system: string }) {
  const { t } = useTranslation()
  const connector = useQuery(connectorsQuery).data?.find(one => one.id === system)
  const cut = connector?.entities.find(({ name }) => name === row.entity)?.startsAtOrderStart
  return (
    <Text fz="xs" c="dimmed">
      {row.unreadableBecause ?? t(cut ? 'connectors.startsAtOrderStart' : 'connectors.whole')}
    </Text>
  )
}
