import { useTranslation } from 'react-i18next'
import { useMay } from '../api/queries.ts'
import type { Connection, Freshness } from '../api/types.ts'
import type { Search } from '../app/router.tsx'
import { FreshnessBadge, StateBadge, useEntityName } from './badges.tsx'
import { useFormats } from './formats.ts'
import { Go } from './go.tsx'
import { SwitchOn } from './steps.tsx'
import { Ago } from './time.tsx'

type Missing = Connection['entities'][number]['missing'][number]
type Kind = Missing['kind']

/** What is worth telling: that nothing is read of what is not scheduled is as it should be. */
export const findWanting = ({ freshness, missing }: { freshness: Freshness; missing: readonly Missing[] }) =>
  missing.filter(({ kind }) => freshness !== 'inactive' || kind === 'rejections')

/** Where what keeps an entity from being complete is put right, or else explained. */
export function usePlaces(connectionId: string) {
  const support = useMay('support')
  const there = `/settings/connectors/${connectionId}`
  return (kind: Kind, entity: string) =>
    ({
      rejections: support ? { to: `${there}/rejections`, search: { entity } } : { to: there, search: {} },
      brake: { to: `${there}/runs`, search: { state: 'needs_approval' } },
      unread: { to: `${there}/schedule`, search: {} },
      order_start: { to: `${there}/runs`, search: { entity } },
    })[kind]
}

interface MissingWordsProps {
  readonly connectionId: string
  readonly entity: string
  readonly missing: readonly Missing[]
}

/** Each thing that is missing, what to do, and where. */
export function MissingWords({ connectionId, entity, missing }: MissingWordsProps) {
  const { t } = useTranslation()
  const support = useMay('support')
  const placeOf = usePlaces(connectionId)
  return missing.map(({ kind, message, remedy }) => (
    <div key={kind}>
      {message} {remedy}{' '}
      {(support || kind !== 'rejections') && (
        <Go {...placeOf(kind, entity)} className="text-link">
          {t(`connection.putRight.${kind}`)}
        </Go>
      )}
    </div>
  ))
}

/** Its state, and whether what came through it can be trusted. */
export function TrustBadges({ connection }: { connection: Connection }) {
  const { t } = useTranslation()
  const { state, trouble, freshness, complete } = connection
  return (
    <>
      <StateBadge state={trouble !== null ? 'needs_attention' : state} />
      {freshness === 'fresh' && !complete && <span className="badge warn">{t('connectors.trust.incomplete')}</span>}
      {(freshness !== 'fresh' || complete) && state !== 'paused' && <FreshnessBadge freshness={freshness} />}
    </>
  )
}

/** Since when it can be trusted; if not, why, with the way to what is to be done. */
export function TrustWords({ connection }: { connection: Connection }) {
  return (
    <div className="trust">
      <Words connection={connection} />
    </div>
  )
}

function Words({ connection }: { connection: Connection }) {
  const { t } = useTranslation()
  const entityName = useEntityName()
  const { id, state, trouble, attention, entities } = connection
  const there = `/settings/connectors/${id}`
  switch (trouble) {
    case 'attention':
      return attention ? (
        <Reason to={there} words={attention.message} />
      ) : (
        <Reason to={`${there}/runs`} search={{ state: 'needs_approval' }} words={t('connectors.trust.brake')} />
      )
    case 'failed': {
      const failed = entities.filter(one => one.lastRun?.state === 'failed')
      return failed.map(({ entity, label, lastRun }) => (
        <Reason
          key={entity}
          to={`/runs/${lastRun!.id}`}
          words={t('start.failedRun', { entity: entityName(entity, label).toLowerCase() })}
        />
      ))
    }
    case 'unscheduled':
      return <SwitchOn connectionId={id} />
    default:
      return state === 'paused' ? (
        <Reason to={`${there}/settings`} words={t('connection.paused')} />
      ) : (
        <Completeness connection={connection} />
      )
  }
}

function Completeness({ connection }: { connection: Connection }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const entityName = useEntityName()
  const placeOf = usePlaces(connection.id)
  const { completeSince, completeUntil, freshness, store, entities } = connection
  const wanting = entities.flatMap(one =>
    findWanting(one).map(missing => ({ ...missing, entity: one.entity, name: entityName(one.entity, one.label) })),
  )
  if (wanting.length === 0 && (freshness === 'late' || freshness === 'stalled'))
    return <Reason to={`/settings/connectors/${connection.id}`} words={t(`connectors.trust.${freshness}`)} />
  if (wanting.length > 0)
    return wanting.map(({ entity, name, kind, count = 0 }) => (
      <Reason
        key={`${entity} ${kind}`}
        {...placeOf(kind, entity)}
        words={`${name}: ${t(`connectors.trust.${kind}`, { count })}`}
      />
    ))
  if (completeUntil === null) return null
  return (
    <>
      {completeSince === null
        ? t('connectors.trust.whole')
        : t('connectors.trust.since', { day: formats.day(completeSince, store.timeZone) })}
      {', '}
      {t('connectors.trust.asOf')} <Ago at={completeUntil} />
    </>
  )
}

function Reason({ words, ...place }: { to: string; search?: Search; words: string }) {
  return (
    <div>
      <Go {...place} className="text-link">
        {words}
      </Go>
    </div>
  )
}
