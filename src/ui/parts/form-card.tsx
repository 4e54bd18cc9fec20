import { Button, Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { ProblemNote } from './problems.tsx'
import type { useForm } from './use-form.ts'

interface FormCardProps {
  readonly title: string
  readonly lead?: string
  readonly button: string
  /** It is not what one comes to the page for. */
  readonly quiet?: boolean
  readonly form: Pick<ReturnType<typeof useForm>, 'onSubmit' | 'busy' | 'failure' | 'isTold'>
  readonly children: ReactNode
}

/** A small form in a card of its own. What was refused stands above, where none of its inputs says it. */
export function FormCard({ title, lead, button, quiet = false, form, children }: FormCardProps) {
  return (
    <form className="card card-pad" onSubmit={form.onSubmit} aria-label={title}>
      <Stack gap="sm">
        <Title order={2}>{title}</Title>
        {lead && (
          <Text fz="sm" c="dimmed">
            {lead}
          </Text>
        )}
        {form.failure && !form.isTold && <ProblemNote error={form.failure} />}
        {children}
        <Group>
          <Button type="submit" variant={quiet ? 'default' : 'filled'} loading={form.busy}>
            {button}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
