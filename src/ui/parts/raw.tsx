import { useTranslation } from 'react-i18next'

/** A record as the store gave it, indented. */
export function RawText({ text }: { text: string }) {
  const { t } = useTranslation()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section aria-label={t('data.raw')} tabIndex={0} className="raw">
      {indent(text)}
    </section>
  )
}

function indent(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
