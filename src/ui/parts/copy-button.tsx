import { Button, CopyButton as Copy } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Puts a text where it can be pasted from, and says that it did. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useTranslation()
  return (
    <Copy value={text} timeout={3_000}>
      {({ copied, copy }) => (
        <Button size="xs" variant="default" onClick={copy} aria-live="polite">
          {copied ? t('common.copied') : (label ?? t('common.copy'))}
        </Button>
      )}
    </Copy>
  )
}
