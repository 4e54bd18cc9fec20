import { Button, Group, Modal, type ModalProps, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from './problems.tsx'

/** A window over the page. */
export function Dialog(props: ModalProps) {
  const { t } = useTranslation()
  return <Modal transitionProps={{ duration: 0 }} closeButtonProps={{ 'aria-label': t('common.close') }} {...props} />
}

interface QuestionProps {
  readonly question: string
  /** What is done, as the button says it. */
  readonly yes: string
  readonly onYes: () => void
  /** Default: cancel. */
  readonly no?: string
  readonly onNo: () => void
  /** It cannot be taken back. */
  readonly grave?: boolean
  readonly busy?: boolean
  readonly failure?: Error | null
  readonly children?: ReactNode
}

/** In a dialog: what is asked before it is done. */
export function Question({ question, yes, onYes, no, onNo, grave, busy = false, failure, children }: QuestionProps) {
  const { t } = useTranslation()
  return (
    <Stack gap="md">
      {failure && <ProblemNote error={failure} />}
      <Text fz="sm">{question}</Text>
      {children}
      <Group gap="xs" justify="flex-end">
        <Button variant="default" onClick={onNo}>
          {no ?? t('common.cancel')}
        </Button>
        <Button {...(grave && { color: 'red.9' })} loading={busy} onClick={onYes}>
          {yes}
        </Button>
      </Group>
    </Stack>
  )
}
