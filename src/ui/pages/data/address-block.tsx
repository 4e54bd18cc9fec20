import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Address = Readonly<Record<string, unknown>> | null

const lines = ['name', 'company', 'line1', 'line2'] as const

export function AddressBlock({ title, address }: { title: string; address: Address }) {
  const { t } = useTranslation()
  const say = (name: string) => (address?.[name] ? String(address[name]) : '')
  const place = [say('postcode'), say('city'), say('region'), say('country')].filter(Boolean).join(' ')
  const written = [...lines.map(say), place, say('phone')].filter(Boolean)
  return (
    <div style={{ marginTop: 14 }}>
      <Text fz="xs" c="dimmed">
        {title}
      </Text>
      <Text fz="sm" style={{ whiteSpace: 'pre-line' }}>
        {written.length > 0 ? written.join('\n') : t('data.orders.noAddress')}
      </Text>
    </div>
  )
}
