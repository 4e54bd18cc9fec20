import { Button, Textarea } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'

/** Puts a text where it can be pasted from, and says that it did; a browser that does not allow it shows the text. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useTranslation()
  const { copy, copied, error } = useClipboard({ timeout: 3_000 })
  if (error !== null)
    return (
      <Textarea
        label={t('common.copyByHand')}
        value={text}
        readOnly
        autosize
        maxRows={12}
        autoFocus
        onFocus={event => event.currentTarget.select()}
      />
    )
  return (
    <Button size="xs" variant="default" onClick={() => copy(text)} aria-live="polite">
      {copied ? t('common.copied') : (label ?? t('common.copy'))}
    </Button>
  )
}
