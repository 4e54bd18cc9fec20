import { Stack, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/queries.ts'
import type { ConnectionDetail } from '../../api/types.ts'
import { useFormats } from '../../parts/formats.ts'
import { Moment } from '../../parts/time.tsx'
import { DayBars } from './day-bars.tsx'
import { EntityStatusTable } from './entity-status.tsx'
import { PracticePart } from './practice.tsx'
import { Trouble } from './trouble.tsx'

/** Whether the data can be trusted, since when, and what to do if not. */
export function OverviewTab({ connection }: { connection: ConnectionDetail }) {
  const admin = useMay('admin')
  return (
    <Stack gap="lg">
      <Trouble connection={connection} />
      <EntityStatusTable connection={connection} />
      {connection.practice && admin && <PracticePart connectionId={connection.id} />}
      <div className="wide-left">
        <DayBars connectionId={connection.id} />
        <Facts connection={connection} />
      </div>
    </Stack>
  )
}

function Facts({ connection }: { connection: ConnectionDetail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { store, orderStart, warehouse, companyGroup, verifiedAt } = connection
  return (
    <aside className="card card-pad">
      <Title order={2} mb="sm">
        {store.name}
      </Title>
      <dl className="facts">
        <dt>{t('connectors.address')}</dt>
        <dd>
          <a className="text-link" href={store.url} target="_blank" rel="noreferrer">
            {store.url}
          </a>
        </dd>
        <dt>{t('connection.orderStart')}</dt>
        <dd>{formats.day(`${orderStart}T12:00:00Z`, 'UTC')}</dd>
        <dt>{t('connection.timeZone')}</dt>
        <dd>{store.timeZone}</dd>
        <dt>{t('connectors.warehouse')}</dt>
        <dd>{warehouse?.name ?? t('common.none')}</dd>
        <dt>{t('connectors.companyGroup')}</dt>
        <dd>{companyGroup?.name ?? t('common.none')}</dd>
        <dt>{t('connection.verified')}</dt>
        <dd>
          <Moment at={verifiedAt} timeZone={store.timeZone} />
        </dd>
      </dl>
    </aside>
  )
}
