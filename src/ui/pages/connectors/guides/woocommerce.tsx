import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export function WooCommerceGuide() {
  const { t } = useTranslation()
  return (
    <>
      <ol className="steps">
        <li>{t('connectors.woocommerce.one')}</li>
        <li>{t('connectors.woocommerce.two')}</li>
        <li>{t('connectors.woocommerce.three')}</li>
        <li>{t('connectors.woocommerce.four')}</li>
      </ol>
      <KeyFormPicture />
      <Text fz="sm" mt="sm">
        {t('connectors.woocommerce.five')}
      </Text>
    </>
  )
}

/** The form of the store, drawn: what to fill in is marked. */
function KeyFormPicture() {
  const { t } = useTranslation()
  const rows = [
    [t('connectors.woocommerce.description'), 'Koppla'],
    [t('connectors.woocommerce.permissions'), t('connectors.woocommerce.readWrite')],
  ] as const
  return (
    <svg
      viewBox="0 0 300 132"
      role="img"
      aria-label={t('connectors.woocommerce.picture')}
      style={{ width: '100%', marginTop: 14 }}
    >
      <rect
        x="0.5"
        y="0.5"
        width="299"
        height="131"
        rx="8"
        fill="var(--mantine-color-body)"
        stroke="var(--koppla-line)"
      />
      <rect width="300" height="20" rx="8" fill="var(--koppla-quiet-soft)" />
      {rows.map(([label, value], row) => (
        <g key={label} transform={`translate(14 ${34 + row * 30})`} fontSize="10" fill="currentColor">
          <text y="14">{label}</text>
          <rect x="96" width="176" height="21" rx="4" fill="none" stroke="var(--koppla-info)" strokeWidth="1.5" />
          <text x="104" y="14" fontWeight="600">
            {value}
          </text>
        </g>
      ))}
      <rect x="110" y="98" width="120" height="22" rx="4" fill="var(--mantine-color-accent-7)" />
      <text x="170" y="112" fontSize="10" fontWeight="600" textAnchor="middle" fill="#fff">
        {t('connectors.woocommerce.generate')}
      </text>
    </svg>
  )
}
