import type { ReactNode } from 'react'

interface DrawingProps {
  readonly label: string
  /** What stands over the window there. */
  readonly title?: string
  readonly height: number
  readonly children: ReactNode
}

/** A window of the other system, drawn: what to fill in or copy is marked. */
export const Drawing = ({ label, title, height, children }: DrawingProps) => (
  <svg viewBox={`0 0 300 ${height}`} role="img" aria-label={label} style={{ width: '100%', marginTop: 14 }}>
    <rect
      x="0.5"
      y="0.5"
      width="299"
      height={height - 1}
      rx="8"
      fill="var(--mantine-color-body)"
      stroke="var(--koppla-line)"
    />
    <rect width="300" height="20" rx="8" fill="var(--koppla-quiet-soft)" />
    <text x="14" y="13.5" fontSize="9" fill="currentColor">
      {title}
    </text>
    {children}
  </svg>
)

interface DrawnFieldProps {
  readonly y: number
  readonly label: string
  readonly value: string
}

export const DrawnField = ({ y, label, value }: DrawnFieldProps) => (
  <g transform={`translate(14 ${y})`} fontSize="10" fill="currentColor">
    <text y="14">{label}</text>
    <rect x="112" width="160" height="21" rx="4" fill="none" stroke="var(--koppla-info)" strokeWidth="1.5" />
    <text x="120" y="14" fontWeight="600">
      {value}
    </text>
  </g>
)
