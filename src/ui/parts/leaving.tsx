import { useBlocker } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, Question } from './dialog.tsx'

type Half = () => boolean

const forms = new Set<Half>()

/** Whether the page that is shown holds what somebody has typed and not saved. */
export const isHalfFilled: Half = () => [...forms].some(half => half())

/** Leaving a form that is half filled asks first, once for all forms of a page, and a session that ends does not throw it away. */
export function AskBeforeLeaving({ half }: { readonly half: Half }) {
  const { t } = useTranslation()
  useEffect(() => {
    forms.add(half)
    return () => void forms.delete(half)
  }, [half])
  const asks = () => [...forms].find(one => one()) === half
  const blocker = useBlocker({ shouldBlockFn: asks, enableBeforeUnload: asks, withResolver: true })
  const stay = () => blocker.reset?.()
  return (
    <Dialog opened={blocker.status === 'blocked'} onClose={stay} title={t('connectors.leaveTitle')}>
      <Question
        question={t('connectors.leave')}
        yes={t('connectors.leaveNow')}
        onYes={() => blocker.proceed?.()}
        no={t('connectors.stay')}
        onNo={stay}
        grave
      />
    </Dialog>
  )
}
