import type { ReactNode } from 'react'
import type { Search } from '../app/router.tsx'
import { PracticeBadge } from './badges.tsx'
import { Go } from './go.tsx'

interface RecordLinkProps {
  readonly to: string
  readonly search?: Search
  readonly practice: boolean
  /** Another mark. */
  readonly badge?: ReactNode
  readonly children: ReactNode
}

/** To what a row of a list is about, marked where it is invented. */
export const RecordLink = ({ to, search = {}, practice, badge, children }: RecordLinkProps) => (
  <span className="with-badge">
    <Go to={to} search={search}>
      {children}
    </Go>
    {practice && <PracticeBadge />}
    {badge}
  </span>
)
