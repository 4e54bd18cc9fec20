import { useTranslation } from 'react-i18next'
import type { EntityName, Freshness } from '../api/types.ts'
import type { Texts } from '../texts/en.ts'
import type { Tone } from './problems.tsx'

const tones: Readonly<Record<string, Tone>> = {
  active: 'good',
  succeeded: 'good',
  passed: 'good',
  completed: 'good',
  paid: 'good',
  published: 'good',
  paused: 'quiet',
  needs_attention: 'warn',
  needs_approval: 'warn',
  warning: 'warn',
  open: 'warn',
  on_hold: 'warn',
  pending: 'warn',
  failed: 'bad',
  deleted: 'bad',
  running: 'info',
  queued: 'info',
  waiting: 'info',
  processing: 'info',
}

type StateName = keyof Texts['states']

/** The state of anything; a word we do not know is shown as it is. */
export function StateBadge({ state }: { state: string }) {
  const { t } = useTranslation()
  return (
    <span className={`badge ${tones[state] ?? 'quiet'}`}>
      {t(`states.${state as StateName}`, { defaultValue: state })}
    </span>
  )
}

export const freshTones: Readonly<Record<Freshness, Tone>> = {
  fresh: 'good',
  never: 'quiet',
  inactive: 'quiet',
  paused: 'quiet',
  late: 'warn',
  stalled: 'warn',
  disconnected: 'bad',
}

/** How fresh what is here is. */
export function FreshnessBadge({ freshness }: { freshness: Freshness }) {
  const { t } = useTranslation()
  return <span className={`badge ${freshTones[freshness]}`}>{t(`freshness.${freshness}`)}</span>
}

/** On whatever is invented. */
export function PracticeBadge() {
  const { t } = useTranslation()
  return (
    <span className="badge info" title={t('practice.badgeWhy')}>
      {t('practice.badge')}
    </span>
  )
}

/** On what is no sale. */
export function TestOrderBadge() {
  const { t } = useTranslation()
  return (
    <span className="badge quiet" title={t('data.orders.testWhy')}>
      {t('data.orders.test')}
    </span>
  )
}

export function useEntityName() {
  const { t } = useTranslation()
  return (entity: string, label = entity) => t(`entities.${entity as EntityName}`, { defaultValue: label })
}
