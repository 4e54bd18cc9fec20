import { useTranslation } from 'react-i18next'
import type { InvoiceDetail } from '../../api/types.ts'
import { useFormats } from '../../parts/formats.ts'
import { Note } from '../../parts/problems.tsx'

interface MoneyNoteProps {
  readonly record: Pick<InvoiceDetail, 'moneyWarning' | 'moneyDifference' | 'currency'>
  /** What is said when all adds up. */
  readonly proven: string
}

/** Whether the lines make the total, as an accountant wants to know it. */
export function MoneyNote({ record: { moneyWarning, moneyDifference, currency }, proven }: MoneyNoteProps) {
  const { t } = useTranslation()
  const { money } = useFormats()
  return (
    <div style={{ marginTop: 12 }}>
      {moneyWarning === null ? (
        <Note tone="good">{proven}</Note>
      ) : (
        <Note tone="warn" title={t('data.orders.unproven', { difference: money(moneyDifference, currency) })}>
          {moneyWarning}
        </Note>
      )}
    </div>
  )
}
