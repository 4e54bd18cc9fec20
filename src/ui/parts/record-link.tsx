import type { ReactNode } from 'react'
import { PracticeBadge } from './badges.tsx'
import { Go } from './go.tsx'

interface RecordLinkProps {
  readonly to: string
  readonly practice: boolean
  readonly children: ReactNode
}

/** To what a row of a list is about, marked where it is invented. */
export const RecordLink = ({ to, practice, children }: RecordLinkProps) => (
  <span className="with-badge">
    <Go to={to}>{children}</Go>
    {practice && <PracticeBadge />}
  </span>
)
