import { Button, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import i18next from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/client.ts'

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'quiet'

interface NoteProps {
  readonly tone: Tone
  readonly title?: ReactNode
  readonly children?: ReactNode
  readonly action?: ReactNode
  readonly role?: 'alert' | 'status'
}

/** A sentence or two that stand out, with what to do. */
export function Note({ tone, title, children, action, role }: NoteProps) {
  const Icon =
    tone === 'good' ? IconCircleCheck : tone === 'bad' || tone === 'warn' ? IconAlertTriangle : IconInfoCircle
  return (
    <div className={`note ${tone}`} role={role}>
      <Icon size={17} aria-hidden />
      <div style={{ flex: 1, minWidth: 0, fontSize: 'var(--mantine-font-size-sm)' }}>
        {title && <strong>{title}</strong>}
        {children && <div>{children}</div>}
        {action && <div style={{ marginTop: 8 }}>{action}</div>}
      </div>
    </div>
  )
}

/** What happened and what to do, in the reader's language where it is ours to say. */
function explainProblem(error: unknown): { message: string; remedy: string | undefined } {
  if (!(error instanceof ApiError))
    return { message: error instanceof Error ? error.message : String(error), remedy: undefined }
  if (error.code === 'unreachable')
    return { message: i18next.t('errors.unreachable'), remedy: i18next.t('errors.unreachableRemedy') }
  return { message: error.message, remedy: error.remedy }
}

export function ProblemNote({ error, title, onRetry }: { error: unknown; title?: string; onRetry?: () => void }) {
  const { t } = useTranslation()
  const { message, remedy } = explainProblem(error)
  const requestId = error instanceof ApiError && error.status >= 500 ? error.requestId : undefined
  const action = onRetry && (
    <Button size="xs" variant="default" onClick={onRetry}>
      {t('common.retry')}
    </Button>
  )
  return (
    <Note tone="bad" title={title ?? message} role="alert" action={action}>
      {title && <div>{message}</div>}
      {remedy && <div>{remedy}</div>}
      <InTheWay error={error} />
      {requestId && (
        <Text fz="xs">
          {t('errors.requestId')}: {requestId}
        </Text>
      )}
    </Note>
  )
}

/** The run because of which another was refused. A link as browsers know it: what is told lies outside the pages. */
function InTheWay({ error }: { error: unknown }) {
  const { t } = useTranslation()
  if (!(error instanceof ApiError && error.runId)) return null
  return (
    <a href={`/runs/${error.runId}`} className="text-link">
      {t('errors.seeRun')}
    </a>
  )
}

export function showProblem(error: unknown): void {
  const { message, remedy } = explainProblem(error)
  const told = { title: message, message: remedy ?? <InTheWay error={error} /> }
  notifications.show({ ...told, color: 'red', autoClose: 10_000, role: 'alert', closeButtonProps: named() })
}

/** The button that closes what is said has no words of its own. */
const named = () => ({ 'aria-label': i18next.t('common.close') })

/** Time enough to come to it by the keys. */
const undoMs = 20_000

interface Saying {
  readonly undo?: () => void
}

/** Says that something was done; what can be taken back offers it. */
export function say(message: string, { undo }: Saying = {}): void {
  const id = crypto.randomUUID?.() ?? String(Date.now())
  const from = document.activeElement
  const takeBack = () => {
    if (from instanceof HTMLElement) from.focus()
    notifications.hide(id)
    undo?.()
  }
  const action = undo && (
    <Button size="compact-xs" variant="default" ml="sm" onClick={takeBack}>
      {i18next.t('common.undo')}
    </Button>
  )
  const told = {
    id,
    color: 'accent',
    closeButtonProps: named(),
    message: (
      <>
        {message}
        {action}
      </>
    ),
  }
  // Whoever has come to it by the keys has all the time they need.
  const stay = () => notifications.update({ ...told, autoClose: false })
  notifications.show({ ...told, autoClose: undo ? undoMs : 4_000, onFocusCapture: stay })
}
