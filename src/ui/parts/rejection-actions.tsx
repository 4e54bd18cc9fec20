import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { send } from '../api/client.ts'
import { queryClient } from '../api/queries.ts'
import type { Rejection, Retried } from '../api/types.ts'
import { AskFirst } from './ask-first.tsx'
import { say, showProblem } from './problems.tsx'

type Ids = readonly string[]

/** Retries or dismisses records that were set aside; the lists of them are asked again. */
function useActions(onDone: (ids: Ids) => void = () => {}) {
  const { t } = useTranslation()
  const { mutate, isPending } = useMutation({
    mutationFn: ({ work, ids }: { work: (ids: Ids) => Promise<void>; ids: Ids }) => work(ids),
    onError: showProblem,
    // Others may have been marked meanwhile.
    onSettled: async (_done, _error, { ids }) => {
      await queryClient.invalidateQueries({ queryKey: ['/rejections'] })
      onDone(ids)
    },
  })
  const retry = async (ids: Ids) => {
    const { items } = await send<Retried>('POST', '/rejections/retry', { ids })
    const stored = items.filter(one => one.outcome === 'stored').length
    if (stored > 0) say(t('connection.rejections.stored', { count: stored }))
    const still = items.find(one => one.outcome !== 'stored')
    if (still) say(`${t('connection.rejections.still', { count: ids.length - stored })}. ${still.reason ?? ''}`)
  }
  const dismiss = async (ids: Ids) => {
    for (const id of ids) await send('POST', `/rejections/${id}/dismiss`)
  }
  return {
    busy: isPending,
    retry: (ids: Ids) => mutate({ work: retry, ids }),
    dismiss: (ids: Ids) => mutate({ work: dismiss, ids }),
  }
}

/** For all that are marked; nothing while none is. */
export function ManyActions({ chosen, onDone }: { chosen: Ids; onDone: (ids: Ids) => void }) {
  const { t } = useTranslation()
  const { busy, retry, dismiss } = useActions(onDone)
  const count = chosen.length
  if (count === 0) return null
  return (
    <>
      <Button loading={busy} onClick={() => retry(chosen)}>
        {t('connection.rejections.retry', { count })}
      </Button>
      <AskFirst
        size="sm"
        label={t('connection.rejections.dismissMany', { count })}
        question={t('connection.rejections.dismissSure', { count })}
        onYes={() => dismiss(chosen)}
      />
    </>
  )
}

/** For one by itself. What was dismissed may be tried again, too. */
export function OwnActions({ one: { id, externalId, state } }: { one: Rejection }) {
  const { t } = useTranslation()
  const { busy, retry, dismiss } = useActions()
  const name = externalId ?? id
  if (state === 'superseded') return null
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        loading={busy}
        aria-label={`${t('connection.rejections.retryOne')}: ${name}`}
        onClick={() => retry([id])}
      >
        {t('connection.rejections.retryOne')}
      </Button>
      {state === 'open' && (
        <AskFirst
          label={t('connection.rejections.dismissOne')}
          of={name}
          question={t('connection.rejections.dismissSure', { count: 1 })}
          onYes={() => dismiss([id])}
        />
      )}
    </>
  )
}
