import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/queries.ts'
import type { ConnectionDetail } from '../../api/types.ts'
import { Card, Fact } from '../../parts/card.tsx'
import { useFormats } from '../../parts/formats.ts'
import { Moment } from '../../parts/time.tsx'
import { DayBars } from './day-bars.tsx'
import { EntityStatusTable } from './entity-status.tsx'
import { PracticePart } from './practice.tsx'
import { SealPart } from './seal.tsx'
import { Trouble } from './trouble.tsx'

/** Whether the data can be trusted, since when, and what to do if not. */
export function OverviewTab({ connection }: { connection: ConnectionDetail }) {
  const admin = useMay('admin')
  return (
    <Stack gap="lg">
      <Trouble connection={connection} />
      <EntityStatusTable connection={connection} />
      <SealPart connection={connection} />
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
  const { store, orderStart, warehouse, companyGroup, verifiedAt, practice } = connection
  return (
    <Card title={store.name}>
      <dl className="facts">
        <Fact name={t('connectors.address')}>
          {practice ? (
            t('practice.noPages', { address: store.url })
          ) : (
            <a className="text-link" href={store.url} target="_blank" rel="noreferrer">
              {store.url}
            </a>
          )}
        </Fact>
        <Fact name={t('connection.orderStart')}>{formats.day(`${orderStart}T12:00:00Z`, 'UTC')}</Fact>
        <Fact name={t('connection.timeZone')}>{store.timeZone}</Fact>
        <Fact name={t('connectors.warehouse')}>{warehouse?.name ?? t('common.none')}</Fact>
        <Fact name={t('connectors.companyGroup')}>{companyGroup?.name ?? t('common.none')}</Fact>
        <Fact name={t('connection.verified')}>
          <Moment at={verifiedAt} timeZone={store.timeZone} />
        </Fact>
      </dl>
    </Card>
  )
}
